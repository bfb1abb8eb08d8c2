import type { FastifyInstance } from 'fastify';
import sirv, { type RequestHandler } from 'sirv';
import type { Clock } from '../settings/clock';
import type { Settings } from '../settings/config';
import { FormerBuilds } from './former-builds';
import { preferredCoding } from './accepted-coding';
import { log, placeOf } from '../telemetry/log';
import { headersFile, headersOf, readBuildHeaders } from './web-build';

const tendMilliseconds = 3_600_000;

/** Pages of the application: one document, the router in it does the rest. Never a file name. */
const isPage = (path: string): boolean => !path.startsWith('/api/') && !/\.[a-z0-9]+$/i.test(path);
const isHashed = (path: string): boolean => path.startsWith('/assets/');
/** Another file, compressed: it is sent in the place of that one, never by its own name. */
const isCompressed = (path: string): boolean => /\.(?:br|gz)$/i.test(path);

/** A file's name spelt otherwise: no file of a build needs that, and what is never served is known by its name. */
const isSpelt = (path: string): boolean => !isPage(path) && path.includes('%');

/** What is served in whose place where there is to be no worker: the newest one a browser finds is the one that counts. */
const withoutWorker: Readonly<Record<string, string>> = {
  '/service-worker.js': '/no-service-worker.js',
  // What other applications share would come to us without it: nothing offers that.
  '/manifest.webmanifest': '/no-share.webmanifest',
};

/** What is served in the place of a path, where that is another file. */
function servedFor(path: string, settings: Settings): string | undefined {
  if (isPage(path)) return '/index.html';
  return settings.serviceWorker ? undefined : withoutWorker[path];
}

const gone = 'This part of Consilium is no longer served. Reload the page; what you are writing is kept.';

/**
 * Serves a build: hashed files for ever, the page never cached, with exactly the headers the build asks for; compressed as
 * the build left them, for whoever takes that.
 */
function serving(folder: string, settings: Settings): RequestHandler {
  const headers = headersOf(readBuildHeaders(folder), settings);
  return sirv(folder, {
    etag: true,
    dotfiles: false,
    brotli: true,
    gzip: true,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      for (const [name, value] of Object.entries(headers(path))) response.setHeader(name, value);
    },
  });
}

interface Former {
  readonly serve: RequestHandler;
  readonly until: number;
}

/** What former builds still serve; found again every hour, since releases and replicas come and go. */
function formerBuilds(fastify: FastifyInstance, settings: Settings, clock: Clock): () => readonly Former[] {
  const { webRoot, formerBuilds: folder } = settings;
  if (webRoot === undefined || folder === undefined) return () => [];
  const builds = new FormerBuilds(folder, webRoot);
  let found: readonly Former[] = [];
  const tend = (): void => {
    try {
      found = builds.tend(clock.now()).map(({ folder: of, until }) => ({ serve: serving(of, settings), until }));
    } catch (error) {
      // Without them an open page has to be reloaded after a release; nothing else is lost.
      log.warn({ ...placeOf(error) }, 'former builds');
    }
  };
  tend();
  const timer = setInterval(tend, tendMilliseconds);
  fastify.addHook('onClose', (_instance, done) => {
    clearInterval(timer);
    done();
  });
  return () => found.filter(({ until }) => until > clock.now());
}

/** Serves the web build, and for a day the hashed files of the builds before it. */
export function serveWeb(fastify: FastifyInstance, settings: Settings, clock: Clock): void {
  const { webRoot } = settings;
  if (webRoot === undefined) return;
  const serve = serving(webRoot, settings);
  const former = formerBuilds(fastify, settings, clock);
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: (request, reply) => {
      const { raw } = request;
      const [path = '/'] = (raw.url ?? '/').split('?');
      if (path.startsWith('/api/') || path === `/${headersFile}` || isCompressed(path) || isSpelt(path)) {
        reply.callNotFound();
        return reply;
      }
      raw.url = servedFor(path, settings) ?? raw.url;
      // What serves the files looks for the name of a coding and at nothing else: it is told the one that was chosen.
      raw.headers['accept-encoding'] = preferredCoding(raw.headers['accept-encoding']);
      reply.hijack();
      // Also on an answer that says that nothing changed.
      reply.raw.setHeader('Vary', 'Accept-Encoding');
      const tries = [serve, ...(isHashed(path) ? former().map((each) => each.serve) : [])];
      const next = (): void => {
        const one = tries.shift();
        if (one !== undefined) one(raw, reply.raw, next);
        else
          reply.raw
            .writeHead(404, {
              'content-type': 'text/plain; charset=utf-8',
              'cache-control': 'no-store',
              'x-content-type-options': 'nosniff',
            })
            .end(isHashed(path) ? gone : 'Not found');
      };
      next();
      return reply;
    },
  });
}
