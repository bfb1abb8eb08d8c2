import { scopeIs } from '../kernel/chain';
import type { Entry } from '../kernel/entry';
import type { ThreadId } from '../kernel/ids';
import { refuse } from '../kernel/refusal';
import type { RoomBody } from './bodies';
import { coverOf, isEntitled } from './membership';
import { changeThread, mayDo, mayWrite, put, threadOf, type Change, type Moment, type Rule } from './moment';
import type { RoomState, Thread } from './state';
import { renditions } from '../words/lists';

type Right = 'answer' | 'opinion';

/** Whoever is inside may write in the threads they hold, an outside colleague only with the right. */
function mayContribute(now: Moment, type: 'message' | 'opinion' | 'addendum', id: ThreadId, right: Right): Thread {
  const standing = mayDo(now, type);
  const thread = threadOf(now, id);
  if (standing !== 'outside') return thread;
  const cover = coverOf(now.state, id, now.by, now.view, now.at);
  if (cover === undefined) return refuse('not-entitled');
  if (!cover.clearance.rights.includes(right)) refuse('right-missing');
  if (right === 'opinion' && cover.side !== id) refuse('only-in-side-thread');
  return thread;
}

/** Title and form are the owner's, in the case thread. */
function ofCase(type: 'title' | 'form'): Rule<'title' | 'form'> {
  return (now, entry, body) => {
    scopeIs(entry, [body.thread]);
    mayDo(now, type);
    if (body.thread !== now.state.caseThread) refuse('wrong-thread-kind');
    const thread = threadOf(now, body.thread);
    mayWrite(now, thread, body.gen);
    return changeThread(now, thread, { last: entry.id });
  };
}

export const title = ofCase('title');
export const form = ofCase('form');

export function mayPost(now: Moment, id: ThreadId, gen?: number): Thread {
  const thread = mayContribute(now, 'message', id, 'answer');
  mayWrite(now, thread, gen ?? thread.gen);
  return thread;
}

export const message: Rule<'message'> = (now, entry, body) => {
  scopeIs(entry, [body.thread]);
  return changeThread(now, mayPost(now, body.thread, body.gen), { last: entry.id });
};

/** An opinion rests on pictures its author may open. Of those withheld from this reader it is known that they were posted, no more. */
function restsOnVisible(now: Moment, reliesOn: RoomBody<'opinion'>['reliesOn']): void {
  for (const { thread: id, picture: entry } of reliesOn) {
    if (now.state.dark.has(id)) {
      if (!now.state.pictures.has(entry)) refuse('picture-missing');
      continue;
    }
    const known = now.state.threads.get(id)?.picture;
    if (known === undefined) refuse('picture-missing');
    if (known.entry !== entry) refuse('picture-differs');
    if (!isEntitled(now.state, id, now.by, now.view, now.at)) refuse('not-entitled');
  }
}

export function mayGiveOpinion(now: Moment, id: ThreadId, gen?: number): Thread {
  const thread = mayContribute(now, 'opinion', id, 'opinion');
  mayWrite(now, thread, gen ?? thread.gen);
  return thread;
}

export const opinion: Rule<'opinion'> = (now, entry, body) => {
  scopeIs(entry, [body.thread]);
  const thread = mayGiveOpinion(now, body.thread, body.gen);
  restsOnVisible(now, body.reliesOn);
  return {
    ...changeThread(now, thread, { last: entry.id }),
    opinions: put(now.state.opinions, entry.id, { by: entry.by, thread: thread.id }),
  };
};

export const addendum: Rule<'addendum'> = (now, entry, body) => {
  scopeIs(entry, [body.thread]);
  const thread = mayContribute(now, 'addendum', body.thread, 'opinion');
  const added = now.state.opinions.get(body.opinion);
  if (added?.by !== entry.by || added.thread !== thread.id) refuse('no-such-opinion');
  mayWrite(now, thread, body.gen);
  return changeThread(now, thread, { last: entry.id });
};

/** A picture thread that awaits its one picture, with a consent that allows it. */
export function mayAddPicture(now: Moment, id: ThreadId, gen?: number): Thread {
  mayDo(now, 'picture');
  const thread = threadOf(now, id);
  if (thread.kind !== 'picture') refuse('wrong-thread-kind');
  mayWrite(now, thread, gen ?? thread.gen);
  if (thread.picture !== undefined) refuse('picture-already-there');
  return thread;
}

/** What the consent allows was judged when it was recorded; here it is the newest, and not withdrawn. */
function consentAllows({ consent }: Thread, named: RoomBody<'picture'>['consent']): void {
  if (consent === undefined) return refuse('consent-missing');
  if (consent.id !== named.id || consent.version !== named.version) refuse('consent-not-current');
  if (consent.withdrawn === 'capture') refuse('consent-withdrawn');
}

function objectsAreNew(state: RoomState, objects: RoomBody<'picture'>['objects']): void {
  if (objects.map(({ rendition }) => rendition).join() !== renditions.join()) refuse('renditions-wrong');
  const ids = new Set(objects.map(({ id }) => id));
  if (ids.size !== objects.length) refuse('object-reused');
  for (const { picture } of state.threads.values()) {
    if (picture?.objects.some(({ id }) => ids.has(id)) === true) refuse('object-reused');
  }
}

export const picture: Rule<'picture'> = (now: Moment, entry: Entry, body): Change => {
  scopeIs(entry, [body.thread]);
  const thread = mayAddPicture(now, body.thread, body.gen);
  consentAllows(thread, body.consent);
  objectsAreNew(now.state, body.objects);
  const number = now.state.pictures.size + 1;
  const posted = { entry: entry.id, number, by: entry.by, objects: body.objects, consent: body.consent };
  return changeThread(now, thread, { picture: posted, last: entry.id });
};
