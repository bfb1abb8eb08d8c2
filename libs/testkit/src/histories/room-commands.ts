import {
  complainingOf,
  copiesLeft,
  followUps,
  isByCase,
  rotationDue,
  scopeOfShare,
  whoMayRead,
  type ClearanceId,
  type Thread,
  type ThreadId,
} from '@consilium/domain';
import { backTo, blob, grantsTo, id16, person, thread } from '../domain/names';
import { caseThread } from '../domain/world';
import { decisionIn } from './advice-commands';
import { insiders, namesOf, owner, type Command, type Scene } from './command';
import { nameOf } from './keys';
import { aThread, everybodyIn, ofPicture, room, saidIn, scopeOf, shares, threadsOf } from './room-scene';
import { withdrawals } from './withdrawal-commands';

/** On what authority a picture is made, the usual ones oftener. */
const authorities = ['said-yes', 'signed', 'signed', 'signed', 'young-person', 'parental-responsibility', 'has-died', 'not-needed-to-make'] as const; // prettier-ignore
const pictures = ['one', 'two', 'three', 'four'] as const;

const dueIn = (scene: Scene): readonly ThreadId[] => {
  const { story } = scene;
  const due = threadsOf(scene).filter((each) => rotationDue(story.room.state, each, story.view, story.now));
  return due.map(({ id }) => id).toSorted((one, other) => Number(other === caseThread) - Number(one === caseThread));
};

const members: readonly Command[] = [
  room('invite', {
    weight: 6,
    by: owner,
    act: (offer) => ({ act: 'invite', other: saidIn(offer).person }),
    make: ({ story, lot }, by) => {
      const who = lot.of(['bob', 'carol', 'dora', 'daniel', 'bob', 'xavier'], 'who');
      return story.by(by, 'invite', { person: person(who ?? 'bob') });
    },
  }),
  room('remove', {
    weight: 3,
    by: owner,
    act: (offer) => ({ act: 'remove', other: saidIn(offer).person }),
    make: (scene, by) => {
      const share = scene.lot.of(shares(scene).filter(({ stage }) => stage.stage === 'admitted' || stage.stage === 'accepted'));
      if (share !== undefined && scene.lot.once(2)) return scene.story.removeOffer(by, nameOf(share.person), scopeOf(share));
      const who = scene.lot.of(insiders(scene).filter((each) => each !== by));
      return who === undefined ? undefined : scene.story.removeOffer(by, who);
    },
  }),
  room('leave', {
    weight: 1,
    by: everybodyIn,
    act: () => ({ act: 'leave' }),
    make: (scene, by) => {
      const share = shares(scene).find(({ person: outside }) => outside === person(by));
      return scene.story.removeOffer(by, by, share === undefined ? 'room' : scopeOf(share));
    },
  }),
  room('owner', {
    weight: 2,
    by: insiders,
    act: (offer) => ({ act: 'owner', other: saidIn(offer).person }),
    make: (scene, by) => {
      const isOwner = owner(scene).includes(by);
      const who = isOwner ? scene.lot.of(insiders(scene).filter((each) => each !== by)) : by;
      return who === undefined ? undefined : scene.story.by(by, 'owner', { person: person(who) });
    },
  }),
  room('known-again', {
    weight: 3,
    by: insiders,
    act: (offer) => ({ act: 'known-again', other: saidIn(offer).person }),
    make: ({ story, lot }, by) => {
      const { room: { state }, view } = story;
      const all = [...state.internals.keys()];
      const unknown = all.filter((each) => (view.person(each)?.replaced ?? -1) > (state.internals.get(each)?.known ?? 0));
      const who = lot.of(unknown.length > 0 ? unknown : all);
      return story.by(by, 'known-again', { person: who });
    },
  }),
  room('close', { weight: 1, by: owner, act: () => ({ act: 'close' }), make: ({ story }, by) => story.by(by, 'close', { outcome: 'advice-given' }) }),
  room('reopen', { weight: 2, by: (scene) => (scene.story.room.state.closed === undefined ? [] : owner(scene)), act: () => ({ act: 'reopen' }), make: ({ story }, by) => story.by(by, 'reopen', {}) }),
]; // prettier-ignore

/** Who may read a thread and holds no key to it, where one is to be granted. */
function lacking(scene: Scene) {
  const { story } = scene;
  const lacks = (id: ThreadId) =>
    whoMayRead(story.room.state, id, story.view, story.now)
      .filter(({ holds, as }) => !holds && (as !== 'internal' || !isByCase(story.thread(id))))
      .map((reader) => ({ id, ...reader }));
  return threadsOf(scene).flatMap(({ id }) => lacks(id));
}

