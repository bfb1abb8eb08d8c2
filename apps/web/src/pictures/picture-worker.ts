import { Problem, type ProblemKind } from '@consilium/domain';
import { expose } from 'comlink';
import {
  isHeic,
  readHeic,
  refuseBySize,
  strip,
  strippedOfHeic,
  type StrippedPicture,
  type StripReport,
  undecodable,
} from '@consilium/pictures';
import { type Edit, edited } from './cropping';
import { type Renditions, renditions } from './renditions';

/** A picture ready to be sealed. */
export interface Ready {
  readonly report: StripReport;
  readonly renditions: Renditions;
  /** Of the original, upright, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** A Problem does not survive the way between threads as what it is, so it travels as its parts. */
export type Outcome =
  | { readonly ready: Ready }
  /** A photo that was measured, and has to be converted before it can be read. */
  | { readonly isHeic: true }
  | { readonly refused: { readonly kind: ProblemKind; readonly message: string } };

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

async function outcomeOf(file: Blob, read: (bytes: Uint8Array) => Promise<StrippedPicture | 'heic'>): Promise<Outcome> {
  try {
    refuseBySize(file.size);
    const picture = await read(await bytesOf(file));
    if (picture === 'heic') return { isHeic: true };
    const { report, width, height } = picture;
    return { ready: { report, renditions: await renditions(picture), width, height } };
  } catch (error) {
    const { kind, message } = error instanceof Problem ? error : undecodable();
    return { refused: { kind, message } };
  }
}

const worker = {
  prepare: (file: Blob) =>
    outcomeOf(file, async (bytes) => {
      if (!isHeic(bytes)) return strip(bytes);
      readHeic(bytes);
      return 'heic';
    }),
  /** The same of a photo that was converted. */
  prepareHeic: (file: Blob, jpeg: Blob) => outcomeOf(file, async (bytes) => strippedOfHeic(bytes, await bytesOf(jpeg))),
  /** The same of a picture that was prepared before, turned and cropped. */
  edit: (file: Blob, edit: Edit) => outcomeOf(file, (bytes) => edited(bytes, edit)),
};
export type PictureWorker = typeof worker;

expose(worker);
