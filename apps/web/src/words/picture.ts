import { isKnown, sayWord, type Extent, type RecordingKind, type Rendition, type Side } from '@consilium/domain';
import type { NumberedPicture, PictureView } from '../vault/door';

export const recordingWords = {
  'clinical-photograph': 'Clinical photograph',
  'dermoscopic-image': 'Dermoscopic image',
  'fundus-photograph': 'Fundus photograph',
  'internal-organ': 'Internal organ or structure',
  'pathology-slide': 'Pathology slide',
  'endoscopic-image': 'Laparoscopic or endoscopic image',
  'organ-function': 'Recording of organ function',
  ultrasound: 'Ultrasound',
  'x-ray': 'X-ray',
  'kind-not-said': 'Kind not said',
} as const satisfies Record<RecordingKind, string>;

export const sideWords = {
  left: 'Left',
  right: 'Right',
  midline: 'Midline',
  'not-applicable': 'No side',
} as const satisfies Record<Side, string>;

/** What is said of how much of a picture its author kept, after what else is recorded of it. */
export const extentWords = {
  whole: '',
  cropped: ' · Cropped by its author',
  'not-known': ' · Cropped or not: not known here',
} as const satisfies Record<Extent | 'not-known', string>;

/** Reads "left forearm" as a side and a part; anything else is a part alone. */
export function placeIn(text: string): { readonly side: Side | ''; readonly site: string } {
  const [, word = '', site = ''] = /^\s*(left|right|midline)\b[\s,]*(.*)$/iu.exec(text) ?? [];
  const side = (Object.keys(sideWords) as Side[]).find((each) => each === word.toLowerCase());
  return side === undefined || site === '' ? { side: '', site: text } : { side, site };
}

/** "Picture 2"; one that consent was withdrawn from keeps its number: "Picture 1, withdrawn". */
export function pictureName({ number, withdrawn }: NumberedPicture): string {
  return `Picture ${String(number)}${withdrawn ? ', withdrawn' : ''}`;
}

/** The same of a picture in view. */
export function nameOf({ number, consent }: PictureView): string {
  return pictureName({ number, withdrawn: consent.withdrawn !== 'no' });
}

/** "Picture 2, X-ray, left forearm" */
export function labelOf(picture: PictureView): string {
  const { recording } = picture.consent;
  const kind = recording === 'kind-not-said' ? '' : recordingWords[recording];
  const parts = [nameOf(picture), kind, whereOn(picture)];
  return parts.filter((part) => part !== '').join(', ');
}

/** "Pictures 1, 2"; with one withdrawn each is named: "Picture 1, withdrawn · Picture 2". */
export function picturesLine(pictures: readonly NumberedPicture[]): string {
  const [first, ...others] = pictures;
  if (first === undefined) return '';
  if (others.length === 0 || pictures.some(({ withdrawn }) => withdrawn)) return pictures.map(pictureName).join(' · ');
  return `Pictures ${pictures.map(({ number }) => number).join(', ')}`;
}

/** "Left forearm"; a side that was not said, or that this version does not know, is named as such. */
export function whereOn({ unreadable, side, site }: Pick<PictureView, 'unreadable' | 'side' | 'site'>): string {
  if (unreadable !== '') return 'Place not shown';
  if (!isKnown(side)) return `${site}, side ${sayWord<Side>(sideWords, side).toLowerCase()}`;
  return side === 'not-applicable' || side === 'midline' ? site : `${sideWords[side]} ${site}`;
}

/** How much of a picture was opened. */
export const renditionWords = {
  original: 'full detail',
  view: 'reduced to 2,560 px',
  thumb: 'small preview only',
} as const satisfies Record<Rendition, string>;