/** Anybody, to any thread. */
function anybody(scene: Scene) {
  const id = aThread(scene);
  return id && { id, person: person(scene.lot.of(everybodyIn(scene)) ?? 'bob'), as: 'anybody' as const };
}

const keys: readonly Command[] = [
  room('begin a thread', {
    weight: 5,
    by: insiders,
    make: (scene, by) => {
      const { story, lot } = scene;
      const name = lot.of(pictures, 'what') ?? 'one';
      if (!lot.once(4)) return story.rotateOffer(by, thread(name));
      const named = [...new Set([by, lot.of(insiders(scene)) ?? by])].map(person).toSorted();
      return story.rotateOffer(by, thread(name), { readers: 'named', grants: grantsTo(named) });
    },
  }),
  room('begin a side thread', {
    weight: 2,
    by: owner,
    make: (scene, by) => {
      const decided = scene.lot.of(scene.advices.map((id) => decisionIn(scene.kept(id))).filter((each) => each !== undefined));
      const clearance = decided?.clearance.id ?? id16<ClearanceId>('clear-none');
      return scene.story.rotateOffer(by, thread(`side-${nameOf(clearance).slice(6)}`), { kind: 'side', clearance });
    },
  }),
  room('rotate', {
    weight: 10,
    by: insiders,
    act: (offer) => ({ act: 'rotate', thread: saidIn(offer).thread }),
    make: (scene, by) => {
      const due = dueIn(scene);
      const id = due.length > 0 && !scene.lot.once(5) ? due[0] : aThread(scene);
      return id && scene.story.rotateOffer(by, id);
    },
  }),
  room('restart', {
    weight: 5,
    by: (scene) => namesOf(threadsOf(scene).flatMap(complainingOf)),
    act: (offer) => ({
      act: 'restart',
      thread: saidIn(offer).thread,
      back: saidIn(offer).back.gen,
    }),
    make: (scene, by) => {
      const reported = threadsOf(scene).filter((each) => complainingOf(each).includes(person(by)));
      const id = scene.lot.of(reported)?.id ?? aThread(scene);
      if (id === undefined) return undefined;
      const { gen } = scene.story.thread(id);
      const to = scene.lot.once(3) ? 0 : Math.max(0, gen - 1);
      return scene.story.rotateOffer(by, id, { back: backTo(to) });
    },
  }),
  room('change readers', {
    weight: 4,
    by: owner,
    make: (scene, by) => {
      const known = scene.lot.of(threadsOf(scene).filter(({ kind }) => kind === 'picture'));
      if (known === undefined) return undefined;
      if (known.readers === 'named') return scene.story.rotateOffer(by, known.id, { readers: 'inside' });
      return scene.story.rotateOffer(by, known.id, { readers: 'named', grants: grantsTo([person(by)]) });
    },
  }),
  room('grant', {
    weight: 8,
    by: insiders,
    act: (offer) => ({ act: 'grant', thread: saidIn(offer).thread, other: saidIn(offer).recipient }),
    make: (scene, by) => {
      const { story, lot } = scene;
      const found = lot.of(lacking(scene)) ?? anybody(scene);
      if (found === undefined) return undefined;
      const { id, person: to, as } = found;
      const cover = shares(scene).find((share) => share.person === to && scopeOf(share).includes(id));
      return story.grantOffer(by, id, nameOf(to), as === 'internal' ? '' : (cover?.clearance.id ?? ''));
    },
  }),
  room('grant-bad', {
    weight: 4,
    by: everybodyIn,
    make: (scene, by) => {
      const id = aThread(scene);
      if (id === undefined) return undefined;
      const { gen } = scene.story.thread(id);
      return scene.story.badOffer(by, id, scene.lot.once(4) ? Math.max(1, gen - 1) : gen);
    },
  }),
  room('link', {
    weight: 2,
    by: insiders,
    act: (offer) => ({ act: 'link', ...saidIn(offer) }),
    make: (scene, by) => {
      const id = scene.lot.of(threadsOf(scene).filter(({ gen }) => gen > 1))?.id ?? aThread(scene);
      if (id === undefined) return undefined;
      const { gen } = scene.story.thread(id);
      return scene.story.linkOffer(by, id, scene.lot.of(Array.from({ length: gen }, (_, index) => Math.max(1, index))) ?? 1);
    },
  }),
  room('rewrap', {
    weight: 4,
    by: insiders,
    act: (offer) => ({ act: 'rewrap', ...saidIn(offer) }),
    make: (scene, by) => {
      const id = scene.lot.of(threadsOf(scene).filter(isByCase))?.id;
      if (id === undefined) return undefined;
      const { gen } = scene.story.thread(id);
      return scene.story.rewrapOffer(by, id, scene.lot.once(3) ? 1 : gen);
    },
  }),
]; // prettier-ignore

