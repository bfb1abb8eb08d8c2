import { pictureTypes, Problem } from '@consilium/domain';
import { refuseBySize } from '@consilium/pictures';
import { releaseProxy, type Remote, wrap } from 'comlink';
import type { Edit } from './cropping';
import type { Outcome, PictureWorker, Ready } from './picture-worker';
import { partMissing } from '../release';
import { outOfMemory, stopped } from './refusals';

/** A picture ready to be sealed, with a blob: address to show it by. Call `forget` when it is no longer shown. */
export interface PreparedPicture extends Ready {
  /** Shows the view rendition (longest side 2,560 px). */
  readonly previewUrl: string;
  readonly thumbUrl: string;
  /** What was done to it, and to what; left out of a picture that is as it was chosen. */
  readonly edited?: { readonly edit: Edit; readonly whole: PreparedPicture };
  readonly forget: () => void;
}

/** What pickers should offer; the bytes decide, not the name. */
export const acceptedPictures = pictureTypes.join(',');

/** Longest time for one picture, in milliseconds: 100 megapixels take a slow phone half a minute. */
const patience = 120_000;

interface Hand {
  readonly worker: Worker;
  readonly remote: Remote<PictureWorker>;
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
  return inTurn(async () => {
    if (!isWanted()) throw stopped();
    refuseBySize(file.size);
    return shown(await askWorker((remote) => remote.prepare(file)));
  });
}

/**
 * The picture turned and cropped as asked, always out of what was chosen: nothing is lost twice, and all of it comes back. What
 * was taken out of the file is what was taken out of the whole.
 */
export function edit(picture: PreparedPicture, asked: Edit): Promise<PreparedPicture> {
  const whole = picture.edited?.whole ?? picture;
  if (asked.quarters % 4 === 0 && asked.part === undefined) return Promise.resolve(whole);
  return inTurn(async () => {
    const { bytes } = whole.renditions.original;
    const made = await askWorker((remote) => remote.edit(bytes, asked));
    return { ...shown({ ...made, report: whole.report }), edited: { edit: asked, whole } };
  });
}

function inTurn(act: () => Promise<PreparedPicture>): Promise<PreparedPicture> {
  const job = lastJob.then(act);
  lastJob = job.catch(() => undefined);
  return job;
}

/** Ends the worker and what it holds; the next `prepare` starts a new one. For the lock. */
export function stopPreparing(): void {
  hand?.stop();
  hand = undefined;
}

async function askWorker(ask: (remote: Hand['remote']) => Promise<Outcome>): Promise<Ready> {
  hand ??= startWorker();
  const outcome = await untilItDies(hand, ask(hand.remote));
  if ('refused' in outcome) throw new Problem(outcome.refused.kind, outcome.refused.message);
  return outcome.ready;
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
  return { worker, remote, ended: end.signal, stop };
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

/** With addresses of its own to show it by. */
export function shown(ready: Ready): PreparedPicture {
  const previewUrl = URL.createObjectURL(ready.renditions.view.bytes);
  const thumbUrl = URL.createObjectURL(ready.renditions.thumb.bytes);
  const forget = (): void => {
    URL.revokeObjectURL(previewUrl);
    URL.revokeObjectURL(thumbUrl);
  };
  return { ...ready, previewUrl, thumbUrl, forget };
}
