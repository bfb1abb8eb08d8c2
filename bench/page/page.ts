import '../../apps/web/src/platform/strict-page';
import { wrap, type Remote } from 'comlink';
import { letProblemsCross } from '../../apps/web/src/vault/problem-crossing';
import type { OpeningTimes } from '../keys/openings';
import type { VaultBench } from './vault-bench.worker';

/** What a bench asks of the page; every key is in the worker, as in the application. */
export interface PageBench {
  readonly vault: Remote<VaultBench>;
  /** Starts a worker that knows nothing yet. */
  freshVault(): void;
  /** Shows pictures side by side; resolves when every one is decoded and a frame with them was painted. */
  show(pictures: readonly Blob[]): Promise<void>;
  /** Grants opened by this browser, ours and the library's turn about. */
  openings(): Promise<OpeningTimes>;
}

declare global {
  var bench: PageBench;
}

function startVault(): { readonly worker: Worker; readonly remote: Remote<VaultBench> } {
  const worker = new Worker(new URL('./vault-bench.worker.ts', import.meta.url), { type: 'module' });
  return { worker, remote: wrap<VaultBench>(worker) };
}

// Else a refusal comes across as nothing at all.
letProblemsCross();
let vault = startVault();

const painted = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

globalThis.bench = {
  get vault() {
    return vault.remote;
  },
  freshVault: () => {
    vault.worker.terminate();
    vault = startVault();
  },
  show: async (pictures) => {
    const images = pictures.map((picture) => {
      const image = new Image(160, 120);
      image.src = URL.createObjectURL(picture);
      return image;
    });
    document.body.replaceChildren(...images);
    await Promise.all(images.map((image) => image.decode()));
    await painted();
    for (const image of images) URL.revokeObjectURL(image.src);
  },
  openings: async () => (await import('../keys/openings')).timeOpenings(),
};
