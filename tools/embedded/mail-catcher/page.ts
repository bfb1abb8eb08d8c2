import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CaughtMail } from './catcher';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What a mail program would show: a line of the head, and what follows the head. */
const headOf = (raw: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(raw.split('\r\n\r\n')[0] ?? '')?.[1]?.trim() ?? '';
const textOf = (raw: string): string => raw.split('\r\n\r\n').slice(1).join('\n\n').trim();

/** An address becomes a link, and nothing else does. */
const linked = (text: string): string =>
  escaped(text).replace(/https?:\/\/[^\s<&]+/gu, (url) => `<a href="${url}">${url}</a>`);

const style = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
article { margin: 1.5rem 0; padding: 1rem 1.25rem; border: 1px solid GrayText; border-radius: .75rem; }
h2 { margin: 0; font-size: 1.0625rem; }
p { margin: .25rem 0 0; }
small { color: GrayText; }
pre { margin: .75rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
`;

function article({ to, at, raw }: CaughtMail): string {
  const time = new Date(at * 1000).toISOString();
  return `<article><h2>${escaped(headOf(raw, 'Subject'))}</h2>
<p><small>to ${escaped(to)}, <time datetime="${time}">${time.replace('T', ' ').slice(0, 19)} UTC</time></small></p>
<pre>${linked(textOf(raw))}</pre></article>`;
}

/** The page of a trial's mails, newest first. */
export function pageOf(mails: readonly CaughtMail[]): string {
  const list =
    mails.length === 0 ? '<p>No mail yet. Reload this page.</p>' : mails.toReversed().map(article).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mails of the trial</title>
<meta name="viewport" content="width=device-width"><style>${style}</style></head>
<body><h1>Mails of the trial</h1><p>What Consilium would have sent. Nothing here leaves this machine.</p>
${list}</body></html>`;
}

export interface MailPage {
  readonly port: number;
  stop(): Promise<void>;
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Serves the page to this machine alone, by a name that only this machine has: no site can have it read by a browser. */
export async function serveMails(mails: readonly CaughtMail[], port = 0): Promise<MailPage> {
  const server = createServer(({ headers: { host = '' }, method }, response) => {
    const isOurs = method === 'GET' && /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(host);
    response.writeHead(isOurs ? 200 : 403, headers).end(isOurs ? pageOf(mails) : '');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
