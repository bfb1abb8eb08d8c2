import { Problem, type ProblemKind } from '@consilium/domain';
import { expose } from 'comlink';
import { refuseBySize, strip, type StripReport, undecodable } from '@consilium/pictures';
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

async function makeReady(file: Blob): Promise<Ready> {
  refuseBySize(file.size);
  const stripped = await strip(new Uint8Array(await file.arrayBuffer()));
  return {
    report: stripped.report,
    renditions: await renditions(stripped),
    width: stripped.width,
    height: stripped.height,
  };
}

async function prepare(file: Blob): Promise<Outcome> {
  try {
    return { ready: await makeReady(file) };
  } catch (error) {
    const { kind, message } = error instanceof Problem ? error : undecodable();
    return { refused: { kind, message } };
  }
}

const worker = { prepare };
export type PictureWorker = typeof worker;

expose(worker);
