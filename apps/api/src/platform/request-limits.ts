import { endpoints } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import type { FastifyInstance } from 'fastify';

const mebibyte = 1024 * 1024;
const usual = mebibyte;
const longer = new Map([[`/api/${endpoints.ledgers.append.path}`, 8 * mebibyte]]);
const depth = 24;

/** Bytes a request to this path may have. */
export function sizeLimit(path: string): number {
  return longer.get(path) ?? usual;
}

/** Whether JSON text nests deeper than anything the contracts hold; counted without parsing, so that a bomb costs nothing. */
export function nestsTooDeep(text: string): boolean {
  let level = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === 0x7b || code === 0x5b) level += 1;
    else if (code === 0x7d || code === 0x5d) level -= 1;
    if (level > depth) return true;
  }
  return false;
}

const quote = 0x22;
const backslash = 0x5c;

/** Where the string that begins at `start` ends; at the end of the text if nowhere. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
  return at;
}

function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor') {
    throw new Problem('bad-input', 'The request is malformed. Reload the page and try again.');
  }
  return value;
}

/** Reads a request body: JSON objects only. */
export function readJson(text: string): unknown {
  if (text === '') return {};
  try {
    if (nestsTooDeep(text)) throw new SyntaxError('too deep');
    // The reviver costs as much as parsing; it only runs when a dangerous name stands in the text, escapes included.
    return /proto|constructor|\\u/.test(text)
      ? (JSON.parse(text, refusePrototypes) as unknown)
      : (JSON.parse(text) as unknown);
  } catch {
    throw new Problem('bad-input', 'The request is malformed. Reload the page and try again.');
  }
}

/** JSON is the only body there is; its length is declared and limited by route before a byte is read. */
export function limitRequests(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: 8 * mebibyte },
    (_request, body, done) => {
      try {
        done(null, readJson(String(body)));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.addHook('onRequest', (request, _reply, done) => {
    const length = Number(request.headers['content-length'] ?? 0);
    const chunked = request.headers['transfer-encoding'] !== undefined;
    if (chunked) done(new Problem('bad-input', 'The request does not state its length.'));
    else if (length > sizeLimit(request.url)) done(new Problem('too-large', 'That is too large to send at once.'));
    else done();
  });
}
