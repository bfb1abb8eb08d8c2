import { toB64 } from '@consilium/bytes';
import { displaced, extended, fill, flipped, refusals, truncated } from '@consilium/testkit/sealing';
import { CannotOpen } from './cannot-open';
import { openInside, sealInside, type InsidePlace } from './inside';
import { fromB64 } from './raw';
import { newThreadKey, sealBack, threadCommitment } from './thread-key';

const ledger = toB64(fill(1, 32));
const [thread, caseThread, by] = [toB64(fill(2, 16)), toB64(fill(3, 16)), toB64(fill(4, 16))];
const [key, caseKey] = [fill(5, 32), fill(6, 32)];
const caseAt = (generation: number) => ({
  ...{ thread: caseThread, generation },
  commitment: threadCommitment(caseKey, { ledger, thread: caseThread, generation }),
});
const place: InsidePlace = {
  ...{ ledger, thread, generation: 2, by, case: caseAt(3) },
  commitment: threadCommitment(key, { ledger, thread, generation: 2 }),
};

test('a thread’s key opens under the case’s, where it was sealed', async () => {
  const sealed = await sealInside(caseKey, place, key);
  expect(fromB64(sealed)).toHaveLength(60);
  expect(await openInside(caseKey, place, sealed)).toEqual(key);
});

test('it opens nowhere else: not under another key, generation, thread, ledger or author', async () => {
  const sealed = await sealInside(caseKey, place, key);
  await expect(openInside(newThreadKey(), place, sealed)).rejects.toThrow(CannotOpen);
  const other: Partial<InsidePlace> = { ledger: toB64(fill(9, 32)), thread: toB64(fill(9, 16)), generation: 1, by: toB64(fill(9, 16)) };
  const changes = [{ thread: toB64(fill(9, 16)) }, { commitment: toB64(fill(9, 32)) }, { generation: 4 }, caseAt(4)];
  const places = [
    ...displaced(place, { ...other, commitment: toB64(fill(9, 32)) }).map(([, each]) => each),
    ...changes.map((change) => ({ ...place, case: { ...place.case, ...change } })),
  ];
  const opening = places.map((each) => () => openInside(caseKey, each, sealed));
  expect(await refusals(opening, CannotOpen)).toEqual({ refused: places.length, opened: 0 });
}); // prettier-ignore

test('it opens with no byte changed, cut off or added, and is not what another label sealed', async () => {
  const sealed = fromB64(await sealInside(caseKey, place, key));
  const changed = [...flipped(sealed), ...truncated(sealed), ...extended(sealed)];
  const opening = changed.map((bytes) => () => openInside(caseKey, place, toB64(bytes)));
  expect(await refusals(opening, CannotOpen)).toEqual({ refused: changed.length, opened: 0 });
  const context = { ledger, thread, generation: 2 };
  const earlier = { generation: 1, key, commitment: threadCommitment(key, { ...context, generation: 1 }) };
  await expect(openInside(caseKey, place, await sealBack(caseKey, context, earlier))).rejects.toThrow(CannotOpen);
});

test('nobody gives a key that is not the committed one, nor under one that is not', async () => {
  await expect(sealInside(caseKey, place, newThreadKey())).rejects.toThrow(CannotOpen);
  await expect(sealInside(newThreadKey(), place, key)).rejects.toThrow(CannotOpen);
});
