import type { DecisionDraft, Door, ShareDraft } from '@consilium/client';
import type { Someone } from '@consilium/testkit/people';
import { addsPicture } from './devices';

export const caseForm = {
  title: 'Rash on the forearm',
  specialty: 'Dermatology',
  urgency: 'routine' as const,
  ageBand: '40-64' as const,
  question: 'Is this a drug eruption?',
  responsible: 'Dr Alice Ashgrove',
  ...{ history: '', examination: '', medicines: '' },
};

/** A case of the owner's with colleagues in it. */
export async function opensCase(owner: Someone, ...colleagues: readonly Someone[]): Promise<string> {
  const room = await owner.door.openCase(caseForm);
  for (const { person } of colleagues) await owner.door.invite(room, person);
  return room;
}

export async function caseThread(door: Door, room: string): Promise<string> {
  const view = await door.room(room);
  return view.threads.find(({ kind }) => kind === 'case')?.thread ?? '';
}

/** Asks the owner's defence organisation about sharing these pictures. */
export function asks(
  owner: Someone,
  room: string,
  threads: readonly string[],
  recipient: string,
  more: Partial<ShareDraft> = {},
): Promise<string> {
  return owner.door.share({
    room,
    threads: [...threads],
    recipient,
    purpose: 'direct-care',
    brief: 'Please look at the forearm.',
    reasons: 'No dermatologist here.',
    alternatives: 'None inside.',
    notIdentifiers: [],
    flags: [],
    urgency: 'routine',
    ...more,
  });
}

export const inAnHour = (): number => Math.floor(Date.now() / 1000) + 3600;

export async function signsDecision(by: Someone, advice: string, more: Partial<DecisionDraft> = {}): Promise<void> {
  const { prepared } = await by.door.prepareDecision({
    advice,
    outcome: 'no-objection',
    conditions: [],
    reasons: 'Consent covers it.',
    joinBy: inAnHour(),
    memberUntil: inAnHour() + 86_400,
    ...more,
  });
  await by.door.decide(prepared);
}

/** The adviser takes the request and signs a decision. */
export async function decides(adviser: Someone, advice: string, more: Partial<DecisionDraft> = {}): Promise<void> {
  await adviser.door.assignToMe(advice);
  await signsDecision(adviser, advice, more);
}

export interface SharedCase {
  readonly room: string;
  readonly advice: string;
  /** Thread of the picture that the share is about, and of one that stays inside. */
  readonly cleared: string;
  readonly kept: string;
}

interface Roles {
  readonly owner: Someone;
  readonly adviser: Someone;
  readonly recipient: Someone;
  readonly colleagues?: readonly Someone[];
}

/** A case with two pictures, the share of one decided in favour, nobody admitted yet. */
export async function decidedCase({ owner, adviser, recipient, colleagues = [] }: Roles): Promise<SharedCase> {
  await adviser.door.makeOrganisationKey();
  const room = await opensCase(owner, ...colleagues);
  const cleared = await addsPicture(owner.door, room, 'cleared');
  const kept = await addsPicture(owner.door, room, 'kept-inside');
  const advice = await asks(owner, room, [cleared], recipient.person);
  await decides(adviser, advice);
  return { room, advice, cleared, kept };
}

/** The same with the outside colleague inside. */
export async function sharedCase(roles: Roles): Promise<SharedCase> {
  const decided = await decidedCase(roles);
  await roles.owner.door.admit(decided.advice);
  await roles.recipient.door.acceptInvitation(decided.room);
  return decided;
}
