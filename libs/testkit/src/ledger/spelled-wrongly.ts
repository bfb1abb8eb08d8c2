import { fromB64, toB64, type Bytes } from '@consilium/bytes';
import type { Receipt } from '@consilium/domain';
import { signReceipt, type Signer } from '@consilium/ledger';

/** What has to be refused of a document for its bytes alone: `jws` is signed by the first of the vectors' keys, or was. */
export interface SpelledWrongly {
  readonly what: string;
  /** The refusal as this project's reader words it; another may name it otherwise, and has to refuse. */
  readonly code: string;
  readonly jws: string;
}

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
const textOf = (segment = ''): string => new TextDecoder().decode(fromB64(segment));
/** 2^252 + 27742317777372353535851937790883648493, the order of the group. */
const order = (1n << 252n) + 27742317777372353535851937790883648493n;

/** The second half of a signature, S, with the order of the group added: the same point for a lax reader. */
function withGreaterS(signature: Bytes): Bytes {
  const s = signature.subarray(32).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) + order;
  const bytes = Array.from({ length: 32 }, (_, at) => Number((s >> BigInt(8 * at)) & 255n));
  return new Uint8Array([...signature.subarray(0, 32), ...bytes]);
}

/** Payloads that say the same to a lax reader of JSON, or more than the form has. */
const payloads: readonly (readonly [string, string, (text: string) => string])[] = [
  ['a space after a colon', 'json', (text) => text.replace('"v":1', '"v": 1')],
  ['a space at the end', 'json', (text) => `${text} `],
  ['a byte order mark before it', 'json', (text) => `\uFEFF${text}`],
  ['a key written twice', 'json', (text) => text.replace('"v":1', '"v":1,"v":1')],
  ['a number with a fraction', 'json', (text) => text.replace('"seq":4', '"seq":4.0')],
  ['a number with an exponent', 'json', (text) => text.replace('"seq":4', '"seq":4e0')],
  ['zero with a sign', 'json', (text) => text.replace('"seq":4', '"seq":-0')],
  ['an integer beyond 2^53', 'json', (text) => text.replace('"seq":4', '"seq":9007199254740993')],
  ['a letter escaped that need not be', 'json', (text) => text.replace('"seq"', '"\\u0073eq"')],
  ['a solidus escaped', 'json', (text) => text.replace('"seq"', '"se\\/q"')],
  ['half of a surrogate pair', 'json', (text) => text.replace('"seq"', '"se\\ud800q"')],
  ['keys in another order', 'shape', (text) => text.replace(/^\{("v":1),("root":"[^"]*")/u, '{$2,$1')],
  ['a key that the form does not have', 'shape', (text) => text.replace(/\}$/u, ',"at":1}')],
  ['a key that is missing', 'shape', (text) => text.replace('"seq":4,', '')],
  ['a number as text', 'shape', (text) => text.replace('"seq":4', '"seq":"4"')],
  ['a number below zero', 'shape', (text) => text.replace('"seq":4', '"seq":-1')],
  ['no object', 'shape', () => '[]'],
  ['no JSON', 'json', (text) => text.slice(0, -1)],
];

const headers: readonly (readonly [string, (text: string) => string])[] = [
  ['a header with its keys in another order', (text) => text.replace(/^\{("alg":"[^"]*"),("kid":"[^"]*")/u, '{$2,$1')],
  ['the algorithm by its old name', (text) => text.replace('"Ed25519"', '"EdDSA"')],
  ['no algorithm', (text) => text.replace('"Ed25519"', '"none"')],
  ['a header that says more', (text) => text.replace(/\}$/u, ',"crit":[]}')],
  ['another type of document', (text) => text.replace('consilium-receipt', 'consilium-head')],
  ['a space in the header', (text) => text.replace('":"', '": "')],
];

/** Documents of a receipt, each with one thing of its bytes that the protocol does not allow. */
export async function spelledWrongly(
  receipt: Receipt,
  signer: Signer,
  other: Signer,
): Promise<readonly SpelledWrongly[]> {
  const jws = await signReceipt(receipt, signer);
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const signed = async (head: string, said: string): Promise<string> => {
    const input = `${toB64(utf8(head))}.${toB64(utf8(said))}`;
    return `${input}.${toB64(await signer.sign(utf8(input)))}`;
  };
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const nextLetter = letters.charAt(letters.indexOf(jws.slice(-1)) + 1);
  const byBytes = [
    ['the last character of the signature says the same', 'spelling', `${jws.slice(0, -1)}${nextLetter}`],
    ['filled up with =', 'spelling', `${jws}==`],
    ['a line break at its end', 'spelling', `${jws}\n`],
    ['a fourth part', 'segments', `${jws}.`],
    ['no signature', 'segments', `${header}.${payload}.`],
    ['a signature of 63 bytes', 'segments', `${header}.${payload}.${toB64(fromB64(signature).subarray(0, 63))}`],
    ['S + L for S', 'bad-signature', `${header}.${payload}.${toB64(withGreaterS(fromB64(signature)))}`],
    [
      'signed by somebody else under this key’s name',
      'bad-signature',
      `${header}.${payload}.${toB64(await other.sign(utf8(`${header}.${payload}`)))}`,
    ],
    ['signed by somebody else', 'unknown-signer', await signReceipt(receipt, other)],
  ] as const;
  return [
    ...(await Promise.all(
      payloads.map(async ([what, code, change]) => ({
        what,
        code,
        jws: await signed(textOf(header), change(textOf(payload))),
      })),
    )),
    ...(await Promise.all(
      headers.map(async ([what, change]) => ({
        what,
        code: 'header',
        jws: await signed(change(textOf(header)), textOf(payload)),
      })),
    )),
    ...byBytes.map(([what, code, text]) => ({ what, code, jws: text })),
  ];
}
