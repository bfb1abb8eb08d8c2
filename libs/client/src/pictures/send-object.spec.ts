import { createHash } from 'node:crypto';
import { Problem } from '@consilium/domain';
import { openObject, partRange } from '@consilium/sealing';
import type { Transport } from '../service/transport';
import { outgoing, type OutgoingObject } from './outgoing';
import { sendObject } from './send-object';

// Megabytes on a busy machine.
jest.setTimeout(60_000);

const length = 20_000_000;
const plain = Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);

type Part = { readonly index: number; readonly size: number; readonly sha256: string };

/** A service and its store, which keep what was signed and what came. `putting` may refuse, lose or wait. */
function service(putting: (index: number) => Promise<void> = () => Promise.resolve()) {
  const signed = new Map<number, string[]>();
  const stored = new Map<number, Uint8Array>();
  const seen = { underway: 0, most: 0 };
  const answers: Record<string, (input: { parts: readonly Part[]; etags: readonly string[] }) => unknown> = {
    signParts: ({ parts }) => {
      for (const { index, sha256 } of parts) signed.set(index, [...(signed.get(index) ?? []), sha256]);
      return { puts: parts.map(({ index, sha256 }) => ({ url: String(index), headers: { sha256 } })) };
    },
    complete: ({ etags }) => {
      const missing = [...etags.keys()].filter((index) => !stored.has(index));
      return { stored: missing.length === 0, missing };
    },
  };
  const put: Transport['put'] = async (url, { sha256 }, part) => {
    seen.underway += 1;
    seen.most = Math.max(seen.most, seen.underway);
    try {
      const bytes = new Uint8Array(await part.arrayBuffer());
      if (createHash('sha256').update(bytes).digest('base64url') !== sha256) throw new Error('other bytes than signed');
      await putting(Number(url));
      stored.set(Number(url), bytes);
      return `etag ${url}`;
    } finally {
      seen.underway -= 1;
    }
  };
  const call = (_noun: string, act: string, input: never): Promise<unknown> => Promise.resolve(answers[act]?.(input));
  return { transport: { call, put } as unknown as Transport, signed, stored, seen };
}

function send(transport: Transport, object: OutgoingObject): Promise<number[]> {
  const arrived: number[] = [];
  const sending = { transport, intent: 'intent', object, arrived: (bytes: number) => void arrived.push(bytes) };
  return sendObject(sending).then(() => arrived);
}

const wholeOf = (stored: ReadonlyMap<number, Uint8Array>): Uint8Array =>
  new Uint8Array(Buffer.concat([0, 1, 2].map((index) => stored.get(index) ?? new Uint8Array(0))));

const sameAsPlain = async (object: OutgoingObject, sealed: Uint8Array): Promise<boolean> =>
  Buffer.compare(await openObject(object.key, sealed, length), plain) === 0;

test('a picture of three parts arrives whole and opens to what it was, two parts and no more on their way at once', async () => {
  let arrives: () => void = () => undefined;
  const second = new Promise<void>((done) => (arrives = done));
  const { transport, signed, stored, seen } = service(async (index) => {
    if (index === 1) arrives();
    await second;
  });
  const object = outgoing('original', new Blob([plain]));
  const arrived = await send(transport, object);
  expect(arrived.reduce((sum, bytes) => sum + bytes, 0)).toBe(object.size);
  expect(object.hashes).toEqual([0, 1, 2].map((index) => signed.get(index)?.[0]));
  expect(seen.most).toBe(2);
  expect(await sameAsPlain(object, wholeOf(stored))).toBe(true);
});

test('the store lost a part: the very same bytes go up again, and no other part does', async () => {
  const { transport, signed, stored } = service();
  const object = outgoing('original', new Blob([plain]));
  const put: Transport['put'] = async (url, headers, part) => {
    const etag = await transport.put(url, headers, part);
    if (url === '1' && signed.get(1)?.length === 1) stored.delete(1);
    return etag;
  };
  await send({ ...transport, put }, object);
  expect([0, 1, 2].map((index) => signed.get(index)?.length)).toEqual([1, 2, 1]);
  expect(new Set(signed.get(1)).size).toBe(1);
  expect(await sameAsPlain(object, wholeOf(stored))).toBe(true);
});

test('a part that is refused stops the rest; sent again, only what is missing goes up', async () => {
  const state = { isRefusing: true };
  let refused: () => void = () => undefined;
  const refusal = new Promise<void>((done) => (refused = done));
  const { transport, signed, stored, seen } = service(async (index) => {
    if (index === 0) await refusal;
    if (index !== 1 || !state.isRefusing) return;
    refused();
    throw new Problem('not-allowed', 'No.');
  });
  const object = outgoing('original', new Blob([plain]));
  await expect(send(transport, object)).rejects.toThrow('No.');
  expect(seen.underway).toBe(0);
  expect([...stored.keys()]).toEqual([0]);
  state.isRefusing = false;
  expect(await send(transport, object)).toEqual([1, 2].map((index) => sizeOf(index)));
  expect(new Set(signed.get(1)).size).toBe(1);
  expect(await sameAsPlain(object, wholeOf(stored))).toBe(true);
});

function sizeOf(index: number): number {
  const { from, to } = partRange(length, index);
  return to - from;
}

test('a store that is away for a moment is waited for, and asked with a new signature', async () => {
  const state = { isAway: true };
  const { transport, signed, stored } = service((index) => {
    if (index !== 1 || !state.isAway) return Promise.resolve();
    state.isAway = false;
    return Promise.reject(new Problem('unavailable', 'Away.'));
  });
  const object = outgoing('original', new Blob([plain]));
  await send(transport, object);
  expect([0, 1, 2].map((index) => signed.get(index)?.length)).toEqual([1, 2, 1]);
  expect(await sameAsPlain(object, wholeOf(stored))).toBe(true);
});

test('a file that cannot be read any more says so, after what was on its way has arrived', async () => {
  const { transport, stored, seen } = service(() => new Promise((wake) => setTimeout(wake, 100)));
  const gone = Object.assign(new Blob([plain]), {
    slice: (from: number, to: number) =>
      from > 9_000_000
        ? { arrayBuffer: () => Promise.reject(new Error('disk gone')) }
        : new Blob([plain.slice(from, to)]),
  });
  await expect(send(transport, outgoing('original', gone))).rejects.toThrow('disk gone');
  expect(seen.underway).toBe(0);
  expect([...stored.keys()]).toEqual([0]);
});
