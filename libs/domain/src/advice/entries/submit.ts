import { hash } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { adviceEntry } from '../entry';
import { assignedTo, type Moment } from '../moment';
import type { AdviceState } from '../state';

/** First to the organisation; after a question, to the adviser who asked it. */
function submitted({ state, at }: Moment): AdviceState['progress'] {
  const adviser = assignedTo(state);
  return adviser === undefined ? { stage: 'submitted', at } : { stage: 'assigned', adviser, at };
}

/** By the requester: the newest dossier is sent. */
export const submit = adviceEntry({
  type: 'submit',
  since: 1,
  body: object({ dossier: hash }),
  scope: 'room',
  open: ['requester'],
  seals: false,
  apply: (now, entry, body) => {
    if (now.state.dossier?.hash !== body.dossier) refuse('dossier-not-newest');
    return { request: entry.id, submitted: body.dossier, submittedAt: entry.at, progress: submitted(now) };
  },
  line: (by) => `${by} sent the request`,
});
