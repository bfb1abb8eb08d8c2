import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

type Headers = Readonly<Record<string, string>>;
interface BuildHeaders {
  readonly html: Headers;
  readonly assets: Headers;
  readonly files: Readonly<Record<string, Headers>>;
}

/** A build served under exactly the headers of its headers.json. */
export interface StaticServer {
  /** http://localhost:PORT */
  readonly origin: string;
  /** Sends other bytes for a path from now on, as an evil host would. */
  readonly replace: (path: string, bytes: string) => void;
  readonly close: () => Promise<void>;
}

const types: Headers = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** @param origins what stands for `{{storage}}` and `{{live}}` in the policy */
export async function serveBuild(
  folder: string,
  origins: { storage?: string; live?: string } = {},
): Promise<StaticServer> {
  const headers = JSON.parse(readFileSync(join(folder, 'headers.json'), 'utf8')) as BuildHeaders;
  const replaced = new Map<string, string>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? '/index.html' : normalize(pathname);
    try {
      const bytes = replaced.get(path) ?? readFileSync(join(folder, path));
      response.writeHead(200, {
        'Content-Type': types[extname(path)] ?? 'application/octet-stream',
        ...headersOf(headers, path, origins),
      });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    replace: (path, bytes) => void replaced.set(path, bytes),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function headersOf(
  headers: BuildHeaders,
  path: string,
  { storage = '', live = '' }: { storage?: string; live?: string },
): Headers {
  const chosen = path.endsWith('.html') ? headers.html : (headers.files[path] ?? headers.assets);
  const filled = Object.entries(chosen).map(([name, value]) => [
    name,
    value.replace('{{storage}}', storage).replace('{{live}}', live),
  ]);
  return Object.fromEntries(filled) as Headers;
}
