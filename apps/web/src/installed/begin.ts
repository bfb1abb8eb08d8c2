import { asksForShared } from './shared';

/** What a browser offers that would put this page on the device, like an application of its own. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | undefined;
let onOffer: (() => void) | undefined;

interface Kept {
  /** Of this page. */
  readonly build: string;
  /** Called once, when this device can begin a page of that build without a connection. */
  readonly whenKept: () => void;
}

const askAgainAfter = 20_000;

/** Asks the worker until it has this page's build whole: without it nothing that is kept could be reached. */
async function asksWhetherKept({ build, whenKept }: Kept, { serviceWorker }: Navigator): Promise<void> {
  let isKept = false;
  const ask = async (): Promise<void> => {
    if (isKept) return;
    (await serviceWorker.ready).active?.postMessage('kept');
    setTimeout(() => void ask(), askAgainAfter);
  };
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isKept || data !== build) return;
    isKept = true;
    whenKept();
  });
  serviceWorker.startMessages();
  await ask();
}

/** Puts the service worker in place, or the newest one in the place of an older, and keeps the browser's offer to install. */
export function beginInstalled(kept: Kept): void {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  // Where it may not be had (private windows), everything goes on without it.
  void serviceWorker?.register('/service-worker.js', { updateViaCache: 'none' }).catch(() => undefined);
  if (serviceWorker !== undefined && kept.build !== '') void asksWhetherKept(kept, navigator).catch(() => undefined);
  asksForShared();
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    onOffer?.();
  });
}

/** The browser's offer to install, as long as there is one; taken, it is gone. */
export const installing = {
  isOffered: (): boolean => offer !== undefined,
  take: async (): Promise<void> => {
    const taken = offer;
    offer = undefined;
    onOffer?.();
    await taken?.prompt();
  },
  onChange: (listener: () => void): (() => void) => {
    onOffer = listener;
    return () => {
      onOffer = undefined;
    };
  },
} as const;
