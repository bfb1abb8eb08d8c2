import { refuse, refuseByRule } from '../kernel/refusal';
import type { Moment } from './moment';
import type { Thread } from './state';

/** A picture that may go outside by its consent, how it was taken and what is left of it, in the rules this is judged by. */
export function mayGoOutside({ guidance, capture, at }: Moment, thread: Thread | undefined): void {
  if (thread?.picture === undefined || thread.consent === undefined) return refuse('picture-missing');
  const broken = guidance.broken('share', thread.consent);
  if (broken !== undefined) refuseByRule('consent-not-for-sharing', broken.id, broken.sentence);
  const kept = capture.broken('share', thread.picture, at);
  if (kept !== undefined) refuseByRule('picture-not-for-sharing', kept.id, kept.sentence);
}
