import { createHash } from 'node:crypto';
import { Problem } from '@consilium/domain';
import { openObject, partRange } from '@consilium/sealing';
import type { Transport } from '../service/transport';
import { outgoing, type OutgoingObject } from './outgoing';
import { sendPicture } from './send-picture';

// Megabytes on a busy machine.
jest.setTimeout(60_000);

const length = 20_000_000;
const plain = Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);

interface Asked {
  readonly object: string;
  readonly index: number;
  readonly sha256: string;
}
interface Announced {
  readonly rendition: string;
  readonly sha256: string;
}

/** A service and its store, which keep what was signed and what came. `putting` may refuse, lose or wait. */
function service(putting: (name: string) => Promise<void> = () => Promise.resolve()) {
  const signed = new Map<string, string[]>();
  const stored = new Map<string, Uint8Array>();
  const calls: string[] = [];
  const seen = { underway: 0, most: 0 };
  const sign = ({ object, index, sha256 }: Asked) => {
    const name = `${object} ${String(index)}`;
    signed.set(name, [...(signed.get(name) ?? []), sha256]);
    return { url: name, headers: { sha256 } };
  };
  const answers: Record<string, (input: never) => unknown> = {
    intend: ({ objects }: { objects: readonly Announced[] }) => ({
      intent: 'intent',
      objects: objects.map(({ rendition, sha256 }) => {
        return { rendition, id: rendition, put: sign({ object: rendition, index: 0, sha256 }) };
      }),
    }),
    signParts: ({ parts }: { parts: readonly Asked[] }) => ({ puts: parts.map(sign) }),
    complete: () => {
      const missing = [...signed.keys()]
        .filter((name) => !stored.has(name))
        .map((name) => ({ object: name.split(' ')[0], index: Number(name.split(' ')[1]) }));
      return { stored: missing.length === 0, missing };
    },
  };
  const put: Transport['put'] = async (name, { sha256 }, part) => {
    calls.push('put');
    seen.underway += 1;
    seen.most = Math.max(seen.most, seen.underway);
    try {
      const bytes = new Uint8Array(await part.arrayBuffer());
      if (createHash('sha256').update(bytes).digest('base64url') !== sha256) throw new Error('other bytes than signed');
      await putting(name);
      stored.set(name, bytes);
      return `etag ${name}`;
    } finally {
      seen.underway -= 1;
    }
  };
  const call = (_noun: string, act: string, input: never): Promise<unknown> => {
    calls.push(act);
    return Promise.resolve(answers[act]?.(input));
  };
  return { transport: { call, put } as unknown as Transport, signed, stored, seen, calls };
}

/** A picture whose original is `original`; the copies that go with it are small. */
function picture(original: Blob = new Blob([plain])) {
  const objects = [
    outgoing('thumb', new Blob(['a thumb'])),
    outgoing('view', new Blob(['a view'])),
    outgoing('original', original),
  ];
  return { objects, announced: { intent: '' } };
}
type Picture = ReturnType<typeof picture>;

function send(transport: Transport, { objects, announced }: Picture, isOver = () => false): Promise<number[]> {
  const arrived: number[] = [];
  const sending = { transport, room: 'room', objects, announced, isOver };
  return sendPicture({ ...sending, arrived: (bytes: number) => void arrived.push(bytes) }).then(() => arrived);
}

const all = ['thumb 0', 'view 0', 'original 0', 'original 1', 'original 2'] as const;
const originalOf = ({ objects }: Picture): OutgoingObject => objects[2] as OutgoingObject;

const isWhole = async ({ objects }: Picture, stored: ReadonlyMap<string, Uint8Array>): Promise<boolean> => {
  const opened = objects.map(async ({ rendition, key, plain: of, hashes }) => {
    const sealed = hashes.map((_, index) => stored.get(`${rendition} ${String(index)}`) ?? new Uint8Array(0));
    const bytes = await openObject(key, new Uint8Array(Buffer.concat(sealed)), of.size);
    return Buffer.compare(bytes, Buffer.from(await of.arrayBuffer())) === 0;
  });
  return (await Promise.all(opened)).every((same) => same);
};

test('a picture of a phone goes up in three steps, and what it begins with is not signed apart', async () => {
  let together: () => void = () => undefined;
  const three = new Promise<void>((done) => (together = done));
  const { transport, stored, seen, calls } = service(async () => {
    if (seen.underway === 3) together();
    await three;
  });
  const small = picture(new Blob([plain.slice(0, 4_500_000)]));
  await send(transport, small);
  expect(calls).toEqual(['intend', 'put', 'put', 'put', 'complete']);
  expect(await isWhole(small, stored)).toBe(true);
});

test('a picture of three parts arrives whole and opens to what it was, two large parts and no more on their way at once', async () => {
  let arrives: () => void = () => undefined;
  const second = new Promise<void>((done) => (arrives = done));
  const large = { underway: 0, most: 0 };
  const { transport, signed, stored, calls } = service(async (name) => {
    if (!name.startsWith('original')) return;
    large.underway += 1;
    large.most = Math.max(large.most, large.underway);
    if (name === 'original 1') arrives();
    await second;
    large.underway -= 1;
  });
  const whole = picture();
  const arrived = await send(transport, whole);
  expect(arrived.reduce((sum, bytes) => sum + bytes, 0)).toBe(whole.objects.reduce((sum, { size }) => sum + size, 0));
  expect(originalOf(whole).hashes).toEqual([0, 1, 2].map((index) => signed.get(`original ${String(index)}`)?.[0]));
  expect(large.most).toBe(2);
  expect(calls.filter((act) => act !== 'put')).toEqual(['intend', 'signParts', 'signParts', 'complete']);
  expect(await isWhole(whole, stored)).toBe(true);
});

