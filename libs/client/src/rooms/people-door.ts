import { Problem, type CloseOutcome, type PersonId } from '@consilium/domain';
import { draft } from '@consilium/ledger';
import { clinicians, type PersonView } from '../register';
import type { Vault } from '../vault/vault';
import * as acts from './acts';
import { caseOpener } from './opening';
import { restart } from './restart';
import type { Rooms } from './rooms';
import type { CaseForm } from './views';

/** Who is in a case, and whether it goes on. */
export interface PeopleDoor {
  /** Opens a case with the colleagues who are asked (ids). The same asked again after no answer came opens no second case. */
  openCase(form: CaseForm, asked?: readonly string[]): Promise<string>;
  /** Colleagues of the caller's own organisation who may be invited. */
  colleagues(): Promise<PersonView[]>;
  /** Clinicians of other organisations: whom a share may name. */
  outsideColleagues(): Promise<PersonView[]>;
  invite(room: string, person: string): Promise<void>;
  remove(room: string, person: string): Promise<void>;
  /** The caller says that the keys two officers gave a colleague are that colleague's: the case is theirs again. */
  knowAgain(room: string, person: string): Promise<void>;
  /** The caller's own going. An owner hands the case over first. */
  leaveCase(room: string): Promise<void>;
  /** The owner gives the case to a colleague inside; they stay in it. */
  handOver(room: string, person: string): Promise<void>;
  /** Where the owner can act no more: the caller becomes the owner. */
  takeOver(room: string): Promise<void>;
  /** Where the newest key of a thread did not reach this device: a new one, to exactly the same people. */
  beginNewKey(room: string, thread: string): Promise<void>;
  closeCase(room: string, outcome: CloseOutcome): Promise<void>;
  reopenCase(room: string): Promise<void>;
  // From the outside colleague's side.
  acceptInvitation(room: string): Promise<void>;
  declineInvitation(room: string): Promise<void>;
}

type Opened = () => Promise<Rooms>;

async function answer(vault: Vault, rooms: Rooms, id: string, declined: boolean): Promise<void> {
  if (rooms.invitation(id) === undefined) await rooms.refresh();
  const invitation = rooms.invitation(id);
  if (invitation === undefined) throw new Problem('not-found', 'There is no invitation to answer here.');
  await invitation.sync();
  await invitation.answer(declined);
  await rooms.refresh();
  vault.changed({ about: 'room', room: id });
}

export function peopleDoor(vault: Vault, rooms: Opened): PeopleDoor {
  const open = caseOpener(vault, rooms);
  return {
    openCase: (form, asked = []) => open(form, asked),
    colleagues: async () => {
      await rooms();
      const { organisation } = vault.self;
      return clinicians(vault, (person) => person.organisation === organisation);
    },
    outsideColleagues: async () => {
      await rooms();
      const { organisation } = vault.self;
      return clinicians(vault, (person) => person.organisation !== organisation);
    },
    invite: async (id, person) => (await rooms()).act(id, (room) => acts.invite(room, person as PersonId)),
    remove: async (id, person) => (await rooms()).act(id, (room) => acts.remove(room, person as PersonId)),
    knowAgain: async (id, person) =>
      (await rooms()).act(id, (room) =>
        acts.record(
          room,
          { act: 'known-again', other: person as PersonId },
          draft({ type: 'known-again', scope: 'room', body: { person: person } }),
        ),
      ),
    leaveCase: async (id) => {
      const opened = await rooms();
      await opened.act(id, (room) => acts.remove(room, vault.me));
      opened.forgetRoom(id);
      await opened.refresh();
    },
    handOver: async (id, person) => (await rooms()).act(id, (room) => acts.makeOwner(room, person as PersonId)),
    takeOver: async (id) => (await rooms()).act(id, (room) => acts.makeOwner(room, vault.me)),
    beginNewKey: async (id, thread) => (await rooms()).act(id, (room) => restart(room, room.thread(thread))),
    closeCase: async (id, outcome) =>
      (await rooms()).act(id, (room) =>
        acts.record(room, { act: 'close' }, draft({ type: 'close', scope: 'room', body: { outcome } })),
      ),
    reopenCase: async (id) =>
      (await rooms()).act(id, (room) =>
        acts.record(room, { act: 'reopen' }, draft({ type: 'reopen', scope: 'room', body: {} })),
      ),
    acceptInvitation: async (id) => answer(vault, await rooms(), id, false),
    declineInvitation: async (id) => answer(vault, await rooms(), id, true),
  };
}
