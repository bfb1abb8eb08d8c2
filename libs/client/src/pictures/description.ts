import {
  extents,
  pictureTypes,
  sides,
  type Extent,
  type PictureType,
  type ReadWord,
  type Side,
} from '@consilium/domain';
import type { Content } from '../replicas/content';
import { aCount, anObject, aText, aWord, readJson } from '../replicas/sealed-json';

/** What a picture's `description` says, sealed as one JSON text. */
export interface Description {
  readonly width: number;
  readonly height: number;
  readonly mediaType: PictureType;
  readonly caption: string;
  readonly site: string;
  readonly side: Side;
  readonly removed: string;
  readonly extent: Extent;
  /** Of a policy on taking pictures that was found elsewhere, else "". */
  readonly policyTitle: string;
  readonly policyDate: string;
}

/** The same as somebody else's device reads it. */
export interface DescriptionRead extends Omit<Description, 'mediaType' | 'side' | 'extent'> {
  readonly mediaType: ReadWord<PictureType>;
  readonly side: ReadWord<Side>;
  readonly extent: ReadWord<Extent>;
}

const description = anObject<DescriptionRead>({
  width: aCount,
  height: aCount,
  mediaType: aWord(pictureTypes),
  caption: aText,
  site: aText,
  side: aWord(sides),
  removed: aText,
  extent: aWord(extents),
  policyTitle: aText,
  policyDate: aText,
});

/** Reads what a colleague's device wrote about a picture. */
export const readDescription = (text: string): Content<DescriptionRead> => readJson(text, description);
