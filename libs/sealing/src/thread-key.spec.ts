import * as fc from 'fast-check';
import { toB64 } from '@consilium/bytes';
import { displaced, extended, fill, flipped, refusals, truncated } from '@consilium/testkit/sealing';
import { fromB64 } from './raw';
import { CannotOpen } from './cannot-open';
import { checkThreadKey, newThreadKey, openBack, sealBack, threadCommitment, type ThreadContext } from './thread-key';

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
      const at = (generation: number): { key: Uint8Array; place: ThreadContext; commitment: string } => {
        const key = keys[generation - 1] ?? newThreadKey();
        const place = { ...context, generation };
        return { key, place, commitment: threadCommitment(key, place) };
      };
      let held: Uint8Array = at(newest).key;
      for (let generation = newest; generation > 1; generation--) {
        const [newer, older] = [at(generation), at(generation - 1)];
        const back = await sealBack(newer.key, newer.place, older.key, older.commitment);
        held = await openBack(held, newer.place, back, older.commitment);
        expect(toB64(held)).toBe(toB64(older.key));
      }
    }),
    { numRuns: 10 },
  );
});

describe('a back', () => {
  const [newKey, oldKey] = [fill(3, 32), fill(4, 32)];
  const oldCommitment = threadCommitment(oldKey, first);

  test('opens under no other key, place or commitment', async () => {
    const back = await sealBack(newKey, context, oldKey, oldCommitment);
    await expect(openBack(newThreadKey(), context, back, oldCommitment)).rejects.toThrow(CannotOpen);
    await expect(openBack(newKey, context, back, threadCommitment(newKey, first))).rejects.toThrow(CannotOpen);
    for (const [, place] of displaced(context, otherContext)) {
      await expect(openBack(newKey, place, back, oldCommitment)).rejects.toThrow(CannotOpen);
    }
  });

  test('opens with no byte changed, cut off or added', async () => {
    const back = fromB64(await sealBack(newKey, context, oldKey, oldCommitment));
    const changed = [...flipped(back), ...truncated(back), ...extended(back)];
    const open = changed.map((bytes) => () => openBack(newKey, context, toB64(bytes), oldCommitment));
    expect(await refusals(open, CannotOpen)).toEqual({ refused: changed.length, opened: 0 });
  });

  test('is not made of a key that is not the committed one, nor for generation 1', async () => {
    await expect(sealBack(newKey, context, newThreadKey(), oldCommitment)).rejects.toThrow(CannotOpen);
    await expect(sealBack(newKey, first, oldKey, oldCommitment)).rejects.toThrow(CannotOpen);
    await expect(openBack(newKey, first, '', '')).rejects.toThrow(CannotOpen);
  });
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