/** A picture of theirs, oftener than anybody's. */
const ownPicture = (scene: Scene, by: string): Thread | undefined => {
  const posted = ofPicture(scene).filter(({ picture }) => picture !== undefined);
  return scene.lot.of(posted.filter(({ picture }) => picture?.by === person(by))) ?? scene.lot.of(posted);
};

const content: readonly Command[] = [
  room('title', { weight: 2, by: owner, make: ({ story }, by) => story.inThread(by, 'title', caseThread, { sealed: blob }) }),
  room('form', { weight: 4, by: owner, make: ({ story }, by) => story.inThread(by, 'form', caseThread, { sealed: blob }) }),
  room('message', {
    weight: 10,
    by: everybodyIn,
    act: (offer) => ({ act: 'post', thread: saidIn(offer).thread, replyTo: saidIn(offer).replyTo }),
    make: (scene, by) => {
      const id = aThread(scene);
      if (id === undefined || !scene.lot.once(3)) return id && scene.story.messageOffer(by, id);
      const said = scene.story.room.state.said.flat();
      // Mostly something of its thread, taken back or not; now and then something said elsewhere.
      const answered = scene.lot.of(said.filter(({ thread: of }) => of === id)) ?? scene.lot.of(said);
      return scene.story.messageOffer(by, id, { replyTo: answered?.id ?? '' });
    },
  }),
  room('take back', {
    weight: 6,
    by: everybodyIn,
    act: (offer) => ({ act: 'take-back', thread: saidIn(offer).thread, message: saidIn(offer).message }),
    make: (scene, by) => {
      const said = scene.story.room.state.said.flat().slice(-6);
      const messages = said.filter(({ type }) => type === 'message');
      const own = messages.filter((each) => each.by === person(by));
      const message = own.at(-1) ?? scene.lot.of(messages) ?? scene.lot.of(said);
      const id = scene.lot.once(8) ? aThread(scene) : message?.thread;
      return message && id && scene.story.takeBackOffer(by, id, message.id);
    },
  }),
  room('consent', {
    weight: 8,
    by: insiders,
    act: (offer) => ({ act: 'consent', thread: saidIn(offer).thread }),
    make: (scene, by) => {
      const { story, lot } = scene;
      const id = lot.of(ofPicture(scene).filter(({ consent }) => consent === undefined))?.id ?? lot.of(ofPicture(scene))?.id;
      if (id === undefined) return undefined;
      const authority = lot.of(authorities, 'authority') ?? 'signed';
      const facts = followUps[authority].flatMap(({ answers }) => answers.slice(0, 1)).toSorted();
      const flags = lot.of([[], [], [], ['face'], ['rare']] as const, 'flags') ?? [];
      const taken = { takenBy: person(by), takenAt: story.room.state.openedAt };
      return { ...story.consentOffer(nameOf(id), { authority, facts, flags, ...taken }), by: person(by) };
    },
  }),
  ...withdrawals,
  room('picture', {
    weight: 6,
    by: insiders,
    act: (offer) => ({ act: 'picture', thread: saidIn(offer).thread }),
    make: (scene, by) => {
      const ready = ofPicture(scene).filter(({ picture, consent }) => picture === undefined && consent !== undefined);
      const known = scene.lot.of(ready) ?? scene.lot.of(ofPicture(scene));
      if (known === undefined) return undefined;
      const device = scene.lot.of(['own', 'managed', 'managed'] as const, 'device') ?? 'managed';
      const source = scene.lot.of(['', 'sent-by-patient', 'pacs'] as const, 'source') ?? '';
      const capture = scene.story.captureNow({ device, source });
      return { ...scene.story.pictureOffer(nameOf(known.id), { capture }), by: person(by) };
    },
  }),
  room('source', {
    weight: 5,
    by: insiders,
    act: (offer) => ({ act: 'source', thread: saidIn(offer).thread }),
    make: (scene, by) => {
      const known = ownPicture(scene, by);
      const source = scene.lot.of(['own-phone', 'pacs', 'sent-by-patient', 'from-colleague'] as const, 'source') ?? 'pacs';
      return known && scene.story.sourceOffer(nameOf(known.id), source, by);
    },
  }),
  room('original-deleted', {
    weight: 6,
    by: insiders,
    act: (offer) => ({ act: 'original-deleted', thread: saidIn(offer).thread }),
    make: (scene, by) => {
      const known = ownPicture(scene, by);
      if (known?.picture === undefined) return undefined;
      const left = copiesLeft(known.picture);
      const copies = scene.lot.once(5) || left.length === 0 ? (['original'] as const) : left;
      return scene.story.deletedOffer(nameOf(known.id), copies.toSorted(), by);
    },
  }),
  room('opinion', {
    weight: 7,
    by: everybodyIn,
    act: (offer) => ({ act: 'opinion', thread: saidIn(offer).thread }),
    make: (scene, by) => {
      const rests = scene.lot.of(ofPicture(scene).filter(({ picture }) => picture !== undefined));
      const id = aThread(scene);
      const picture = rests?.picture?.entry;
      const reliesOn = rests === undefined || picture === undefined ? [] : [{ thread: rests.id, picture, rendition: 'view' }];
      const named = scene.lot.of([...scene.story.room.state.internals.keys()]) ?? '';
      const next = scene.lot.once(3) ? undefined : { next: 'here', nextBy: named };
      return id && scene.story.opinionOffer(by, id, reliesOn, next);
    },
  }),
  room('addendum', {
    weight: 5,
    by: ({ story }) => (story.hasRoom ? namesOf([...story.room.state.opinions.values()].map(({ by }) => by)) : []),
    make: ({ story, lot }, by) => {
      const known = [...story.room.state.opinions];
      const [id, opinion] = lot.of(known.filter(([, each]) => each.by === person(by))) ?? lot.of(known) ?? [];
      return opinion && story.inThread(by, 'addendum', opinion.thread, { sealed: blob, opinion: id });
    },
  }),
  room('outcome', {
    weight: 4,
    by: owner,
    act: (offer) => ({ act: 'outcome', thread: saidIn(offer).thread }),
    make: ({ story, lot }, by) => {
      const [id, opinion] = lot.of([...story.room.state.opinions]) ?? [];
      return opinion && story.inThread(by, 'outcome', opinion.thread, { sealed: blob, opinion: id });
    },
  }),
]; // prettier-ignore

