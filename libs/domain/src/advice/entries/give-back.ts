import { personId, type PersonId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { flag, object, orEmpty } from '../../kernel/shape';
import { isActiveAdviser } from '../../register/view';
import { adviceEntry } from '../entry';
import type { Moment } from '../moment';

/** Handed on to somebody who could take it; it is theirs once they took it. */
function mayHandTo({ state, view, at, by }: Moment, to: PersonId): void {
  if (to === by || !isActiveAdviser(view.person(to), state.org, at)) refuse('not-an-adviser');
  if (state.dossier?.body.recipient.person === to) refuse('own-request');
  if (state.conflicted.includes(to)) refuse('conflict-declared');
}

/**
 * By the assigned adviser, before a decision: the request waits for an adviser again, and what was proposed or asked ends. `to`:
 * whom it is handed on to, "" for nobody; they declare for themselves that they have no conflict. `conflict`: of the author's
 * own, who then neither takes it again nor signs as the second of two.
 */
export const giveBack = adviceEntry({
  type: 'give-back',
  since: 1,
  body: object({ to: orEmpty(personId), conflict: flag }),
  scope: 'room',
  open: ['assigned'],
  seals: false,
  apply: (now, entry, { to, conflict }) => {
    if (to !== '') mayHandTo(now, to);
    const { conflicted } = now.state;
    return {
      progress: { stage: 'submitted', at: entry.at },
      conflicted: conflict ? [...conflicted, now.by] : conflicted,
    };
  },
  line: (by, body) =>
    body?.conflict === true
      ? `${by} declared a conflict of interest and gave the request back`
      : `${by} gave the request back`,
});
