import {
  isAtLeast,
  Problem,
  whoMayRead,
  type BodyToWrite,
  type ClearanceId,
  type ConsentAgainReason,
  type DeletionAnswer,
  type DestructionAnswer,
  type DestructionReason,
  type PersonId,
  type PictureUse,
  type RoomAct,
  type ThreadId,
  type Withdrawal,
} from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { allow } from '../vault/vault';
import type { ConsentView } from '../pictures';
import { nameOf } from '../register';
import type { Room } from '../replicas/room';
import { write } from '../replicas/writing';
import { consentVersions } from './consent-view';
import type { Rooms } from './rooms';
import { rekeyDue } from './tending-keys';
import type { NewConsent } from './withdrawal-views';

/** What becomes of an agreement after the picture was posted. */
export interface ConsentDoor {
  /** Each version as it was recorded, oldest first. */
  consentVersions(room: string, thread: string): Promise<ConsentView[]>;
  /** Whose share that version would end, by name: of whoever sees the picture now. */
  sharesEndedBy(room: string, thread: string, consent: NewConsent): Promise<string[]>;
  /** Another version. `again`: why a withdrawn one is opened for it; "" where it stands. */
  recordConsent(room: string, thread: string, consent: NewConsent, again: ConsentAgainReason | ''): Promise<void>;
  /** `used`: of a picture that is withdrawn itself; else "". */
  withdrawConsent(room: string, thread: string, what: Withdrawal, used?: PictureUse | ''): Promise<void>;
  /** By an outside colleague, of a picture they see no more. */
  stateDeletion(room: string, thread: string, clearance: string, said: DeletionAnswer): Promise<void>;
  proposeDestruction(room: string, thread: string, reason: DestructionReason): Promise<void>;
  /** The owner lets the Caldicott guardian see the picture until they answer. */
  showToGuardian(room: string, thread: string, person: string): Promise<void>;
  answerDestruction(room: string, thread: string, answer: DestructionAnswer): Promise<void>;
}

type Named = Pick<BodyToWrite<'destruction-proposal'>, 'consent' | 'version'>;

function newestOf(room: Room, thread: ThreadId): Named {
  const consent = room.state.threads.get(thread)?.consent;
  if (consent === undefined) throw new Problem('wrong-state', 'There is no consent recorded for this picture.');
  return { consent: consent.id, version: consent.version };
}

/**
 * Appends what is judged first at each try. What it rests on is the newest version of the consent: where that is another one
 * meanwhile, the person reads it before they try again.
 */
async function recorded(room: Room, thread: ThreadId, act: RoomAct, of: (named: Named) => Draft[]): Promise<void> {
  const { vault } = room;
  await write(
    room,
    (state) => `${thread} ${String(state.threads.get(thread)?.consent?.version)}`,
    (state, at) => {
      allow(vault.books.room.mayAct(state, vault.view, at, vault.me, act));
      return Promise.resolve(of(newestOf(room, thread)));
    },
  );
}

const inOrder = <W extends string>(words: readonly W[]): W[] => [...new Set(words)].sort();

/** Whole minutes, as of a picture's: a device's clock may be a day off, so that of one's own is the service's. */
const minute = (at: number): number => Math.floor(at / 60) * 60;

const termsOf = ({ vault: { me } }: Room, { consent, takenBy }: NewConsent): Parameters<typeof isAtLeast>[1] => ({
  ...{ recording: consent.recording, authority: consent.authority },
  ...{ facts: inOrder(consent.facts), scopes: inOrder(consent.scopes) },
  ...{ flags: inOrder(consent.flags), ruledOut: inOrder(consent.ruledOut) },
  takenBy: takenBy === '' ? me : (takenBy as PersonId),
});

function sharesEndedBy(room: Room, thread: ThreadId, said: NewConsent): string[] {
  const { state, vault } = room;
  const before = state.threads.get(thread)?.consent;
  if (before === undefined || isAtLeast(before, termsOf(room, said))) return [];
  const seeing = whoMayRead(state, thread, vault.view, vault.clock.now()).filter(({ as }) => as !== 'internal');
  return seeing.map(({ person }) => nameOf(vault, person));
}

