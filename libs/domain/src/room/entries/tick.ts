import { object } from '../../kernel/shape';
import { roomEntry } from '../entry';

/** By the service: advances register head and time. */
export const tick = roomEntry({
  type: 'tick',
  since: 1,
  body: object({}),
  scope: 'room',
  open: ['service'],
  inClosedRoom: true,
  acts: {},
  apply: () => ({}),
  line: () => 'The service confirmed the newest register',
  stands: false,
});
