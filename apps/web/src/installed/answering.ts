import { offlinePage } from './offline-page';
import type { AskedFor, WorkerScope } from './worker-scope';

/** A page of the application: nothing of the API's, and nothing that a page fetches. */
function isPage({ mode, url }: AskedFor['request'], origin: string): boolean {
  const { origin: of, pathname } = new URL(url);
  return mode === 'navigate' && of === origin && !pathname.startsWith('/api/');
}

/**
 * Pages come from the service and from nowhere else: this keeps none of them, nor any code, so it can never show an old one.
 * Only where the service cannot be reached does it answer, and says so. Everything else passes it by.
 */
export function answersPages(scope: WorkerScope): void {
  scope.addEventListener('install', (event) => {
    // The newest one serves at once, also the pages that are open.
    event.waitUntil(scope.skipWaiting());
  });
  scope.addEventListener('activate', (event) => {
    event.waitUntil(scope.clients.claim());
  });
  scope.addEventListener('fetch', (event) => {
    if (isPage(event.request, scope.location.origin)) {
      event.respondWith(scope.fetch(event.request).catch(offlinePage));
    }
  });
}
