import { toB64 } from '@consilium/bytes';
import { type DocumentType, integer, object, pattern } from '@consilium/domain';
import { refusedAs, somebody, type Somebody } from '@consilium/testkit/ledger';
import { utf8 } from './untrusted-bytes';
import { signerFromSeed, signJws } from './keys';
import { headerText, isLaterFormat, readJws } from './strict';

const note = object({ v: integer(1, 1), said: pattern(/^[^]*$/, 'text') });
const type: DocumentType = 'consilium-head';
let author: Somebody;
let jws: string;

beforeAll(async () => {
  author = await somebody(5);
  ({ jws } = await signJws(type, { v: 1, said: 'ä' }, author.signer));
});

const b64 = (text: string): string => toB64(utf8(text));
const segment = (index: number): string => jws.split('.')[index] ?? '';
const withPayload = (payload: string | Uint8Array): string =>
  `${segment(0)}.${typeof payload === 'string' ? b64(payload) : toB64(payload)}.${segment(2)}`;
const withHeader = (header: string): string => `${b64(header)}.${segment(1)}.${segment(2)}`;
const reading = (text: string) => () => readJws(text, type, note);

test('a document in its one spelling is read with its signing input and signature', () => {
  const read = readJws(jws, type, note);
  expect(read).toMatchObject({ payload: { v: 1, said: 'ä' }, kid: author.signer.kid, jws });
  expect(read.signingInput).toBe(jws.slice(0, jws.lastIndexOf('.')));
  expect(toB64(read.signature)).toBe(segment(2));
});

describe('another spelling of the same signature is refused (attack 67)', () => {
  test.each(['B', 'h', 'x', '=', '==', '\n', ' '])('with %j at its end', (end) => {
    const spelled = end.length === 1 && /\w/.test(end) ? jws.slice(0, -1) + end : jws + end;
    expect(reading(spelled)).toThrow(refusedAs('spelling'));
  });

  test('every one of the 15 texts that differ in unused bits only', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = letters.indexOf(jws.slice(-1));
    for (let bits = 1; bits < 16; bits++) {
      expect(reading(jws.slice(0, -1) + letters.charAt(last + bits))).toThrow(refusedAs('spelling'));
    }
  });

  test('and so is one with the other alphabet, a missing or an extra segment', () => {
    expect(reading(jws.replace(/\.([^.])/, '.+'))).toThrow(refusedAs('spelling'));
    expect(reading(`${segment(0)}.${segment(1)}`)).toThrow(refusedAs('segments'));
    expect(reading(`${jws}.`)).toThrow(refusedAs('segments'));
    expect(reading(`${segment(0)}.${segment(1)}.${'A'.repeat(84)}`)).toThrow(refusedAs('segments'));
    expect(reading(withPayload('x'.repeat(120_000)))).toThrow(refusedAs('segments'));
  });
});

describe('a header that is not exactly the protocol’s is refused (attack 13)', () => {
  const kid = 'A'.repeat(43);
  test.each([
    ['alg none', `{"alg":"none","kid":"${kid}","typ":"${type}"}`],
    ['EdDSA by its old name', `{"alg":"EdDSA","kid":"${kid}","typ":"${type}"}`],
    ['ES256', `{"alg":"ES256","kid":"${kid}","typ":"${type}"}`],
    ['another order', `{"kid":"${kid}","alg":"Ed25519","typ":"${type}"}`],
    ['white space', `{"alg":"Ed25519", "kid":"${kid}","typ":"${type}"}`],
    ['one field more', `{"alg":"Ed25519","kid":"${kid}","typ":"${type}","b64":false}`],
    ['a key id with stray bits', `{"alg":"Ed25519","kid":"${'A'.repeat(42)}B","typ":"${type}"}`],
    ['a short key id', `{"alg":"Ed25519","kid":"AAAA","typ":"${type}"}`],
    ['another type', `{"alg":"Ed25519","kid":"${kid}","typ":"consilium-room"}`],
    ['something before it', ` {"alg":"Ed25519","kid":"${kid}","typ":"${type}"}`],
    ['something after it', `{"alg":"Ed25519","kid":"${kid}","typ":"${type}"}\n`],
  ])('%s', (_, header) => {
    expect(reading(withHeader(header))).toThrow(refusedAs('header'));
  });

  test('the same bytes as written are accepted', () => {
    expect(reading(withHeader(headerText(author.signer.kid, type)))).not.toThrow();
  });
});

