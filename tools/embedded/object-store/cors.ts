import type { IncomingMessage, ServerResponse } from 'node:http';

/** Origins whose pages may talk to the store; `*` for tests only. */
export type AllowedOrigins = readonly string[] | '*';

const exposed = 'ETag, Content-Length, Content-Range, Accept-Ranges, Last-Modified, x-amz-request-id';

/** Lets pages of the listed origins read answers. Gives true when the request was a preflight and is answered. */
export function answerCors(request: IncomingMessage, response: ServerResponse, origins: AllowedOrigins): boolean {
  const { origin } = request.headers;
  const allowed = origin !== undefined && (origins === '*' || origins.includes(origin));
  response.setHeader('vary', 'Origin');
  if (allowed) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', exposed);
  }
  if (request.method !== 'OPTIONS') return false;
  if (allowed) {
    response.setHeader('access-control-allow-methods', 'GET, HEAD, PUT, POST, DELETE');
    response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '');
    response.setHeader('access-control-max-age', '600');
  }
  response.writeHead(allowed ? 204 : 403).end();
  return true;
}
