import type { PictureFacts } from '../guidance/rule';
import { refuse, refuseByRule } from '../kernel/refusal';
import type { Purpose } from '../words/lists';
import type { Moment } from './moment';
import type { Consent, Thread } from './state';

/** What the guidance looks at of a picture that is shown for this purpose. */
export function shownFor(consent: Consent, { readers }: Pick<Thread, 'readers'>, purpose: Purpose): PictureFacts {
  return { ...consent, readers, purpose };
}

/** A consent that may stand as it is for these readers, by the guidance of the rules this is judged by. */
export function mayStand({ guidance }: Moment, consent: Consent, thread: Pick<Thread, 'readers'>): void {
  const broken = guidance.refusing('post', shownFor(consent, thread, 'direct-care'));
  if (broken !== undefined) refuseByRule('consent-not-accepted', broken.id, broken.sentence);
}

/** A picture that may go outside for this by its consent, how it was taken and what is left of it, by the guidance of the rules this is judged by. */
export function mayGoOutside({ guidance, at }: Moment, thread: Thread | undefined, purpose: Purpose): void {
  if (thread?.picture === undefined || thread.consent === undefined) return refuse('picture-missing');
  const facts = shownFor(thread.consent, thread, purpose);
  const broken =
    guidance.refusing('outside', facts) ??
    (purpose === 'peer-learning' ? guidance.refusing('teaching', facts) : undefined);
  if (broken !== undefined) refuseByRule('consent-not-for-sharing', broken.id, broken.sentence);
  const kept = guidance.refusingTaken('outside', { ...thread.picture, at });
  if (kept !== undefined) refuseByRule('picture-not-for-sharing', kept.id, kept.sentence);
}