async function recordConsent(
  room: Room,
  thread: ThreadId,
  said: NewConsent,
  again: ConsentAgainReason | '',
): Promise<void> {
  await room.vault.freshness.require();
  const { takenBy, takenAt } = said;
  const { clock } = room.vault;
  const act: RoomAct = again === '' ? { act: 'consent', thread } : { act: 'consent-again', thread };
  await recorded(room, thread, act, ({ consent, version }) => {
    const terms = termsOf(room, said);
    const body: BodyToWrite<'consent'> = {
      ...{ consent, version: version + 1, thread },
      ...{ recording: terms.recording, authority: terms.authority },
      ...{ facts: [...terms.facts], scopes: [...terms.scopes], flags: [...terms.flags], ruledOut: [...terms.ruledOut] },
      ...{ explained: inOrder(said.consent.explained), attested: inOrder(said.consent.attested) },
      takenBy: terms.takenBy,
      takenAt: minute(takenBy === '' ? clock.now() : takenAt),
    };
    const opened: BodyToWrite<'consent-again'>[] = again === '' ? [] : [{ consent, version, thread, reason: again }];
    return [
      ...opened.map((each) => draft({ type: 'consent-again', scope: [thread], body: each })),
      draft({ type: 'consent', scope: [thread], body }),
    ];
  });
  await rekeyDue(room);
}

/** Outside colleagues lose the picture, so its key changes at once. */
async function withdrawConsent(room: Room, thread: ThreadId, what: Withdrawal, used: PictureUse | ''): Promise<void> {
  await recorded(room, thread, { act: 'withdraw', thread, what }, (named) => [
    draft({ type: 'consent-withdrawal', scope: [thread], body: { ...named, what, used } }),
  ]);
  await rekeyDue(room);
}

interface Stated {
  readonly thread: ThreadId;
  readonly clearance: ClearanceId;
  readonly said: DeletionAnswer;
}

async function stateDeletion(room: Room, about: Stated): Promise<void> {
  const { vault } = room;
  await write(
    room,
    () => '',
    (state, at) => {
      allow(vault.books.room.mayAct(state, vault.view, at, vault.me, { act: 'deletion-statement', ...about }));
      const side = state.outsiders.get(about.clearance)?.side;
      const scope = side === undefined ? [] : [side];
      return Promise.resolve([draft({ type: 'deletion-statement', scope, body: about })]);
    },
  );
}

export function consentDoor(rooms: () => Promise<Rooms>): ConsentDoor {
  const act = async (id: string, of: (room: Room) => Promise<void>): Promise<void> => (await rooms()).act(id, of);
  return {
    consentVersions: async (id, thread) => {
      const room = await (await rooms()).open(id);
      return consentVersions(room, room.thread(thread));
    },
    sharesEndedBy: async (id, thread, consent) => {
      const room = await (await rooms()).open(id);
      return sharesEndedBy(room, room.thread(thread), consent);
    },
    recordConsent: (id, thread, consent, again) =>
      act(id, (room) => recordConsent(room, room.thread(thread), consent, again)),
    withdrawConsent: (id, thread, what, used = '') =>
      act(id, (room) => withdrawConsent(room, room.thread(thread), what, used)),
    stateDeletion: async (id, thread, clearance, said) => {
      await act(id, (room) =>
        stateDeletion(room, { thread: thread as ThreadId, clearance: clearance as ClearanceId, said }),
      );
      await (await rooms()).refresh();
    },
    proposeDestruction: (id, thread, reason) =>
      act(id, async (room) => {
        const about = { thread: thread as ThreadId };
        await recorded(room, about.thread, { act: 'destruction-proposal', ...about }, (named) => [
          draft({ type: 'destruction-proposal', scope: [about.thread], body: { ...about, ...named, reason } }),
        ]);
      }),
    showToGuardian: (id, thread, person) =>
      act(id, async (room) => {
        const about = { thread: thread as ThreadId, person: person as PersonId };
        await recorded(room, about.thread, { act: 'picture-shown', ...about }, () => [
          draft({ type: 'picture-shown', scope: [about.thread], body: about }),
        ]);
      }),
    answerDestruction: (id, thread, answer) =>
      act(id, async (room) => {
        const about = { thread: thread as ThreadId };
        await recorded(room, about.thread, { act: 'destruction-answer', ...about }, (named) => [
          draft({ type: 'destruction-answer', scope: [about.thread], body: { ...about, ...named, answer } }),
        ]);
      }),
  };
}
