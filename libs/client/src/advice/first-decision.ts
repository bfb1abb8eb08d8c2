import { randomBytes, toB64 } from '@consilium/bytes';
import {
  needsSecondAdviser,
  Problem,
  rulesToName,
  type AdviceState,
  type Clearance,
  type ClearanceId,
  type ClearanceEntryType,
} from '@consilium/domain';
import { newEntryId, signClearance } from '@consilium/ledger';
import { append } from '../ledgers/append';
import { requireNoNumber } from '../replicas/no-identifier';
import type { Advice } from '../replicas/advice';
import { gestureOver } from '../vault/acts';
import { AwaitingGesture, type Awaiting } from './awaiting-gesture';
import { linesOf, reasonsDraft } from './signing';
import type { DecisionDraft, PreparedDecision } from './views';
import { requireUndoubted } from '../vault/doubts';

interface Prepared extends Awaiting {
  readonly type: ClearanceEntryType;
}

/** The dates of a decision against nobody uses; they are kept in order all the same. */
function datesOf(given: DecisionDraft, now: number): Pick<Clearance, 'joinBy' | 'memberUntil'> {
  if (given.outcome === 'advised-against') return { joinBy: now, memberUntil: now };
  if (given.joinBy <= now) throw new Problem('bad-input', 'Choose a date to join by that is still to come.');
  if (given.memberUntil < given.joinBy) throw new Problem('bad-input', 'Access has to end after the date to join by.');
  return { joinBy: given.joinBy, memberUntil: given.memberUntil };
}

function checkWords({ outcome, conditions, reasons }: DecisionDraft): void {
  requireNoNumber('Your decision', [reasons, ...conditions]);
  if (reasons.trim() === '') throw new Problem('bad-input', 'Write the reasons for your decision.');
  if (outcome === 'no-objection-with-conditions' && conditions.length === 0) {
    throw new Problem('bad-input', 'Write at least one condition, or choose "No medico-legal objection".');
  }
}

function clearanceOf(advice: Advice, state: AdviceState, given: DecisionDraft): Clearance {
  const { vault } = advice;
  const asked = state.dossier?.body;
  if (asked === undefined || state.request === '' || state.submitted === '') {
    throw new Problem('wrong-state', 'This request was not sent yet.');
  }
  // No earlier than what it answers, as its entry is dated.
  const now = Math.max(vault.clock.stamp(), state.at);
  return {
    v: 1,
    rules: rulesToName(vault.books.advice, vault.view.rules),
    root: vault.root,
    id: toB64(randomBytes(16)) as ClearanceId,
    advice: state.id,
    request: state.request,
    dossier: state.submitted,
    room: state.room,
    roomHead: asked.roomHead,
    by: vault.me,
    org: state.org,
    requester: state.requester,
    recipient: asked.recipient,
    purpose: asked.purpose,
    brief: asked.brief,
    threads: asked.threads,
    flags: asked.flags,
    rights: ['answer', 'opinion', 'read'],
    conditions: given.conditions.map((condition) => condition.trim()).filter((condition) => condition !== ''),
    outcome: given.outcome,
    ...datesOf(given, now),
    register: vault.register.state.head,
    at: now,
  };
}

/** Where a duty asks for two, what the first signs is a proposal. Advising against needs one. */
function signedByTwo(clearance: Clearance): boolean {
  return clearance.outcome !== 'advised-against' && needsSecondAdviser(clearance);
}

/** Decisions of one adviser alone, and the first of two. */
export class Decisions {
  private readonly prepared = new AwaitingGesture<Prepared>();

  async prepare(advice: Advice, given: DecisionDraft): Promise<PreparedDecision> {
    const { vault } = advice;
    checkWords(given);
    await vault.freshness.require();
    await requireUndoubted(vault);
    await advice.sync();
    const clearance = clearanceOf(advice, advice.state, given);
    const type = signedByTwo(clearance) ? 'proposal' : 'decision';
    advice.require(advice.state, vault.clock.now(), { act: type });
    const { jws, hash } = await signClearance(vault.books.advice, clearance, vault.session.opened.signer);
    const lines = await linesOf(advice, clearance, given.reasons, [vault.me]);
    return { prepared: this.prepared.keep({ by: vault.me, type, advice, jws, hash, reasons: given.reasons }), lines };
  }

  async decide(name: string): Promise<void> {
    const { advice, type, jws, hash, reasons } = this.prepared.get(name);
    const gesture = await gestureOver(advice.vault, 'consilium/1 decision', [hash]);
    this.prepared.forget(name);
    const id = newEntryId();
    await append(advice.vault.author, {
      log: advice.log,
      reliesOn: (state) => `${state.submitted} ${state.progress.stage}`,
      build: (state, at) => {
        advice.require(state, at, { act: type });
        return reasonsDraft(advice, state, { id, type, reasons, signed: { clearance: jws, gesture } });
      },
    });
    advice.learn();
  }
}
