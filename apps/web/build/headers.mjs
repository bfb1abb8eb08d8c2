/**
 * The security headers of the web build. `{{storage}}` and `{{live}}` stand for the object store's public origin and
 * the live connection's origin (ws:// or wss://); whoever serves the build puts them in.
 *
 * COEP stays `require-corp`: what comes from the object store is fetched with CORS, which COEP lets through, and no
 * picture is ever loaded by an `<img>` across origins (they are opened in the browser and shown as blob:).
 */
const everywhere = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const pageOnly = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Integrity-Policy': 'blocked-destinations=(script)',
  'Permissions-Policy': [
    'camera=(self)',
    'publickey-credentials-get=(self)',
    'publickey-credentials-create=(self)',
    'clipboard-write=(self)',
    'fullscreen=(self)',
    ...['microphone', 'geolocation', 'display-capture', 'clipboard-read', 'usb', 'serial', 'hid', 'payment'].map(
      (feature) => `${feature}=()`,
    ),
  ].join(', '),
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Frame-Options': 'DENY',
  'X-DNS-Prefetch-Control': 'off',
};

const immutable = 'public, max-age=31536000, immutable';

/** @param {string[][]} directives @returns {string} */
const policy = (directives) => directives.map((words) => words.join(' ')).join('; ');

/** @param {{ importMap: string, styles: string[] }} hashes as "sha256-…" */
export function htmlHeaders({ importMap, styles }) {
  return {
    'Content-Security-Policy': policy([
      ['default-src', "'none'"],
      ['script-src', "'self'", `'${importMap}'`],
      ['style-src-elem', "'self'", ...styles.map((hash) => `'${hash}'`)],
      ['style-src-attr', "'none'"],
      ['img-src', "'self'", 'blob:'],
      ['media-src', "'self'", 'blob:'],
      ['font-src', "'self'"],
      ['connect-src', "'self'", '{{storage}}', '{{live}}'],
      ['worker-src', "'self'"],
      ['manifest-src', "'self'"],
      ['base-uri', "'none'"],
      ['form-action', "'none'"],
      ['frame-ancestors', "'none'"],
      ['require-trusted-types-for', "'script'"],
      ['trusted-types', 'default'],
    ]),
    ...everywhere,
    ...pageOnly,
    'Cache-Control': 'no-cache',
  };
}

const nothing = "default-src 'none'; frame-ancestors 'none'";

/** Everything under /assets: names carry a hash of the content. */
export function assetHeaders() {
  return { 'Content-Security-Policy': nothing, ...everywhere, 'Cache-Control': immutable };
}

/** What stands beside the page under a name that never changes: asked for again each time. */
export function namedHeaders() {
  return { 'Content-Security-Policy': nothing, ...everywhere, 'Cache-Control': 'no-cache' };
}

/** The service worker fetches pages from its own service, and nothing from anywhere else. */
export function serviceWorkerHeaders() {
  return {
    'Content-Security-Policy': policy([
      ['default-src', "'none'"],
      ['script-src', "'self'"],
      ['connect-src', "'self'"],
      ['require-trusted-types-for', "'script'"],
      ['trusted-types', "'none'"],
    ]),
    ...everywhere,
    'Cache-Control': 'no-cache',
  };
}

/** A worker lives under the policy of its own file: it may fetch and, only where its code needs it, compile WebAssembly. */
export function workerHeaders({ wasm }) {
  return {
    'Content-Security-Policy': policy([
      ['default-src', "'none'"],
      ['script-src', "'self'", ...(wasm ? ["'wasm-unsafe-eval'"] : [])],
      ['connect-src', "'self'", '{{storage}}', '{{live}}'],
      ['require-trusted-types-for', "'script'"],
      ['trusted-types', "'none'"],
    ]),
    ...everywhere,
    'Cache-Control': immutable,
  };
}