describe('a payload that is not JSON in its one spelling is refused (attack 68)', () => {
  test.each([
    ['duplicate keys', '{"v":1,"v":1,"said":""}'],
    ['2^53 + 1', '{"v":9007199254740993,"said":""}'],
    ['an exponent', '{"v":1e0,"said":""}'],
    ['a fraction', '{"v":1.0,"said":""}'],
    ['minus zero', '{"v":-0,"said":""}'],
    ['white space', '{"v":1, "said":""}'],
    ['a line feed after it', '{"v":1,"said":""}\n'],
    ['an escape that is not needed', '{"v":1,"said":"\\u0061"}'],
    ['an upper-case escape', '{"v":1,"said":"\\u001F"}'],
    ['a lone surrogate', '{"v":1,"said":"\\ud800"}'],
    ['a lone low surrogate', '{"v":1,"said":"\\udc00"}'],
    ['a lone surrogate after backslashes', '{"v":1,"said":"\\\\\\ud800"}'],
    ['nesting beyond the stack', `${'['.repeat(40_000)}${']'.repeat(40_000)}`],
    ['no JSON', '{"v":1,"said":"'],
    ['a byte order mark', '\ufeff{"v":1,"said":""}'],
  ])('%s', (_, payload) => {
    expect(reading(withPayload(payload))).toThrow(refusedAs('json'));
  });

  test('text that only looks like an escaped surrogate is text', () => {
    expect(readJws(withPayload('{"v":1,"said":"\\\\ud800"}'), type, note).payload.said).toBe('\\ud800');
  });

  test('bytes that are not UTF-8', () => {
    expect(reading(withPayload(Uint8Array.of(0x22, 0xff, 0x22)))).toThrow(refusedAs('utf8'));
  });

  test.each([
    ['version 0', '{"v":0,"said":""}'],
    ['keys in another order', '{"said":"","v":1}'],
    ['one key more', '{"v":1,"said":"","verified":true}'],
    ['a prototype', '{"v":1,"said":"","__proto__":{}}'],
    ['a key less', '{"v":1}'],
  ])('%s', (_, payload) => {
    expect(reading(withPayload(payload))).toThrow(refusedAs('shape'));
  });
});

test('a bug in a shape is not mistaken for malformed data', () => {
  const broken = {
    read: (): never => {
      throw new TypeError('bug');
    },
  };
  expect(() => readJws(jws, type, broken)).toThrow(TypeError);
});

test('a header that was never read before is read', async () => {
  const signer = await signerFromSeed(crypto.getRandomValues(new Uint8Array(32)));
  const fresh = await signJws(type, { v: 1, said: '' }, signer);
  expect(readJws(fresh.jws, type, note).kid).toBe(signer.kid);
  const other = await signJws('consilium-join', { v: 1, said: '' }, signer);
  expect(reading(other.jws)).toThrow(refusedAs('header'));
});

describe('a document of at most 120,000 characters', () => {
  const longest = 120_000;
  /** A document of a register with so much text in it; its signature is not looked at. */
  const holding = (text: number, v: number): string =>
    `${b64(headerText(author.signer.kid, 'consilium-register'))}.${b64(JSON.stringify({ v, said: 'a'.repeat(text) }))}.${segment(2)}`;
  /** How much text fills the longest document: four characters are three bytes. */
  const most = (): number => ((longest - holding(1, 1).length) * 3) / 4 + 1;

  test('is read, and a longer one is not', () => {
    expect(holding(most(), 1)).toHaveLength(longest);
    expect(readJws(holding(most(), 1), 'consilium-register', note).payload.said).toHaveLength(most());
    expect(() => readJws(holding(most() + 1, 1), 'consilium-register', note)).toThrow(refusedAs('segments'));
  });

  test('may say that it is of a later format, and a longer one may not', () => {
    expect(isLaterFormat(holding(most(), 2))).toBe(true);
    expect(isLaterFormat(holding(most() + 1, 2))).toBe(false);
  });
});

test.each([
  ['version 2', '{"v":2}', true],
  ['this version', '{"v":1}', false],
  ['half a version', '{"v":2.5}', false],
  ['a version in words', '{"v":"2"}', false],
  ['no version', '{}', false],
  ['null', 'null', false],
  ['a number', '2', false],
  ['no JSON', '{"v":2', false],
])('a document says that it is of a later format by its version alone: %s', (_what, payload, isLater) => {
  expect(isLaterFormat(withPayload(payload))).toBe(isLater);
});

test('what has no payload is of no later format', () => {
  expect([isLaterFormat(''), isLaterFormat('x'), isLaterFormat('x.+.x')]).toEqual([false, false, false]);
});

test('malformed data tells people what to do next, and programs in what way', () => {
  expect(reading('x')).toThrow(
    expect.objectContaining({
      kind: 'bad-input',
      message: 'A signed record is malformed. Reload; if it happens again, tell your registration officer.',
      details: { reason: 'segments' },
    }) as Error,
  );
});
