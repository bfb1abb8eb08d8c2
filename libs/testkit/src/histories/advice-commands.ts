import {
  advisersOf,
  stageAt,
  type AdviceAct,
  type AdviceBody,
  type AdviceStage,
  type Clearance,
  type ClearanceId,
  type Hash,
  type PersonId,
} from '@consilium/domain';
import { readClearance } from '@consilium/ledger';
import { flagsOf, type Consent } from '@consilium/domain';
import type { Offer } from '../domain/ledger-builder';
import { blob, day, hash, id16, person } from '../domain/names';
import { versionTwo } from '../domain/version-two';
import { namesOf, type Command, type Scene } from './command';
import { nameOf } from './keys';
import type { Kept } from './service';
import { signedBy } from './wire';

type AdviceCommand = Omit<Command, 'name' | 'kind' | 'act'>;
const advice = (name: string, act: AdviceAct['act'], command: AdviceCommand): Command => ({
  ...{ name: `advice ${name}`, kind: 'advice', act: () => ({ act }) },
  ...command,
});

const requester = ({ story }: Scene): readonly string[] =>
  story.hasAdvice ? [nameOf(story.advice.state.requester)] : [];
const advisersHere = ({ story }: Scene): readonly string[] => {
  if (!story.hasAdvice) return [];
  const { org } = story.advice.state;
  return namesOf(story.view.people().flatMap(({ id, advises }) => (advises === org ? [id] : [])));
};
const assigned = (scene: Scene): readonly string[] => {
  if (!scene.story.hasAdvice) return [];
  const { progress } = scene.story.advice.state;
  return 'adviser' in progress ? [nameOf(progress.adviser)] : advisersHere(scene);
};
/** Who is asked for here: what else a stage asks of somebody is left to the others. */
const at = (stages: readonly AdviceStage[], who: (scene: Scene) => readonly string[]) => (scene: Scene) =>
  scene.story.hasAdvice && stages.includes(stageAt(scene.story.advice.state, scene.story.now)) ? who(scene) : [];

/** A decision, its hash, and its documents as they are to be copied. */
export interface Decided {
  readonly clearance: Clearance;
  readonly hash: Hash;
  readonly documents: object;
}

/** The decision that stands in a request, with its documents as they are to be copied. */
export function decisionIn(kept: Kept | undefined): Decided | undefined {
  if (kept?.replica.kind !== 'advice') return undefined;
  const { progress } = kept.replica.state;
  if (progress.stage !== 'decided' && progress.stage !== 'revoked') return undefined;
  const found = kept.entries.findLast(({ entry }) => entry.type === 'decision')?.body as AdviceBody<'decision'>;
  const { clearance, gesture, second } = found;
  return {
    clearance: progress.clearance,
    hash: 'hash' in progress ? (progress.hash as Hash) : hash('other'),
    documents: { clearance, gesture, ...(second === undefined ? {} : { second }) },
  };
}

const consentsIn = ({ kept, story }: Scene, room: string): readonly Consent[] => {
  const found = kept(room as never)?.replica;
  if (found?.kind !== 'room') return [];
  const posted = [...found.state.threads.values()].filter(({ picture }) => picture !== undefined);
  return story.hasAdvice ? posted.flatMap(({ consent }) => consent ?? []) : [];
};

/** What the requester asks: about two pictures of the room, for a colleague outside. */
function dossierOffer(scene: Scene, by: string): Offer | undefined {
  const { story, lot } = scene;
  const replica = scene.kept(story.advice.state.room)?.replica;
  if (replica?.kind !== 'room') return undefined;
  const who = story.view.person(person(lot.of(['xavier', 'xavier', 'yara', 'carol'], 'who') ?? 'xavier'));
  const asked = consentsIn(scene, replica.ledger).slice(0, lot.once(3) ? 1 : 2);
  if (who === undefined || asked.length === 0) return undefined;
  const threads = asked.map(({ id, version, hash: of, thread }) => {
    const { objects = [], entry = '' } = replica.state.threads.get(thread)?.picture ?? {};
    const cleared = objects.map(({ id: object, size, parts, okc }) => ({ id: object, size, parts, okc }));
    return { thread, picture: entry, through: entry, objects: cleared, consent: { id, version, hash: of } };
  });
  const { id, registration, kid, sealing } = who;
  const recipient = { person: id, number: registration?.number ?? '0', kid, sealing };
  return story.inDossier(by, 'dossier', {
    ...{ recipient, purpose: 'direct-care', brief: hash('brief'), threads, roomHead: replica.head },
    ...{ flags: flagsOf(asked), urgency: 'routine', notIdentifiers: [] },
  });
}

/** Given back to whoever takes it, or handed on to one who could; now and then for a conflict. */
function giveBackOffer({ story, lot }: Scene, by: string): Offer {
  const { org, dossier, conflicted } = story.advice.state;
  const could = advisersOf(story.view, org, story.now).filter(
    (each) => each !== person(by) && each !== dossier?.body.recipient.person && !conflicted.includes(each),
  );
  const to = lot.once(3) ? (lot.of(could, 'to') ?? '') : '';
  return story.giveBackOffer(by, { to, conflict: lot.once(4) });
}

