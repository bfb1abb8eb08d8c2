import type { RecordingKind, Rendition } from '@consilium/domain';
import type { PictureView } from '../vault/door';

export const recordingWords = {
  'clinical-photograph': 'Clinical photograph',
  'dermoscopic-image': 'Dermoscopic image',
  'fundus-photograph': 'Fundus photograph',
  'internal-organ': 'Internal organ or structure',
  'pathology-slide': 'Pathology slide',
  'endoscopic-image': 'Laparoscopic or endoscopic image',
  'organ-function': 'Recording of organ function (ECG and the like)',
  ultrasound: 'Ultrasound',
  'x-ray': 'X-ray',
} as const satisfies Record<RecordingKind, string>;

export const sideWords = {
  left: 'Left',
  right: 'Right',
  midline: 'Midline',
  'not-applicable': 'No side',
} as const satisfies Record<PictureView['side'], string>;

/** Reads "left forearm" as a side and a part; anything else is a part alone. */
export function placeIn(text: string): { readonly side: PictureView['side'] | ''; readonly site: string } {
  const [, word = '', site = ''] = /^\s*(left|right|midline)\b[\s,]*(.*)$/iu.exec(text) ?? [];
  const side = (Object.keys(sideWords) as PictureView['side'][]).find((each) => each === word.toLowerCase());
  return side === undefined || site === '' ? { side: '', site: text } : { side, site };
}

/** "Left forearm" */
export function whereOn({ side, site }: Pick<PictureView, 'side' | 'site'>): string {
  return side === 'not-applicable' || side === 'midline' ? site : `${sideWords[side]} ${site}`;
}

/** How much of a picture was opened. */
export const renditionWords: Record<Rendition, string> = {
  original: 'full detail',
  view: 'reduced to 2,560 px',
  thumb: 'small preview only',
};
