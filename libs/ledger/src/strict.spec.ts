import { toB64 } from '@consilium/bytes';
import { type DocumentType, integer, object, pattern } from '@consilium/domain';
import { refusedAs, somebody, type Somebody } from '@consilium/testkit/ledger';
import { utf8 } from './untrusted-bytes';
import { signJws } from './keys';
import { headerText, readJws } from './strict';

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