/** The decision on what was asked, by this adviser. */
function clearanceOf(scene: Scene, by: PersonId, outcome: Clearance['outcome']): Clearance | undefined {
  const { story } = scene;
  const { dossier, id, request, submitted, room, org, requester: asking } = story.advice.state;
  if (dossier === undefined || request === '' || submitted === '') return undefined;
  const { recipient, purpose, brief, threads, roomHead, flags } = dossier.body;
  const mark = id16<ClearanceId>(`clear-${String(scene.advices.indexOf(id))}-${String(story.advice.seq)}`);
  return {
    ...{
      v: 1,
      rules: scene.rules,
      root: story.root,
      id: mark,
      advice: id,
      request,
      dossier: submitted,
      room,
      roomHead,
    },
    ...{ by, org, requester: asking, recipient, purpose, brief, threads, flags },
    ...{ rights: ['answer', 'opinion', 'read'], conditions: [], outcome },
    ...{ joinBy: story.now + 3 * day, memberUntil: story.now + 10 * day },
    ...{ register: { seq: story.view.seq, hash: story.view.hash }, at: story.now },
  } as const;
}

async function decisionOffer(scene: Scene, by: string, type: 'decision' | 'proposal'): Promise<Offer | undefined> {
  const { story, lot } = scene;
  const outcome = lot.once(6) ? 'advised-against' : 'no-objection';
  const clearance = clearanceOf(scene, person(by), outcome);
  if (clearance === undefined) return undefined;
  const signed = await signedBy(story, person(by), clearance);
  const { thread, gen } = story.advice.state;
  return {
    by: person(by),
    type,
    body: { clearance: signed.clearance, gesture: signed.gesture, thread, gen, sealed: blob },
  };
}

/** The second signature under what was proposed. */
async function secondOffer(scene: Scene, by: string): Promise<Offer | undefined> {
  const { story } = scene;
  const { thread, gen, id } = story.advice.state;
  const entries = scene.kept(id)?.entries ?? [];
  // One that waits no more is signed as well: that is refused.
  const body = entries.findLast(({ entry }) => entry.type === 'proposal')?.body as AdviceBody<'proposal'> | undefined;
  if (body === undefined) return undefined;
  const { payload, hash: over } = await readClearance(versionTwo.advice, body.clearance);
  const { clearance: jws, gesture } = await signedBy(story, person(by), payload, over);
  const { clearance, gesture: first } = body;
  const whole = { clearance, gesture: first, second: { jws, gesture }, thread, gen, sealed: blob };
  return { by: person(by), type: 'decision', body: whole };
}

export const adviceCommands: readonly Command[] = [
  advice('rotate', 'rotate', { weight: 4, by: (scene) => [...requester(scene), ...assigned(scene)], make: ({ story }, by) => story.adviceRotateOffer(by) }),
  advice('dossier', 'dossier', { weight: 6, by: at(['draft', 'questioned'], requester), make: dossierOffer }),
  advice('submit', 'submit', { weight: 6, by: at(['draft', 'questioned'], requester), make: ({ story }, by) => story.by(by, 'submit', { dossier: story.advice.state.dossier?.hash ?? hash('none') }) }),
  advice('assign', 'assign', { weight: 6, by: at(['submitted', 'assigned', 'questioned', 'proposed'], advisersHere), make: ({ story }, by) => story.assignOffer(by) }),
  advice('give back', 'give-back', { weight: 4, by: at(['assigned', 'questioned', 'proposed'], assigned), make: giveBackOffer }),
  advice('question', 'question', { weight: 6, by: at(['assigned', 'proposed'], assigned), make: ({ story }, by) => story.inDossier(by, 'question') }),
  advice('answer', 'answer', { weight: 7, by: at(['questioned'], requester), make: ({ story }, by) => story.inDossier(by, 'answer') }),
  advice('proposal', 'proposal', { weight: 5, by: at(['assigned', 'proposed'], assigned), make: (scene, by) => decisionOffer(scene, by, 'proposal') }),
  advice('decision', 'decision', { weight: 6, by: at(['assigned'], assigned), make: (scene, by) => decisionOffer(scene, by, 'decision') }),
  advice('second signature', 'decision', { weight: 5, by: at(['proposed'], advisersHere), make: secondOffer }),
  advice('withdraw', 'withdraw', { weight: 2, by: requester, make: ({ story }, by) => story.by(by, 'withdraw', {}) }),
  advice('revoke', 'revoke', { weight: 2, by: at(['decided', 'suspended'], (scene) => [...requester(scene), ...assigned(scene)]), make: ({ story }, by) => story.by(by, 'revoke', {}) }),
]; // prettier-ignore
