import type { AskedFor, Asking, WorkerScope } from './worker-scope';

/** So long (milliseconds) what was shared waits for the page that was opened for it. */
const waitsFor = 60_000;

/** What the device shares to us stands in the manifest: where to, and under which name. */
const isShared = ({ method, mode, url }: AskedFor['request'], origin: string): boolean =>
  method === 'POST' && mode === 'navigate' && url === `${origin}/shared`;

/**
 * Pictures that another application of the device shares come here, and no further than to the page that is opened for them:
 * they are in memory, are handed over once, and are dropped after a minute. Without a worker the service would be sent them,
 * which reads nothing of it.
 */
export function handsOnShared(scope: WorkerScope): void {
  let held: readonly File[] = [];
  let letGo = (): void => undefined;
  const take = (): readonly File[] => {
    const files = held;
    held = [];
    letGo();
    return files;
  };
  /** Over once they were taken, or have waited for long enough. */
  const hold = (files: readonly File[]): Promise<void> => {
    take();
    held = files;
    return new Promise((isOver) => {
      const timer = setTimeout(take, waitsFor);
      letGo = () => {
        clearTimeout(timer);
        isOver();
      };
    });
  };
  const read = async ({ request }: AskedFor): Promise<readonly File[]> => {
    const form = await request.formData().catch(() => undefined);
    return (form?.getAll('pictures') ?? []).filter((each) => each instanceof File);
  };
  scope.addEventListener('fetch', (event) => {
    const { origin } = scope.location;
    if (!isShared(event.request, origin)) return;
    const held = read(event).then((files) => ({ isOver: hold(files) }));
    event.respondWith(held.then(() => Response.redirect(`${origin}/#/shared`, 303)));
    event.waitUntil(held.then(({ isOver }) => isOver));
  });
  scope.addEventListener('message', ({ data, ports }: Asking) => {
    if (data === 'shared') ports[0]?.postMessage(take());
  });
}
