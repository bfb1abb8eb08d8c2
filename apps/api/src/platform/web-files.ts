import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import sirv from 'sirv';
import { z } from 'zod';
import type { Settings } from './config';

const headerList = z.record(z.string(), z.string());
/** What the web build says the server must send: for the page, for every other file, and for single files (workers). */
const buildHeaders = z.object({
  html: headerList,
  assets: headerList,
  files: z.record(z.string(), headerList).default({}),
});
type HeaderList = z.infer<typeof headerList>;

/** Pages of the application: one document, the router in it does the rest. Never a file name. */
const isPage = (path: string): boolean => !path.startsWith('/api/') && !/\.[a-z0-9]+$/i.test(path);

function filledIn(headers: HeaderList, settings: Settings): HeaderList {
  const storage = new URL(settings.store.publicEndpoint).origin;
  const live = settings.publicOrigin.replace(/^http/, 'ws');
  const fill = (value: string): string => value.replaceAll('{{storage}}', storage).replaceAll('{{live}}', live);
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
}

/** Over plain http on this machine a promise of https would lock the browser out. */
function withoutTransport(headers: HeaderList, settings: Settings): HeaderList {
  if (settings.publicOrigin.startsWith('https:')) return headers;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'strict-transport-security'),
  );
}

/** Serves the web build: hashed files for ever, the page never cached, with exactly the headers the build asks for. */
export function serveWeb(fastify: FastifyInstance, settings: Settings): void {
  const { webRoot } = settings;
  if (webRoot === undefined) return;
  const told = buildHeaders.parse(JSON.parse(readFileSync(join(webRoot, 'headers.json'), 'utf8')));
  const ready = (list: HeaderList): HeaderList => withoutTransport(filledIn(list, settings), settings);
  const page = ready(told.html);
  const assets = ready(told.assets);
  const files = new Map(Object.entries(told.files).map(([path, list]) => [path, ready(list)]));
  const serve = sirv(webRoot, {
    etag: true,
    dotfiles: false,
    setHeaders: (response, path) => {
      const isHtml = path.endsWith('.html');
      const list = isHtml ? page : (files.get(path) ?? assets);
      response.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
      for (const [name, value] of Object.entries(list)) response.setHeader(name, value);
    },
  });
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: (request, reply) => {
      const { raw } = request;
      const [path = '/'] = (raw.url ?? '/').split('?');
      if (path.startsWith('/api/') || path === '/headers.json') {
        reply.callNotFound();
        return reply;
      }
      if (isPage(path)) raw.url = '/index.html';
      reply.hijack();
      serve(raw, reply.raw, () => {
        reply.raw
          .writeHead(404, { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' })
          .end('Not found');
      });
      return reply;
    },
  });
}
