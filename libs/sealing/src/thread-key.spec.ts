import * as fc from 'fast-check';
import { toB64 } from '@consilium/bytes';
import { displaced, extended, fill, flipped, refusals, truncated } from '@consilium/testkit/sealing';
import { fromB64 } from './raw';
import { CannotOpen } from './cannot-open';
import {
  checkThreadKey,
  newThreadKey,
  openBack,
  openLink,
  sealBack,
  sealLink,
  threadCommitment,
  type Earlier,
  type EarlierKey,
  type ThreadContext,
} from './thread-key';

const context: ThreadContext = { ledger: toB64(fill(1, 32)), thread: toB64(fill(2, 16)), generation: 2 };
const otherContext = { ledger: toB64(fill(9, 32)), thread: toB64(fill(9, 16)), generation: 3 };
const first = { ...context, generation: 1 };

test('a commitment is for one key in one place', () => {
  const key = newThreadKey();
  const commitment = threadCommitment(key, context);
  checkThreadKey(key, context, commitment);
  expect(() => {
    checkThreadKey(newThreadKey(), context, commitment);
  }).toThrow(CannotOpen);
  for (const [, place] of displaced(context, otherContext)) expect(threadCommitment(key, place)).not.toBe(commitment);
});

test('every generation stays openable through the backs, from the newest key alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 8 }), async (newest) => {
      const keys = Array.from({ length: newest }, newThreadKey);
      const at = (generation: number) => {
        const key = keys[generation - 1] ?? newThreadKey();
        const place = { ...context, generation };
        return { generation, key, place, commitment: threadCommitment(key, place) };
      };
      let held: Uint8Array = at(newest).key;
      for (let generation = newest; generation > 1; generation--) {
        const [newer, older] = [at(generation), at(generation - 1)];
        const back = await sealBack(newer.key, newer.place, older);
        held = await openBack(held, newer.place, back, older);
        expect(toB64(held)).toBe(toB64(older.key));
      }
    }),
    { numRuns: 10 },
  );
});

describe.each([
  ['a back', sealBack, openBack],
  [
    'a link',
    (key: Uint8Array, place: ThreadContext, earlier: EarlierKey) =>
      sealLink(key, place, threadCommitment(key, place), earlier),
    (key: Uint8Array, place: ThreadContext, sealed: string, earlier: Earlier) =>
      openLink(key, place, threadCommitment(key, place), sealed, earlier),
  ],
])('%s', (_what, seal, open) => {
  const newest = { ...context, generation: 3 };
  const elsewhere = { ...otherContext, generation: 4 };
  const [newKey, oldKey] = [fill(3, 32), fill(4, 32)];
  const old = { generation: 1, key: oldKey, commitment: threadCommitment(oldKey, first) };

  test('opens to the key of an earlier generation, the one before or not', async () => {
    expect(toB64(await open(newKey, newest, await seal(newKey, newest, old), old))).toBe(toB64(oldKey));
  });

  test('opens under no other key, place or commitment, and to no other generation', async () => {
    const sealed = await seal(newKey, newest, old);
    await expect(open(newThreadKey(), newest, sealed, old)).rejects.toThrow(CannotOpen);
    const another = { ...old, commitment: threadCommitment(newKey, first) };
    await expect(open(newKey, newest, sealed, another)).rejects.toThrow(CannotOpen);
    await expect(open(newKey, newest, sealed, { ...old, generation: 2 })).rejects.toThrow(CannotOpen);
    for (const [, place] of displaced(newest, elsewhere)) {
      await expect(open(newKey, place, sealed, old)).rejects.toThrow(CannotOpen);
    }
  });

  test('opens with no byte changed, cut off or added', async () => {
    const sealed = fromB64(await seal(newKey, newest, old));
    const changed = [...flipped(sealed), ...truncated(sealed), ...extended(sealed)];
    const opening = changed.map((bytes) => () => open(newKey, newest, toB64(bytes), old));
    expect(await refusals(opening, CannotOpen)).toEqual({ refused: changed.length, opened: 0 });
  });

  test('is not made of a key that is not the committed one, nor for the first generation, nor of a later one', async () => {
    await expect(seal(newKey, newest, { ...old, key: newThreadKey() })).rejects.toThrow(CannotOpen);
    await expect(seal(newKey, first, old)).rejects.toThrow(CannotOpen);
    const later = { ...newest, generation: 4 };
    const future = { generation: 4, key: oldKey, commitment: threadCommitment(oldKey, later) };
    await expect(seal(newKey, newest, future)).rejects.toThrow(CannotOpen);
    await expect(open(newKey, first, '', old)).rejects.toThrow(CannotOpen);
  });
});

test('a back is no link, and a link no back', async () => {
  const [key, oldKey] = [fill(3, 32), fill(4, 32)];
  const [commitment, old] = [
    threadCommitment(key, context),
    { generation: 1, key: oldKey, commitment: threadCommitment(oldKey, first) },
  ];
  await expect(openBack(key, context, await sealLink(key, context, commitment, old), old)).rejects.toThrow(CannotOpen);
  await expect(openLink(key, context, commitment, await sealBack(key, context, old), old)).rejects.toThrow(CannotOpen);
  await expect(sealLink(key, context, threadCommitment(oldKey, context), old)).rejects.toThrow(CannotOpen);
});

test.each([0, -1, 1.5, 2 ** 32])('there is no generation %p', (generation) => {
  expect(() => threadCommitment(newThreadKey(), { ...context, generation })).toThrow(CannotOpen);
});

test('ids of another length or spelling are refused', () => {
  for (const ledger of ['', toB64(fill(1, 16)), `${context.ledger}=`]) {
    expect(() => threadCommitment(newThreadKey(), { ...context, ledger })).toThrow(CannotOpen);
  }
  expect(() => threadCommitment(new Uint8Array(31), context)).toThrow(CannotOpen);
});