test('the store lost a part: the very same bytes go up again, and no other part does', async () => {
  const { transport, signed, stored } = service();
  const whole = picture();
  const put: Transport['put'] = async (name, headers, part) => {
    const etag = await transport.put(name, headers, part);
    if (name === 'original 1' && signed.get(name)?.length === 1) stored.delete(name);
    return etag;
  };
  await send({ ...transport, put }, whole);
  expect(all.map((name) => signed.get(name)?.length)).toEqual([1, 1, 1, 2, 1]);
  expect(new Set(signed.get('original 1')).size).toBe(1);
  expect(await isWhole(whole, stored)).toBe(true);
});

test('a part that is refused stops the rest; sent again, only what is missing goes up', async () => {
  const state = { isRefusing: true };
  let refused: () => void = () => undefined;
  const refusal = new Promise<void>((done) => (refused = done));
  const { transport, signed, stored, seen, calls } = service(async (name) => {
    if (name === 'original 0') await refusal;
    if (name !== 'original 1' || !state.isRefusing) return;
    refused();
    throw new Problem('not-allowed', 'No.');
  });
  const whole = picture();
  await expect(send(transport, whole)).rejects.toThrow('No.');
  expect(seen.underway).toBe(0);
  expect([...stored.keys()].sort()).toEqual(['original 0', 'thumb 0', 'view 0']);
  state.isRefusing = false;
  calls.length = 0;
  expect(await send(transport, whole)).toEqual([1, 2].map((index) => sizeOf(index)));
  expect(calls).not.toContain('intend');
  expect(new Set(signed.get('original 1')).size).toBe(1);
  expect(await isWhole(whole, stored)).toBe(true);
});

test('taken up again, small parts that are missing are signed in one call and sent side by side', async () => {
  const state = { isAway: true };
  const { transport, signed, stored, calls } = service((name) =>
    state.isAway && name !== 'view 0' ? Promise.reject(new Problem('not-allowed', 'No.')) : Promise.resolve(),
  );
  const small = picture(new Blob([plain.slice(0, 1_000_000)]));
  await expect(send(transport, small)).rejects.toThrow('No.');
  expect([...stored.keys()]).toEqual(['view 0']);
  state.isAway = false;
  calls.length = 0;
  await send(transport, small);
  expect(calls).toEqual(['signParts', 'put', 'put', 'complete']);
  expect(['thumb 0', 'view 0', 'original 0'].map((name) => signed.get(name)?.length)).toEqual([2, 1, 2]);
  for (const hashes of signed.values()) expect(new Set(hashes).size).toBe(1);
  expect(await isWhole(small, stored)).toBe(true);
});

test('an announcement that got no answer is made again, of the same bytes', async () => {
  const { transport, stored, calls } = service();
  const small = picture(new Blob(['a picture']));
  const unreached = new Problem('unavailable', 'Nobody.', { unreached: true });
  const lost: Transport['call'] = () => Promise.reject(unreached);
  await expect(send({ ...transport, call: lost }, small)).rejects.toThrow('Nobody.');
  expect(small.announced.intent).toBe('');
  const before = small.objects.map(({ hashes }) => [...hashes]);
  await send(transport, small);
  expect(calls).toEqual(['intend', 'put', 'put', 'put', 'complete']);
  expect(small.objects.map(({ hashes }) => hashes)).toEqual(before);
  expect(await isWhole(small, stored)).toBe(true);
});

test('what nobody wants any more is not sent on, and not completed', async () => {
  const state = { isOver: false };
  const { transport, stored, calls } = service((name) => {
    if (name === 'original 0') state.isOver = true;
    return Promise.resolve();
  });
  await send(transport, picture(), () => state.isOver);
  expect(calls).not.toContain('complete');
  expect(stored.has('original 2')).toBe(false);
});

function sizeOf(index: number): number {
  const { from, to } = partRange(length, index);
  return to - from;
}

test('a store that is away for a moment is waited for, and asked with a new signature', async () => {
  const state = { isAway: true };
  const { transport, signed, stored } = service((name) => {
    if (name !== 'original 1' || !state.isAway) return Promise.resolve();
    state.isAway = false;
    return Promise.reject(new Problem('unavailable', 'Away.'));
  });
  const whole = picture();
  await send(transport, whole);
  expect(all.map((name) => signed.get(name)?.length)).toEqual([1, 1, 1, 2, 1]);
  expect(await isWhole(whole, stored)).toBe(true);
});

test('a file that cannot be read any more says so, after what was on its way has arrived', async () => {
  const { transport, stored, seen } = service(() => new Promise((wake) => setTimeout(wake, 100)));
  const gone = Object.assign(new Blob([plain]), {
    slice: (from: number, to: number) =>
      from > 9_000_000
        ? { arrayBuffer: () => Promise.reject(new Error('disk gone')) }
        : new Blob([plain.slice(from, to)]),
  });
  await expect(send(transport, picture(gone))).rejects.toThrow('disk gone');
  expect(seen.underway).toBe(0);
  expect([...stored.keys()].sort()).toEqual(['original 0', 'thumb 0', 'view 0']);
});
