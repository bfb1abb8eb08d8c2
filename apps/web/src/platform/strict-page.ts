import './no-eval';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML: (text: string) => string | null; createScriptURL: (url: string) => string | null },
  ): unknown;
}

/** Only text without markup may become HTML. */
function withoutMarkup(text: string): string | null {
  return /[<&]/u.test(text) ? null : text;
}

/** The one that stands between the browser and the service has a name that never changes. */
const serviceWorker = '/service-worker.js';

/** Only our own built files may become a worker. */
function ownScript(url: string): string | null {
  const { origin, pathname } = new URL(url, location.href);
  const isBuilt = pathname === serviceWorker || /^\/assets\/[\w.-]+\.js$/u.test(pathname);
  return origin === location.origin && isBuilt ? url : null;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
trustedTypes?.createPolicy('default', { createHTML: withoutMarkup, createScriptURL: ownScript });
