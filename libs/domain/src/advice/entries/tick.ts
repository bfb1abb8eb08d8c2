import { object } from '../../kernel/shape';
import { adviceEntry } from '../entry';

/** By the service: advances register head and time. */
export const tick = adviceEntry({
  type: 'tick',
  since: 1,
  body: object({}),
  scope: 'room',
  open: ['service'],
  atAnyStage: true,
  seals: false,
  apply: () => ({}),
  line: () => 'The service confirmed the newest register',
});
