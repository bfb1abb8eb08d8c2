import { refuse, refuseByRule } from '../kernel/refusal';
import type { Moment } from './moment';
import type { Thread } from './state';

/** A picture whose consent allows it to go outside, by the guidance of the rules this is judged by. */
export function mayGoOutside({ guidance }: Moment, thread: Thread | undefined): void {
  if (thread?.picture === undefined || thread.consent === undefined) return refuse('picture-missing');
  const broken = guidance.broken('share', thread.consent);
  if (broken !== undefined) refuseByRule('consent-not-for-sharing', broken.id, broken.sentence);
}
