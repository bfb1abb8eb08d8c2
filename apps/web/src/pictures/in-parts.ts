import { partMissing } from '../release';
import type { Edit } from './cropping';
import { type PreparedPicture, shown } from './door';
import type { Ready } from './picture-worker';
import type { Rendition } from './renditions';

/** What can be said of a picture without its pixels; its sizes largest first. */
type Facts = Omit<Ready, 'renditions'> & { readonly sizes: readonly Omit<Rendition, 'bytes'>[] };

/** A prepared picture as it is put away: its words, and its three files after each other. */
export interface InParts {
  /** Of one that was edited, also what was done to it and to what, whose files follow its own. */
  readonly facts: Facts & { readonly edited?: { readonly edit: Edit; readonly whole: Facts } };
  readonly files: readonly Blob[];
}

function partsOf({ renditions, width, height, report }: Ready): { readonly facts: Facts; readonly files: Blob[] } {
  const { original, view, thumb } = renditions;
  const sizes = [original, view, thumb].map(({ bytes: _, ...size }) => size);
  return { facts: { width, height, report, sizes }, files: [original.bytes, view.bytes, thumb.bytes] };
}

export function inParts(picture: PreparedPicture): InParts {
  const own = partsOf(picture);
  if (picture.edited === undefined) return own;
  const { edit, whole } = picture.edited;
  const before = partsOf(whole);
  return { facts: { ...own.facts, edited: { edit, whole: before.facts } }, files: [...own.files, ...before.files] };
}

/** How many files these facts are of. */
export const fileCount = ({ sizes, edited }: InParts['facts']): number =>
  sizes.length + (edited === undefined ? 0 : edited.whole.sizes.length);

/** The same picture again. */
export function ofParts({ facts, files }: InParts): PreparedPicture {
  const { edited, ...own } = facts;
  const picture = together(own, files);
  if (edited === undefined) return picture;
  return { ...picture, edited: { edit: edited.edit, whole: together(edited.whole, files.slice(own.sizes.length)) } };
}

function together({ sizes, ...rest }: Facts, files: readonly Blob[]): PreparedPicture {
  const [original, view, thumb] = sizes.map((size, index) => ({
    ...size,
    bytes: new Blob(files.slice(index, index + 1), { type: size.mime }),
  }));
  if (original === undefined || view === undefined || thumb === undefined) throw partMissing();
  return shown({ ...rest, renditions: { original, view, thumb } });
}
