import { Problem, type ProblemKind } from '@consilium/domain';
import { expose } from 'comlink';
import { refuseBySize, strip, type StrippedPicture, type StripReport, undecodable } from '@consilium/pictures';
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
  { readonly ready: Ready } | { readonly refused: { readonly kind: ProblemKind; readonly message: string } };

async function outcomeOf(file: Blob, read: (bytes: Uint8Array) => Promise<StrippedPicture>): Promise<Outcome> {
  try {
    refuseBySize(file.size);
    const picture = await read(new Uint8Array(await file.arrayBuffer()));
    const { report, width, height } = picture;
    return { ready: { report, renditions: await renditions(picture), width, height } };
  } catch (error) {
    const { kind, message } = error instanceof Problem ? error : undecodable();
    return { refused: { kind, message } };
  }
}

const worker = {
  prepare: (file: Blob) => outcomeOf(file, (bytes) => strip(bytes)),
  /** The same of a picture that was prepared before, turned and cropped. */
  edit: (file: Blob, edit: Edit) => outcomeOf(file, (bytes) => edited(bytes, edit)),
};
export type PictureWorker = typeof worker;

expose(worker);
