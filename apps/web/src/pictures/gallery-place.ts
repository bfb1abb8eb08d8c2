import type { PictureView } from '../vault/door';

/** A picture of a case in the order of their numbers; or, in the place of one that is not shown, why. */
export interface GalleryPlace {
  readonly number: number;
  readonly picture: PictureView | undefined;
  /** In words; "" where there is a picture. */
  readonly whyNot: string;
}
