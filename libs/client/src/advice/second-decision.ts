import {
  newestView,
  Problem,
  proposalOf,
  type AdviceBody,
  type AdviceState,
  type VerifiedClearance,
} from '@consilium/domain';
import { establishFacts, fromRegister, newEntryId, signClearance, type AppliedEntry } from '@consilium/ledger';
import { append } from '../ledgers/append';
import type { Advice } from '../replicas/advice';
import { gestureOver } from '../vault/acts';
import { proposalEntry } from './share-view';
import { AwaitingGesture, type Awaiting } from './awaiting-gesture';
import { linesOf, reasonsDraft } from './signing';
import type { PreparedDecision } from './views';
import { requireUndoubted } from '../vault/doubts';

/** What the first adviser signed, with the second's own signature, waiting for the second's gesture. */
interface Prepared extends Awaiting {
  readonly proposal: AppliedEntry;
}

const notProposed = 'No decision waits for a second adviser here. Reload the request.';
const unopened =
  'The reasons of the first adviser could not be opened here. Reload the page and try again; if they stay away, ask the first adviser to sign again.';
const ownProposal = 'You signed first. A second adviser signs what the first one signed; ask another one.';

/** The first signature and its gesture, verified here at the newest register before anything is signed beside it. */
async function verified({ vault }: Advice, proposal: AppliedEntry): Promise<VerifiedClearance> {
  const { state } = vault.register;
  const { clearance } = await establishFacts(vault.books.advice, proposal, {
    register: fromRegister(state),
    view: newestView(state),
  });
  if (clearance === undefined) throw new Problem('wrong-state', notProposed);
  return clearance;
}

/** The second of two advisers: signs the very bytes the first one signed, after reading them. */
export class SecondDecisions {
  private readonly prepared = new AwaitingGesture<Prepared>();

  async prepare(advice: Advice): Promise<PreparedDecision> {
    const { vault } = advice;
    await vault.freshness.require();
    await requireUndoubted(vault);
    await advice.sync();
    const proposal = proposalEntry(advice);
    if (proposal === undefined) throw new Problem('wrong-state', notProposed);
    const { clearance, hash } = await verified(advice, proposal);
    if (clearance.by === vault.me) throw new Problem('not-allowed', ownProposal);
    advice.require(advice.state, vault.clock.now(), { act: 'decision' });
    const { value: reasons } = await advice.read(proposal);
    if (reasons === undefined) throw new Problem('wrong-state', unopened);
    const { jws } = await signClearance(vault.books.advice, clearance, vault.session.opened.signer);
    const lines = await linesOf(advice, clearance, reasons, [clearance.by, vault.me]);
    return { prepared: this.prepared.keep({ by: vault.me, advice, proposal, jws, hash, reasons }), lines };
  }

  async decide(name: string): Promise<void> {
    const { advice, proposal, jws, hash, reasons } = this.prepared.get(name);
    const { clearance, gesture } = proposal.body as AdviceBody<'proposal'>;
    const second = { jws, gesture: await gestureOver(advice.vault, 'consilium/1 second-decision', [hash]) };
    this.prepared.forget(name);
    const signed = { clearance, gesture, second };
    const id = newEntryId();
    await append(advice.vault.author, {
      log: advice.log,
      reliesOn: waitsFor,
      build: (state, at) => {
        advice.require(state, at, { act: 'decision' });
        return reasonsDraft(advice, state, { id, type: 'decision', reasons, signed });
      },
    });
    advice.learn();
  }
}

const waitsFor = (state: AdviceState): string => proposalOf(state)?.entry ?? '';
