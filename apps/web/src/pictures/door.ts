import { Problem } from '@consilium/domain';
import { brokenHeic, refuseBySize, undecodable } from '@consilium/pictures';
import { releaseProxy, type Remote, wrap } from 'comlink';
import type { Edit } from './cropping';
import type { Outcome, PictureWorker, Ready } from './picture-worker';
import { partMissing } from '../release';
import type { Converted, HeicWorker } from './heic-worker';
import { outOfMemory, stopped, tooLargeToConvert } from './refusals';

/** A picture ready to be sealed, with a blob: address to show it by. Call `forget` when it is no longer shown. */
export interface PreparedPicture extends Ready {
  /** Shows the view rendition (longest side 2,560 px). */
  readonly previewUrl: string;
  readonly thumbUrl: string;
  /** What was done to it, and to what; left out of a picture that is as it was chosen. */
  readonly edited?: { readonly edit: Edit; readonly whole: PreparedPicture };
  readonly forget: () => void;
}

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
    const outcome = await askWorker((remote) => remote.prepare(file));
    return shown('isHeic' in outcome ? await prepareHeic(file) : outcome.ready);
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
    const made = readyOf(await askWorker((remote) => remote.edit(bytes, asked)));
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

type Answered = Exclude<Outcome, { readonly refused: unknown }>;

async function askWorker(ask: (remote: Hand['remote']) => Promise<Outcome>): Promise<Answered> {
  hand ??= startWorker();
  const outcome = await untilItDies(hand, ask(hand.remote));
  if ('refused' in outcome) throw new Problem(outcome.refused.kind, outcome.refused.message);
  return outcome;
}

function readyOf(outcome: Answered): Ready {
  if ('isHeic' in outcome) throw undecodable();
  return outcome.ready;
}

/** Decoded in a worker of its own, the only one that may run WebAssembly, which ends with the photo; then read as any other. */
async function prepareHeic(file: Blob): Promise<Ready> {
  const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), { type: 'module', name: 'heic' });
  const remote = wrap<HeicWorker>(worker);
  const ended = hand?.ended ?? AbortSignal.abort();
  const jpeg = await untilItDies<Converted>({ worker, ended }, remote.convert(file)).finally(() => {
    remote[releaseProxy]();
    worker.terminate();
  });
  if (jpeg === 'part-missing') throw partMissing();
  if (jpeg === 'too-large') throw tooLargeToConvert();
  if (jpeg === 'unreadable') throw brokenHeic();
  return readyOf(await askWorker((picture) => picture.prepareHeic(file, jpeg)));
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
function untilItDies<T>({ worker, ended }: Pick<Hand, 'worker' | 'ended'>, answer: Promise<T>): Promise<T> {
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
