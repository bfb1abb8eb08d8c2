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

/** Only our own built files may become a worker. */
function ownScript(url: string): string | null {
  const { origin, pathname } = new URL(url, location.href);
  return origin === location.origin && /^\/assets\/[\w.-]+\.js$/u.test(pathname) ? url : null;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
trustedTypes?.createPolicy('default', { createHTML: withoutMarkup, createScriptURL: ownScript });
