import { KeptShell } from './kept-shell';
import { offlinePage } from './offline-page';
import type { AskedFor, WorkerScope } from './worker-scope';

/** A page of the application: nothing of the API's, nothing that a page fetches, and nothing that brings something. */
function isPage({ method, mode, url }: AskedFor['request'], origin: string): boolean {
  const { origin: of, pathname } = new URL(url);
  return mode === 'navigate' && method === 'GET' && of === origin && !pathname.startsWith('/api/');
}

/** Nobody stands behind what stands in front of the service. */
const isAway = ({ status }: Response): boolean => status === 502 || status === 503 || status === 504;

/** Which file of its build a page asks for; "" for anything else. */
function fileOf({ url, method }: AskedFor['request'], origin: string): string {
  const { origin: of, pathname, search } = new URL(url);
  return of === origin && method === 'GET' && search === '' ? pathname : '';
}

/**
 * Pages come from the service: what is kept of one build is given only where the service cannot be reached, and where nothing
 * is kept, it says so. Calls, live connection and stored pictures pass it by.
 */
export function answersPages(scope: WorkerScope): void {
  const shell = new KeptShell(scope);
  const kept = async (): Promise<Response> => (await shell.file('/index.html')) ?? offlinePage();
  const page = async (event: AskedFor): Promise<Response> => {
    const answer = await scope.fetch(event.request).catch(() => undefined);
    return answer === undefined || isAway(answer) ? kept() : answer;
  };
  /** One of its parts, where what stands in front of the service answered the page, too: without it the page stays blank. */
  const file = async (event: AskedFor, path: string): Promise<Response> => {
    const asked = scope.fetch(event.request);
    const answer = await asked.catch(() => undefined);
    return answer === undefined || isAway(answer) ? ((await shell.file(path)) ?? asked) : answer;
  };
  scope.addEventListener('install', (event) => {
    // The newest one serves at once, also the pages that are open. What it could not keep now keeps it from nothing else.
    event.waitUntil(Promise.all([scope.skipWaiting(), shell.keep()]));
  });
  scope.addEventListener('activate', (event) => {
    event.waitUntil(Promise.all([scope.clients.claim(), shell.forgetOthers().catch(() => undefined)]));
  });
  // Which build begins here without a connection, to a page that asks; "" for none.
  scope.addEventListener('message', (event) => {
    if (event.data !== 'kept') return;
    event.waitUntil(
      shell.keep().then((isKept) => {
        event.source?.postMessage(isKept ? shell.build : '');
      }),
    );
  });
  scope.addEventListener('fetch', (event) => {
    const { origin } = scope.location;
    if (isPage(event.request, origin)) {
      const answered = page(event);
      event.respondWith(answered);
      event.waitUntil(answered.then(({ ok }) => ok && shell.keep()).catch(() => undefined));
      return;
    }
    const path = fileOf(event.request, origin);
    if (!shell.has(path)) return;
    event.respondWith(file(event, path));
  });
}
