import { consentRefusal, externalShareRefusal } from '../guidance/guidance';
import { scopeIs } from '../kernel/chain';
import type { ThreadId } from '../kernel/ids';
import { refuse, refuseByRule } from '../kernel/refusal';
import type { RoomBody } from './bodies';
import { changeThread, mayDo, threadOf, type Change, type Moment, type Rule } from './moment';
import type { Consent, Thread } from './state';

export function mayRecordConsent(now: Moment, id: ThreadId): Thread {
  mayDo(now, 'consent');
  const thread = threadOf(now, id);
  if (thread.kind !== 'picture') refuse('wrong-thread-kind');
  return thread;
}

/** A new version repeats the id and rises by one. */
function isNextVersion(consent: Consent | undefined, body: RoomBody<'consent'>): void {
  if (body.version !== (consent?.version ?? 0) + 1) refuse('consent-out-of-order');
  if (consent !== undefined && consent.id !== body.consent) refuse('consent-out-of-order');
}

export const consent: Rule<'consent'> = (now, entry, body) => {
  scopeIs(entry, [body.thread]);
  const thread = mayRecordConsent(now, body.thread);
  isNextVersion(thread.consent, body);
  if (now.view.person(body.takenBy)?.role !== 'clinician') refuse('consent-taker-unknown');
  const broken = consentRefusal(body);
  if (broken !== undefined) refuseByRule('consent-not-accepted', broken.rule, broken.sentence);
  const { consent: id, version, recording, form, scopes, subject, flags, takenBy } = body;
  const recorded: Consent = {
    ...{ id, version, hash: entry.bodyHash, thread: thread.id },
    ...{ recording, form, scopes, subject, flags, takenBy, withdrawn: 'no' },
  };
  return changeThread(now, thread, { consent: recorded });
};

/** Withdrawing sharing may be followed by withdrawing capture, not the other way round. */
function isNews(from: Consent['withdrawn'], to: 'sharing' | 'capture'): void {
  if (from === 'capture' || from === to) refuse('already-withdrawn');
}

export function mayWithdraw(now: Moment, id: ThreadId, what: 'sharing' | 'capture'): Thread & { consent: Consent } {
  mayDo(now, 'consent-withdrawal');
  const thread = threadOf(now, id);
  const given = thread.consent ?? refuse('consent-missing');
  isNews(given.withdrawn, what);
  return { ...thread, consent: given };
}

export const consentWithdrawal: Rule<'consent-withdrawal'> = (now, entry, body) => {
  const [id] = entry.scope;
  if (entry.scope === 'room' || entry.scope.length !== 1 || id === undefined) return refuse('wrong-scope');
  const thread = mayWithdraw(now, id as ThreadId, body.what);
  if (body.consent !== thread.consent.id || body.version !== thread.consent.version) refuse('consent-not-current');
  return changeThread(now, thread, { consent: { ...thread.consent, withdrawn: body.what } });
};

/** A picture whose consent allows it to go outside (MDU; GMC recordings, paras 10–14). */
export function mayGoOutside(thread: Thread | undefined): void {
  if (thread?.picture === undefined || thread.consent === undefined) return refuse('picture-missing');
  const broken = externalShareRefusal(thread.consent);
  if (broken !== undefined) refuseByRule('consent-not-for-sharing', broken.rule, broken.sentence);
}

export function mayRequestShare(now: Moment, threads: readonly ThreadId[]): void {
  mayDo(now, 'share-request');
  if (now.view.person(now.by)?.defence === '') refuse('no-defence-organisation');
  for (const id of threads) if (!now.state.dark.has(id)) mayGoOutside(now.state.threads.get(id));
}

export const shareRequest: Rule<'share-request'> = (now, entry, body): Change => {
  scopeIs(entry, body.threads);
  mayRequestShare(now, body.threads);
  const threads = new Map(now.state.threads);
  for (const id of body.threads) {
    const thread = threads.get(id);
    if (thread === undefined || thread.requested.includes(body.advice)) continue;
    threads.set(id, { ...thread, requested: [...thread.requested, body.advice] });
  }
  return { threads };
};
