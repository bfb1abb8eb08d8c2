import type { RuleBook } from '@consilium/domain';
import { advance } from '@consilium/ledger';
import { type Diary, diaryBook, registerOf, room, root, somebody } from '@consilium/testkit/ledger';
import { judgedAgain } from './judged-again';

/** Rules under which nothing stands from entry `from` on. */
const refusing = (from: number): RuleBook<Diary> => ({
  ...diaryBook,
  apply: (state, entry, body, context) =>
    entry.seq < from
      ? diaryBook.apply(state, entry, body, context)
      : { ok: false, refusal: { code: 'room-open', message: 'Not so.' } },
});

/** Five verified entries of a room, and what they were judged by. */
async function verified() {
  const [alice, service] = await Promise.all([somebody(1), somebody(3)]);
  const options = { register: registerOf([alice], service.signer), expectRoot: root };
  const { applied } = await advance(diaryBook, undefined, await room(alice, 4), options);
  return { applied, options };
}

test('a record that still stands is left as it is', async () => {
  const { applied, options } = await verified();
  expect(await judgedAgain(diaryBook, applied, options)).toBeUndefined();
});

test.each([1, 3, 4])('of a record that stands no longer from entry %i on, what came before is kept', async (from) => {
  const { applied, options } = await verified();
  const again = await judgedAgain(refusing(from), applied, options);
  expect(again?.refused).toMatchObject({ seq: from, code: 'room-open' });
  expect(again?.entries.map(({ wire }) => wire)).toEqual(applied.slice(0, from).map(({ wire }) => wire));
  expect(again?.replica?.head.seq).toBe(from - 1);
  expect(again?.replica?.state.seen).toHaveLength(from);
});

test('of a record whose first entry stands no longer nothing is kept', async () => {
  const { applied, options } = await verified();
  const again = await judgedAgain(refusing(0), applied, options);
  expect(again).toMatchObject({ replica: undefined, entries: [], refused: { seq: 0 } });
});

test('what its reader was not given then, and is not given now, is no new matter', async () => {
  const { applied, options } = await verified();
  const withheld = applied.map((each) => ({ ...each, wire: { jws: each.wire.jws } }));
  expect(await judgedAgain(diaryBook, withheld, options)).toBeUndefined();
});

test('an error that says nothing of the record is not taken for one that does', async () => {
  const { applied, options } = await verified();
  const broken: RuleBook<Diary> = {
    ...diaryBook,
    apply: () => {
      throw new TypeError('of this device');
    },
  };
  await expect(judgedAgain(broken, applied, options)).rejects.toThrow('of this device');
});
