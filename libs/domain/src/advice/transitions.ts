import type { AdviceStage, AdviceState } from './state';

/** Where each type of entry leads, from each stage. */
export type Transitions = Readonly<Record<AdviceStage, Readonly<Record<string, AdviceStage | undefined>>>>;

/**
 * What can happen to a request, and where it leads; what is not here cannot happen. Ticks happen at any stage. `assign`
 * after the first is a takeover, possible only when the assigned adviser is no longer active. A question is met by an
 * `answer`, or by a new dossier submitted to the same adviser. The screen draws its buttons from this table.
 */
export const adviceTransitions = {
  draft: { rotate: 'draft', dossier: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { rotate: 'submitted', assign: 'assigned', withdraw: 'withdrawn' },
  assigned: {
    rotate: 'assigned',
    assign: 'assigned',
    question: 'questioned',
    proposal: 'assigned',
    decision: 'decided',
    withdraw: 'withdrawn',
  },
  questioned: {
    rotate: 'questioned',
    assign: 'questioned',
    dossier: 'questioned',
    submit: 'assigned',
    answer: 'assigned',
    withdraw: 'withdrawn',
  },
  decided: { rotate: 'decided', revoke: 'revoked' },
  withdrawn: {},
  revoked: {},
  expired: {},
} as const satisfies Transitions;

/**
 * The stage as a person sees it. A decision that lets somebody in expires: at member-until, or after join-by when the
 * caller knows that the colleague did not accept (`used: false`).
 */
export function stageAt({ progress }: AdviceState, now: number, used?: boolean): AdviceStage {
  if (progress.stage !== 'decided' || progress.clearance.outcome === 'advised-against') return progress.stage;
  const { joinBy, memberUntil } = progress.clearance;
  return now >= memberUntil || (used === false && now > joinBy) ? 'expired' : 'decided';
}
