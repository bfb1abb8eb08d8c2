import { Problem, type CloseOutcome, type PersonId } from '@consilium/domain';
import { clinicians, type PersonView } from '../register';
import type { Vault } from '../vault/vault';
import type { Acting } from './acting';
import * as acts from './acts';
import type { Rooms } from './rooms';
import type { CaseForm } from './views';

/** Who is in a case, and whether it goes on. */
export interface PeopleDoor {
  openCase(form: CaseForm): Promise<string>;
  /** Colleagues of the caller's own organisation who may be invited. */
  colleagues(): Promise<PersonView[]>;
  /** Clinicians of other organisations: whom a share may name. */
  outsideColleagues(): Promise<PersonView[]>;
  invite(room: string, person: string): Promise<void>;
  remove(room: string, person: string): Promise<void>;
  withdrawConsent(room: string, thread: string, what: 'sharing' | 'capture'): Promise<void>;
  /** Where the owner can act no more: the caller becomes the owner. */
  takeOver(room: string): Promise<void>;
  closeCase(room: string, outcome: CloseOutcome): Promise<void>;
  reopenCase(room: string): Promise<void>;
  // From the outside colleague's side.
  acceptInvitation(room: string): Promise<void>;
  declineInvitation(room: string): Promise<void>;
}

type Desk = () => Promise<{ readonly rooms: Rooms }>;

async function openCase(vault: Vault, desk: Desk, form: CaseForm): Promise<string> {
  if (form.title.trim() === '' || form.question.trim() === '') {
    throw new Problem('bad-input', 'Give the case a title and a question.');
  }
  const { rooms } = await desk();
  await vault.register.sync();
  const id = await acts.openCase(vault, form);
  await rooms.open(id);
  vault.changed({ about: 'cases' });
  return id;
}

async function answer(vault: Vault, desk: Desk, id: string, declined: boolean): Promise<void> {
  const { rooms } = await desk();
  if (rooms.invitation(id) === undefined) await rooms.refresh();
  const invitation = rooms.invitation(id);
  if (invitation === undefined) throw new Problem('not-found', 'There is no invitation to answer here.');
  await invitation.sync();
  await invitation.answer(declined);
  await rooms.refresh();
  vault.changed({ about: 'room', room: id });
}

export function peopleDoor(vault: Vault, desk: Desk, acting: Acting): PeopleDoor {
  return {
    openCase: (form) => openCase(vault, desk, form),
    colleagues: async () => {
      await desk();
      const { organisation } = vault.self;
      return clinicians(vault, (person) => person.organisation === organisation);
    },
    outsideColleagues: async () => {
      await desk();
      const { organisation } = vault.self;
      return clinicians(vault, (person) => person.organisation !== organisation);
    },
    invite: (id, person) => acting.act(id, (room) => acts.invite(room, person as PersonId)),
    remove: (id, person) => acting.act(id, (room) => acts.remove(room, person as PersonId)),
    withdrawConsent: (id, thread, what) =>
      acting.act(id, (room) => acts.withdrawConsent(room, room.thread(thread), what)),
    takeOver: (id) => acting.act(id, acts.takeOver),
    closeCase: (id, outcome) => acting.act(id, (room) => acts.close(room, outcome)),
    reopenCase: (id) => acting.act(id, acts.reopen),
    acceptInvitation: (id) => answer(vault, desk, id, false),
    declineInvitation: (id) => answer(vault, desk, id, true),
  };
}
