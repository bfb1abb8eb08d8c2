import type { AdviceBody, AdviceEntryType } from '../advice/rows';
import type { AdviceState } from '../advice/state';
import { assignedTo } from '../advice/moment';
import type { PersonId } from '../kernel/ids';
import { advisersOf } from '../register/view';
import { nobody, type About, type Rules } from './about';

type Advice = About<AdviceState>;
type Bodies = { readonly [Type in AdviceEntryType]: AdviceBody<Type> };

const requesterOf = ({ state }: Advice): readonly PersonId[] => (state === undefined ? [] : [state.requester]);

const assigned = ({ state }: Advice): readonly PersonId[] => [(state && assignedTo(state)) ?? []].flat();

/** The organisation that is asked: of a request that begins with this append, as its first entry says. */
function organisationOf({ state, batch }: Advice): AdviceState['org'] | undefined {
  const [first] = batch;
  if (state !== undefined || first?.type !== 'genesis') return state?.org;
  return (first.body as AdviceBody<'genesis'>).org;
}

function advisers(about: Advice): readonly PersonId[] {
  const org = organisationOf(about);
  return org === undefined ? [] : advisersOf(about.view, org, about.at);
}

/** Whether the request needs its answer today, as its newest dossier says. */
export function isForToday({ state, batch }: Advice): boolean {
  const filed = batch.findLast(({ type }) => type === 'dossier')?.body as AdviceBody<'dossier'> | undefined;
  return (filed ?? state?.dossier?.body)?.urgency === 'today';
}

/** Of every type of entry of a request for advice. */
export const adviceTelling: Rules<AdviceState, Bodies> = {
  genesis: nobody,
  rotate: nobody,
  dossier: nobody,
  // Sent anew after a question it goes to whoever asked it.
  submit: { reason: 'asked', tells: (about) => (assigned(about).length === 0 ? advisers(about) : assigned(about)) },
  assign: nobody,
  // Handed on to one of them, or to whoever takes it.
  'give-back': {
    reason: 'asked',
    tells: (about, { to }) => (to === '' ? advisers(about) : [to]),
  },
  question: { reason: 'asked-by-adviser', tells: requesterOf },
  answer: { reason: 'answered', tells: assigned },
  // Another of them has to sign as well.
  proposal: { reason: 'asked', tells: advisers },
  decision: { reason: 'decided', tells: requesterOf },
  withdraw: { reason: 'answered', tells: assigned },
  revoke: { reason: 'decided', tells: (about) => [...requesterOf(about), ...assigned(about)] },
  tick: nobody,
};
