import {
  isBandUnder18,
  isEasilyRecognised,
  isKnown,
  isOfAdultsAlone,
  isUnder18,
  mayHold,
  Problem,
  type Consent,
  type DutyFlag,
  type Thread,
  type ThreadId,
} from '@consilium/domain';
import type { ShownPictures } from '../pictures';
import type { Content } from '../replicas/content';
import type { Room } from '../replicas/room';
import { formOf } from './room-view';
import type { CaseFormView } from './views';

/** What a list shows is seen by whoever passes the screen: these have to be answered no. What is not said is no answer. */
const answeredNo: readonly DutyFlag[] = ['face', 'intimate'];

/** Whether it was said that the patient is not under 18, and nothing says that they are. */
function isOfAdult({ authority, flags, ruledOut }: Consent, form: CaseFormView | undefined): boolean {
  const band = form !== undefined && isKnown(form.ageBand) ? form.ageBand : '';
  if (flags.includes('child') || isUnder18(authority) || (band !== '' && isBandUnder18(band))) return false;
  return band !== '' || ruledOut.includes('child') || isOfAdultsAlone(authority);
}

/** Whether a picture may stand on the card of its case: by none of them is the patient easily known again. */
function mayStand({ picture, consent, named }: Thread, form: CaseFormView | undefined): boolean {
  if (picture === undefined || consent === undefined || named.length > 0 || consent.withdrawn !== 'no') return false;
  const isAnsweredNo = answeredNo.every((flag) => consent.ruledOut.includes(flag) && !consent.flags.includes(flag));
  return isAnsweredNo && !isEasilyRecognised(consent.flags) && isOfAdult(consent, form);
}

/** The first picture of a case that may stand on its card, and that this person may open; "" for none. */
export function onCard({ state, vault, log }: Room, form: Content<CaseFormView> | undefined): ThreadId | '' {
  if (log.alarm !== '') return '';
  const now = vault.clock.now();
  const isOpen = (thread: Thread): boolean =>
    mayStand(thread, form?.value) && mayHold(state, thread.id, vault.me, vault.view, now);
  return [...state.threads.values()].find(isOpen)?.id ?? '';
}

/** Opens it, by what is so now: somebody may have withdrawn it since the list was asked for. */
export async function openOnCard(
  room: Room | undefined,
  pictures: ShownPictures,
): Promise<{ bytes: Blob; mediaType: string }> {
  const thread = room === undefined ? '' : onCard(room, await formOf(room));
  if (room === undefined || thread === '') throw new Problem('not-found', 'No picture stands on this card.');
  return pictures.inPassing(room, thread, 'thumb');
}
