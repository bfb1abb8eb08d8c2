import { Problem } from '@consilium/domain';
import type { FastifyInstance } from 'fastify';

/** Largest body of any endpoint; what one may have was judged by its head (`Admission`). */
const bodyLimit = 8 * 1024 * 1024;
const mostDeep = 24;
const mostValues = 50_000;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;

/**
 * Whether JSON text nests deeper, or holds more values, than anything the contracts hold; counted without parsing, so
 * that a bomb costs no more than reading it once.
 */
export function isBomb(text: string): boolean {
  let [level, values] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === 0x7b || code === 0x5b) level += 1;
    else if (code === 0x7d || code === 0x5d) level -= 1;
    else if (code === comma) values += 1;
    if (level > mostDeep || values > mostValues) return true;
  }
  return false;
}

/** Where the string that begins at `start` ends; at the end of the text if nowhere. */
function endOfString(text: string, start: number): number {
  let end = start;
  let isEscaped: boolean;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    isEscaped = (end - before) % 2 === 0;
  } while (isEscaped);
  return end;
}

/** Whether an object somewhere in it has a name that stands for more than itself where objects are copied. */
function pollutes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'constructor')) return true;
  return Object.values(value).some(pollutes);
}

/** Reads a request body. */
export function readJson(text: string): unknown {
  if (text === '') return {};
  try {
    if (isBomb(text)) throw new SyntaxError('more than anybody sends');
    const value: unknown = JSON.parse(text);
    if (pollutes(value)) throw new SyntaxError('a name that is none');
    return value;
  } catch {
    throw new Problem('bad-input', 'The request is malformed. Reload the page and try again.');
  }
}

/** JSON is the only body there is. */
export function readJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit }, (_request, body, done) => {
    try {
      done(null, readJson(String(body)));
    } catch (error) {
      done(error as Error);
    }
  });
}
