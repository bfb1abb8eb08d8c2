import type { RegisterView } from '../register/state';
import type { AdviceStage, AdviceState } from './state';

/** Where each act leads, from each stage. */
export type Transitions = Readonly<Record<AdviceStage, Readonly<Record<string, AdviceStage | undefined>>>>;

/**
 * What can happen to a request, and where it leads; what is not here cannot happen. Ticks happen at any stage. `assign`
 * after the first is a takeover, possible only when the assigned adviser is no longer active. A question is met by an
 * `answer`, or by a new dossier submitted to the same adviser; what was proposed ends by it. What an adviser gives back
 * waits for one again, and an open question with it. `suspension`,
 * `reinstatement` and `expiry` are no entries of the request: the register says the first two, time the third.
 */
export const adviceTransitions = {
  draft: { rotate: 'draft', dossier: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { rotate: 'submitted', assign: 'assigned', withdraw: 'withdrawn' },
  assigned: {
    rotate: 'assigned',
    assign: 'assigned',
    'give-back': 'submitted',
    question: 'questioned',
    proposal: 'proposed',
    decision: 'decided',
    withdraw: 'withdrawn',
  },
  questioned: {
    rotate: 'questioned',
    assign: 'questioned',
    'give-back': 'submitted',
    dossier: 'questioned',
    submit: 'assigned',
    answer: 'assigned',
    withdraw: 'withdrawn',
  },
  proposed: {
    rotate: 'proposed',
    assign: 'assigned',
    'give-back': 'submitted',
    question: 'questioned',
    proposal: 'proposed',
    decision: 'decided',
    withdraw: 'withdrawn',
  },
  decided: { rotate: 'decided', revoke: 'revoked', suspension: 'suspended', expiry: 'expired' },
  suspended: { rotate: 'suspended', revoke: 'revoked', reinstatement: 'decided', expiry: 'expired' },
  withdrawn: {},
  revoked: {},
  expired: {},
} as const satisfies Transitions;

/** Whether nothing was decided yet: whoever asked may still take the request back. */
export function isUndecided(stage: AdviceStage): boolean {
  return 'withdraw' in adviceTransitions[stage];
}

/** What is known beside the request's own entries. */
interface Beside {
  /** The register's word on the decision counts. */
  readonly view?: RegisterView;
  /** Whether the colleague is known to have accepted, or known not to have. */
  readonly used?: boolean;
}

/**
 * The stage as a person sees it. A decision that lets somebody in expires: at member-until, or after join-by when the
 * caller knows that the colleague did not accept (`used: false`). Until then the register may suspend it.
 */
export function stageAt({ progress }: AdviceState, now: number, { view, used }: Beside = {}): AdviceStage {
  if (progress.stage !== 'decided' || progress.clearance.outcome === 'advised-against') return progress.stage;
  const { id, org, joinBy, memberUntil } = progress.clearance;
  if (now >= memberUntil || (used === false && now > joinBy)) return 'expired';
  return view?.clearance(id, progress.hash, org) === 'suspended' ? 'suspended' : 'decided';
}
