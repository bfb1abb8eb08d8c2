import type { FastifyInstance } from 'fastify';

/**
 * Where a device shares pictures to. Its browser's worker takes them, and none comes here; where that is gone, nobody reads
 * them here either: the answer, the page that says so, goes out at the head of the request, and what still comes is dropped.
 */
export function readsNoSharedPictures(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'POST' || request.url.split('?', 1)[0] !== '/shared') {
      done();
      return;
    }
    void reply.header('Cache-Control', 'no-store').redirect('/#/shared', 303);
  });
}
