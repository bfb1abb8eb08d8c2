import { object, seconds, text, type ShapeOf } from '../kernel/shape';

/** What the professional register said, when and from where. Officers have none. */
export const registration = object({
  body: text(40, 1),
  number: text(20, 1),
  name: text(120, 1),
  status: text(80, 1),
  source: text(80, 1),
  checkedAt: seconds,
});
export type Registration = ShapeOf<typeof registration>;
