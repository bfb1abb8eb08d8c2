import {
  Problem,
  RULES_VERSION,
  type AdviceState,
  type Clearance,
  type ClearanceId,
  type Gesture,
  type PersonId,
} from '@consilium/domain';
import { challenge, draft, newEntryId, randomBytes, signClearance, toB64 } from '@consilium/ledger';
import { prfSalt } from '@consilium/sealing';
import type { AssertedPasskey, DecisionDraft, PreparedDecision } from '../door';
import { append } from '../ledgers/append';
import { nameOf, organisationName, personViewOf } from '../register/person-view';
import { sealedBlob } from '../rooms/sealing-content';
import type { Advice } from '../shares/advice';

/** A decision written and signed, waiting for the passkey gesture over its hash. */
interface Prepared {
  readonly by: PersonId;
  readonly advice: Advice;
  readonly jws: string;
  readonly nonce: string;
  readonly reasons: string;
}

const outcomeWords: Readonly<Record<Clearance['outcome'], string>> = {
  'no-objection': 'No medico-legal objection',
  'no-objection-with-conditions': 'No medico-legal objection, provided that',
  'advised-against': 'Advised against',
};

const whenText = (at: number): string => `${new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The dates of a decision against nobody uses; they are kept in order all the same. */
function datesOf(given: DecisionDraft, now: number): Pick<Clearance, 'joinBy' | 'memberUntil'> {
  if (given.outcome === 'advised-against') return { joinBy: now, memberUntil: now };
  if (given.joinBy <= now) throw new Problem('bad-input', 'Choose a date to join by that is still to come.');
  if (given.memberUntil < given.joinBy) throw new Problem('bad-input', 'Access has to end after the date to join by.');
  return { joinBy: given.joinBy, memberUntil: given.memberUntil };
}

function checkConditions({ outcome, conditions, reasons }: DecisionDraft): void {
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
  const now = vault.clock.now();
  return {
    v: 1,
    rules: Math.min(vault.view.rules, RULES_VERSION),
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

function linesOf(advice: Advice, clearance: Clearance, reasons: string): PreparedDecision['lines'] {
  const { vault } = advice;
  const recipient = personViewOf(vault, clearance.recipient.person);
  const lines = [
    { label: 'Decision', value: outcomeWords[clearance.outcome] },
    { label: 'For', value: nameOf(vault, clearance.requester) },
    { label: 'Outside colleague', value: `${recipient.name}, ${recipient.registration}, ${recipient.organisation}` },
    { label: 'Purpose', value: clearance.purpose === 'direct-care' ? 'Direct-care second opinion' : 'Peer learning' },
    { label: 'Pictures', value: String(clearance.threads.length) },
    ...clearance.conditions.map((value, index) => ({ label: `Condition ${String(index + 1)}`, value })),
    { label: 'Reasons', value: reasons },
  ];
  if (clearance.outcome !== 'advised-against') {
    lines.push({ label: 'Join by', value: whenText(clearance.joinBy) });
    lines.push({ label: 'Access ends', value: whenText(clearance.memberUntil) });
  }
  return [
    ...lines,
    { label: 'Signed as', value: `${nameOf(vault, vault.me)}, ${organisationName(vault, clearance.org)}` },
  ];
}

/** Decisions between "show me what I sign" and the gesture; each good for one gesture of the person who prepared it. */
export class Decisions {
  private readonly prepared = new Map<string, Prepared>();

  async prepare(advice: Advice, given: DecisionDraft): Promise<PreparedDecision> {
    const { vault } = advice;
    checkConditions(given);
    await vault.freshness.require();
    await advice.sync();
    advice.require(advice.state, vault.clock.now(), { act: 'decision' });
    const clearance = clearanceOf(advice, advice.state, given);
    const { jws, hash } = await signClearance(clearance, vault.session.opened.signer);
    const { nonce } = await vault.transport.call('signIn', 'stepUpBegin', { act: 'decision' });
    const { rpId } = vault.view;
    const prepared = newEntryId();
    this.prepared.set(prepared, { by: vault.me, advice, jws, nonce, reasons: given.reasons });
    return {
      prepared,
      lines: linesOf(advice, clearance, given.reasons),
      assertion: {
        challenge: await challenge('consilium/1 decision', vault.root, rpId, nonce, hash),
        rpId,
        allow: vault.self.passkeys.map(({ credential }) => credential),
        prfSalt: toB64(prfSalt),
      },
    };
  }

  async decide(name: string, passkey: AssertedPasskey): Promise<void> {
    const prepared = this.prepared.get(name);
    if (prepared?.advice.vault.isOpen !== true || prepared.by !== prepared.advice.vault.me)
      throw new Problem('wrong-state', 'This decision was not prepared here. Look at it again and sign.');
    this.prepared.delete(name);
    const { advice, jws, nonce } = prepared;
    const gesture: Gesture = {
      cred: passkey.id,
      nonce,
      authData: passkey.authenticatorData,
      clientData: passkey.clientDataJSON,
      sig: passkey.signature,
    };
    const id = newEntryId();
    await append(advice.vault.author, {
      log: advice.log,
      reliesOn: (state) => `${state.submitted} ${state.progress.stage}`,
      build: (state, at) => {
        advice.require(state, at, { act: 'decision' });
        return advice.under(state, async (under) => {
          const blob = await sealedBlob(
            advice.granting,
            under,
            { id, type: 'decision', field: 'sealed' },
            prepared.reasons,
          );
          const body = { clearance: jws, gesture, thread: under.thread, gen: under.gen, sealed: blob.ref };
          return [draft({ type: 'decision', scope: 'room', body, blobs: [blob], id })];
        });
      },
    });
    advice.learn();
  }
}

/** Ends a decision everywhere: in the register, so that every room learns it in order, and in the request itself. */
export async function revoke(advice: Advice): Promise<void> {
  const { vault, state } = advice;
  const { progress } = state;
  if (progress.stage !== 'decided') throw new Problem('wrong-state', 'There is no decision to revoke.');
  const { clearance, hash } = progress;
  if (vault.me !== state.requester) {
    const body = { clearance: clearance.id, hash, organisation: clearance.org, status: 'ended' as const };
    await append(vault.author, {
      log: vault.register,
      reliesOn: () => '',
      build: () =>
        Promise.resolve(
          vault.view.clearance(clearance.id, hash, clearance.org) === 'ended'
            ? []
            : [draft({ type: 'clearance-status', scope: 'room', body })],
        ),
    });
  }
  await advice.simply('revoke');
}
