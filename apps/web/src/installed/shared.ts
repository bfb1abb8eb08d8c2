/** The page that is opened where something was shared to this application of the device. */
const address = '#/shared';

/** A worker that does not answer within so many milliseconds has nothing. */
const answersWithin = 10_000;

let shared: Promise<readonly File[]> = Promise.resolve([]);

const filesIn = (said: unknown): readonly File[] =>
  Array.isArray(said) ? said.filter((each) => each instanceof File) : [];

async function asks({ serviceWorker }: Navigator): Promise<readonly File[]> {
  const { active } = await serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((files) => {
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      files(filesIn(data));
    };
    active?.postMessage('shared', [port2]);
  });
}

/** As the page begins: the worker holds what was shared for a minute, and keys may be opened later than that. */
export function asksForShared(): void {
  if (location.hash !== address || !('serviceWorker' in navigator)) return;
  const nothing = new Promise<readonly File[]>((files) => {
    setTimeout(() => {
      files([]);
    }, answersWithin);
  });
  shared = Promise.race([asks(navigator), nothing]).catch(() => []);
}

/** What was shared, once: whoever takes it has it. */
export function takeShared(): Promise<readonly File[]> {
  const files = shared;
  shared = Promise.resolve([]);
  return files;
}