const outside: readonly Command[] = [
  room('share-request', {
    weight: 4,
    by: owner,
    act: (offer) => ({ act: 'share-request', threads: saidIn(offer).threads, purpose: saidIn(offer).purpose }),
    make: (scene) => {
      const posted = ofPicture(scene).filter(({ picture }) => picture !== undefined);
      const advice = scene.lot.of(scene.advices);
      const names = posted.slice(0, scene.lot.once(3) ? 1 : 2).map(({ id }) => nameOf(id));
      const purpose = scene.lot.once(8) ? 'peer-learning' : 'direct-care';
      return advice === undefined || names.length === 0 ? undefined : scene.story.requestOffer(names, advice, purpose);
    },
  }),
  room('admit', {
    weight: 5,
    by: owner,
    make: (scene, by) => {
      const decided = scene.lot.of(scene.advices.map((id) => decisionIn(scene.kept(id))).filter((each) => each !== undefined));
      if (decided === undefined) return undefined;
      const side = threadsOf(scene).find(({ clearance }) => clearance === decided.clearance.id);
      const scope = scopeOfShare(side?.id ?? thread('side-none'), decided.clearance);
      return { by: person(by), type: 'admit', scope, body: decided.documents };
    },
  }),
  room('accept', {
    weight: 5,
    by: (scene) => namesOf(shares(scene).map(({ person: invited }) => invited)),
    act: (offer) => ({ act: saidIn(offer).declined ? 'decline' : 'accept', ...saidIn(offer) }),
    make: (scene, by) => {
      const own = shares(scene).filter(({ person: invited }) => invited === person(by));
      const share = scene.lot.of(own.filter(({ stage }) => stage.stage === 'admitted')) ?? scene.lot.of(shares(scene));
      const declined = scene.lot.once(6);
      return share && { by: person(by), type: 'accept', scope: scopeOf(share), body: { clearance: share.clearance.id, declined } };
    },
  }),
]; // prettier-ignore

export const roomCommands: readonly Command[] = [...members, ...keys, ...content, ...outside];
