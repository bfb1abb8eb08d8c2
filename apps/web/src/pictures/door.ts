import { pictureTypes, Problem } from '@consilium/domain';
import { refuseBySize } from '@consilium/pictures';
import { releaseProxy, wrap } from 'comlink';
import type { Outcome, PictureWorker, Ready } from './picture-worker';
import { partMissing } from '../release';
import { outOfMemory, stopped } from './refusals';

/** A picture ready to be sealed, with a blob: address to show it by. Call `forget` when it is no longer shown. */
export interface PreparedPicture extends Ready {
  /** Shows the view rendition (longest side 2,560 px). */
  readonly previewUrl: string;
  readonly thumbUrl: string;
  readonly forget: () => void;
}

/** What pickers should offer; the bytes decide, not the name. */
export const acceptedPictures = pictureTypes.join(',');

/** Longest time for one picture, in milliseconds: 100 megapixels take a slow phone half a minute. */
const patience = 120_000;

interface Hand {
  readonly worker: Worker;
  readonly prepare: (file: Blob) => Promise<Outcome>;
  /** Aborted when the worker is ended. */
  readonly ended: AbortSignal;
  readonly stop: () => void;
}

let hand: Hand | undefined;
let lastJob: Promise<unknown> = Promise.resolve();

/**
 * Strips, checks and reduces one picture in a worker of its own. One at a time, since a large one fills a phone's
 * memory; whatever nobody wants any more when its turn comes is passed over. Throws `Problem('bad-input')` with the next step.
 */
export function prepare(file: Blob, isWanted = (): boolean => true): Promise<PreparedPicture> {
  const job = lastJob.then(() => {
    if (!isWanted()) throw stopped();
    return prepareNow(file);
  });
  lastJob = job.catch(() => undefined);
  return job;
}

/** Ends the worker and what it holds; the next `prepare` starts a new one. For the lock. */
export function stopPreparing(): void {
  hand?.stop();
  hand = undefined;
}

async function prepareNow(file: Blob): Promise<PreparedPicture> {
  refuseBySize(file.size);
  hand ??= startWorker();
  const outcome = await untilItDies(hand, hand.prepare(file));
  if ('refused' in outcome) throw new Problem(outcome.refused.kind, outcome.refused.message);
  return shown(outcome.ready);
}

function startWorker(): Hand {
  const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module', name: 'pictures' });
  const remote = wrap<PictureWorker>(worker);
  const end = new AbortController();
  const stop = (): void => {
    end.abort();
    remote[releaseProxy]();
    worker.terminate();
  };
  return { worker, prepare: (file) => remote.prepare(file), ended: end.signal, stop };
}

/** A worker that runs out of memory, or is ended, answers nothing at all. */
function untilItDies({ worker, ended }: Hand, answer: Promise<Outcome>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      reject(outOfMemory());
      stopPreparing();
    };
    // Code that could not be fetched is an event without an error; a worker that breaks brings one.
    const fail = (event: Event): void => {
      if (!(event instanceof ErrorEvent)) reject(partMissing());
      giveUp();
    };
    const timer = setTimeout(giveUp, patience);
    const leave = (): void => {
      clearTimeout(timer);
      reject(stopped());
    };
    worker.addEventListener('error', fail, { once: true });
    ended.addEventListener('abort', leave, { once: true });
    void answer.then(resolve, giveUp).finally(() => {
      clearTimeout(timer);
      worker.removeEventListener('error', fail);
      ended.removeEventListener('abort', leave);
    });
  });
}

/** What can be said of a prepared picture without its pixels, and its three sizes, largest first. */
export function inParts({ renditions, width, height, report }: Ready) {
  const { original, view, thumb } = renditions;
  const facts = { width, height, report, sizes: [original, view, thumb].map(({ bytes: _, ...size }) => size) };
  return { facts, files: [original.bytes, view.bytes, thumb.bytes] };
}

/** The same picture again. */
export function ofParts({ facts, files }: ReturnType<typeof inParts>): PreparedPicture {
  const { sizes, ...rest } = facts;
  const [original, view, thumb] = sizes.map((size, index) => ({
    ...size,
    bytes: new Blob(files.slice(index, index + 1), { type: size.mime }),
  }));
  if (original === undefined || view === undefined || thumb === undefined) throw partMissing();
  return shown({ ...rest, renditions: { original, view, thumb } });
}

function shown(ready: Ready): PreparedPicture {
  const previewUrl = URL.createObjectURL(ready.renditions.view.bytes);
  const thumbUrl = URL.createObjectURL(ready.renditions.thumb.bytes);
  const forget = (): void => {
    URL.revokeObjectURL(previewUrl);
    URL.revokeObjectURL(thumbUrl);
  };
  return { ...ready, previewUrl, thumbUrl, forget };
}
