import fc from 'fast-check';
import { type EntryId, type Hash, type LedgerId, SERVICE } from '@consilium/domain';
import {
  beginning,
  type Diary,
  diaryBook,
  filled,
  invitation,
  now,
  placeOf,
  registerHash,
  registerOf,
  room,
  root,
  somebody,
  type Somebody,
} from '@consilium/testkit/ledger';
import { advance, type AdvanceOptions } from './advance';
import { draft, sealBatch, type Draft, type Place } from './draft';
import { blobOf } from './entry';
import { placeAfter, type Replica } from './replica';
import type { SealedEntry } from './sealed-entry';
import { Refused } from './untrusted';

let alice: Somebody;
let bob: Somebody;
let service: Somebody;
let options: AdvanceOptions<Diary>;
let wires: readonly SealedEntry[];
let whole: Replica<Diary>;

beforeAll(async () => {
  [alice, bob, service] = await Promise.all([somebody(1), somebody(2), somebody(3)]);
  options = { register: registerOf([alice, bob], service.signer), expectRoot: root };
  wires = await room(alice, 6);
  ({ replica: whole } = await advance(diaryBook, undefined, wires, options));
});

const wire = (index: number): SealedEntry => wires[index] ?? { jws: '' };

/** Puts drafts after the whole room, as somebody and with changes nobody honest would make. */
function forged(
  drafts: readonly Draft[],
  author: Somebody = alice,
  changes: Partial<Place> = {},
): Promise<readonly SealedEntry[]> {
  return sealBatch(diaryBook, drafts, placeOf(author, { ...placeAfter(whole), ...changes }));
}

/** The same beginning under another entry id and salt. */
const beginningAs = (number: number): Draft => ({
  ...beginning,
  id: filled<EntryId>(number, 16),
  salt: filled(number + 100, 16),
});

/** In place of a replica: there is none yet. */
const none = 'none';

async function refusal(
  given: readonly SealedEntry[],
  after: Replica<Diary> | typeof none = whole,
  changed: Partial<AdvanceOptions<Diary>> = {},
): Promise<string> {
  try {
    await advance(diaryBook, after === none ? undefined : after, given, { ...options, ...changed });
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'accepted';
}

test('a room replays to its head, with what the rule book saw', () => {
  expect(whole).toMatchObject({ kind: 'room', root, at: now, rules: 1, register: { seq: 0, hash: registerHash } });
  expect(whole.head.seq).toBe(6);
  expect(whole.history).toHaveLength(7);
  expect(whole.history.at(0)).toBe(whole.ledger);
  expect(whole.history.at(6)).toBe(whole.head.hash);
  expect(whole.state.seen).toEqual(['genesis object', ...Array<string>(6).fill('invite object')]);
});

test('any split into batches gives the same replica', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }), async (cuts) => {
      const bounds = [0, ...cuts.toSorted((a, b) => a - b), wires.length];
      let replica: Replica<Diary> | undefined;
      for (const [index, from] of bounds.slice(0, -1).entries()) {
        ({ replica } = await advance(diaryBook, replica, wires.slice(from, bounds[index + 1]), options));
      }
      expect(replica).toEqual(whole);
    }),
    { numRuns: 15 },
  );
});

test('more entries than are verified at once give the same replica as one at a time', async () => {
  const many = Array.from({ length: 300 }, () => draft({ type: 'tick', scope: 'room', body: {} }));
  const ticks = await forged(many, { ...service, id: SERVICE });
  const { replica, applied } = await advance(diaryBook, whole, ticks, options);
  expect(applied.map(({ entry }) => entry.seq)).toEqual(many.map((_, index) => 7 + index));
  const half = await advance(diaryBook, whole, ticks.slice(0, 150), options);
  expect((await advance(diaryBook, half.replica, ticks.slice(150), options)).replica).toEqual(replica);
});

test('advancing leaves the replica before it as it was', async () => {
  const before = { ...whole, history: [...whole.history] };
  await advance(diaryBook, whole, await forged([invitation(20)]), options);
  expect({ ...whole, history: [...whole.history] }).toEqual(before);
  expect((await advance(diaryBook, whole, [], options)).replica).toEqual(whole);
});

test('a ledger that has nothing in it is not there', async () => {
  await expect(advance(diaryBook, undefined, [], options)).rejects.toMatchObject({ kind: 'not-found' });
});

describe('the chain', () => {
  test('with an entry dropped, reordered, repeated or from elsewhere is refused (attacks 4–7)', async () => {
    const other = await sealBatch(diaryBook, [beginningAs(50)], placeOf(alice));
    expect(await refusal([wire(0), wire(2)], none)).toBe('wrong-seq');
    expect(await refusal([wire(0), wire(2), wire(1)], none)).toBe('wrong-seq');
    expect(await refusal([wire(6)])).toBe('wrong-seq');
    expect(await refusal([wire(1)], none)).toBe('wrong-seq');
    expect(await refusal([other[0] ?? wire(0), wire(1)], none)).toBe('wrong-prev');
    expect(await refusal(await forged([invitation(20)], alice, { ledger: filled<LedgerId>(1, 32) }))).toBe(
      'wrong-ledger',
    );
    expect(
      await refusal(await forged([invitation(20)], alice, { head: { seq: 6, hash: filled<Hash>(1, 32), at: now } })),
    ).toBe('wrong-prev');
    expect(await refusal(await forged([invitation(20)], alice, { head: { ...whole.head, seq: 7, at: now } }))).toBe(
      'wrong-seq',
    );
    expect(await refusal(await forged([invitation(20)], alice, { root: filled<LedgerId>(1, 32) }))).toBe('wrong-root');
  });

  test('begins with the genesis that was asked for, and has no second one', async () => {
    expect(await refusal([wire(0)], none, { expectLedger: whole.ledger })).toBe('accepted');
    expect(await refusal([wire(0)], none, { expectLedger: root })).toBe('wrong-ledger');
    expect(await refusal([wire(0)], none, { expectRoot: whole.ledger })).toBe('wrong-root');
    expect(await refusal(await sealBatch(diaryBook, [invitation(2)], placeOf(alice)), none)).toBe('not-a-beginning');
    const again = beginningAs(60);
    expect(await refusal(await forged([again]))).toBe('not-a-beginning');
    const named = await sealBatch(diaryBook, [beginning], placeOf(alice, { ledger: filled<LedgerId>(1, 32) }));
    expect(await refusal(named, none)).toBe('wrong-ledger');
  });

  test('has every id once', async () => {
    expect(await refusal(await forged([invitation(2)]))).toBe('id-used');
    expect(await refusal(await forged([invitation(20), { ...invitation(21), id: filled<EntryId>(20, 16) }]))).toBe(
      'id-used',
    );
  });

  test('never goes back in time, rules or register, and knows no rules of the future (attack 37)', async () => {
    const at = (time: number) => forged([invitation(20)], alice, { head: { ...whole.head, at: time }, at: time });
    expect(await refusal(await at(now - 1))).toBe('time-fell');
    expect(await refusal(await at(now))).toBe('accepted');
    expect(await refusal(await forged([invitation(20)], alice, { rules: 2 }))).toBe('rules-unknown');
    const later = { ...whole, rules: 2, register: { seq: 1, hash: registerHash } };
    expect(await refusal(await forged([invitation(20)]), later)).toBe('rules-fell');
    expect(await refusal(await forged([invitation(20)]), { ...later, rules: 1 })).toBe('register-fell');
  });

  test('cites the register as it is', async () => {
    const cites = (seq: number, hash: Hash) => forged([invitation(20)], alice, { register: { seq, hash } });
    expect(await refusal(await cites(1, registerHash))).toBe('register-unknown');
    expect(await refusal(await cites(0, filled<Hash>(1, 32)))).toBe('wrong-register');
    expect(await refusal(await forged([invitation(20)]), whole, { register: undefined })).toBe('register-unknown');
  });

  test('claims no tree outside the register', async () => {
    const [entry] = await sealBatch(diaryBook, [beginning], placeOf(alice));
    expect(Object.keys(JSON.parse(atob(entry?.jws.split('.')[1] ?? '')) as object)).not.toContain('tree');
  });
});

describe('an author', () => {
  test('is who signed (attacks 2, 35)', async () => {
    expect(await refusal(await forged([invitation(20)], { id: alice.id, signer: bob.signer }))).toBe('unknown-signer');
    expect(await refusal(await forged([invitation(20)], await somebody(9)))).toBe('unknown-signer');
    const impostor = { ...bob.signer, kid: alice.signer.kid };
    expect(await refusal(await forged([invitation(20)], { id: alice.id, signer: impostor }))).toBe('bad-signature');
    expect(await refusal(await forged([invitation(20)], bob))).toBe('accepted');
  });

  test('owned the key at the register head named', async () => {
    const disowned = { ...registerOf([alice], service.signer), ownerOfKey: () => undefined };
    expect(await refusal(await forged([invitation(20)]), whole, { register: disowned })).toBe('unknown-signer');
    const lent = { ...registerOf([alice, bob], service.signer), ownerOfKey: () => alice.id };
    const other = await forged([invitation(20)], { id: alice.id, signer: bob.signer });
    expect(await refusal(other, whole, { register: lent })).toBe('unknown-signer');
  });

  test('is the service for ticks with the service key, and for nothing else', async () => {
    const tick = [draft({ type: 'tick', scope: 'room', body: {} })];
    expect(await refusal(await forged(tick, { id: SERVICE, signer: service.signer }))).toBe('accepted');
    expect(await refusal(await forged(tick, { id: SERVICE, signer: alice.signer }))).toBe('unknown-signer');
    expect(await refusal(await forged([invitation(20)], { id: SERVICE, signer: service.signer }))).toBe(
      'unknown-signer',
    );
    expect(
      await refusal(await forged(tick, { id: SERVICE, signer: { ...alice.signer, kid: service.signer.kid } })),
    ).toBe('bad-signature');
  });

  test('is taken from a server’s own database without checking signatures, but not without a key', async () => {
    const impostor = { ...bob.signer, kid: alice.signer.kid };
    const entry = await forged([invitation(20)], { id: alice.id, signer: impostor });
    expect(await refusal(entry, whole, { trustStored: true })).toBe('accepted');
    expect(await refusal(await forged([invitation(20)], await somebody(9)), whole, { trustStored: true })).toBe(
      'unknown-signer',
    );
  });
});

describe('what is withheld', () => {
  test('in the reader’s own scope is an alarm (attack 76)', async () => {
    const [entry] = await forged([invitation(20)]);
    const skeleton = [{ jws: entry?.jws ?? '' }];
    expect(await refusal(skeleton)).toBe('body-withheld');
    expect(await refusal(skeleton, whole, { expectsBody: ({ type }) => type === 'invite' })).toBe('body-withheld');
    expect(await refusal(skeleton, whole, { expectsBody: (_, state) => state?.seen.length === 7 })).toBe(
      'body-withheld',
    );
  });

  test('outside it reaches the rule book as out of scope', async () => {
    const [entry] = await forged([invitation(20)]);
    const { replica } = await advance(diaryBook, whole, [{ jws: entry?.jws ?? '' }], {
      ...options,
      expectsBody: () => false,
    });
    expect(replica.state.seen.at(-1)).toBe('invite symbol');
    expect(replica.head.hash).toBe((await advance(diaryBook, whole, [entry ?? wire(0)], options)).replica.head.hash);
  });

  test('may be the beginning, for a reader who is not to have it', async () => {
    const { replica } = await advance(diaryBook, undefined, [{ jws: wire(0).jws }], {
      ...options,
      expectsBody: (_, state) => state !== undefined,
    });
    expect(replica).toMatchObject({ state: { seen: ['genesis symbol'] }, ledger: whole.ledger });
  });

  test('of blobs is an alarm for those this reader needs', async () => {
    const blob = await blobOf(Uint8Array.of(1));
    const body = { thread: filled(3, 16), gen: 1, sealed: blob.ref };
    const [entry] = await forged([draft({ type: 'title', scope: 'room', body, blobs: [blob] })]);
    const bare = [{ ...(entry ?? wire(0)), blobs: undefined }];
    expect(await refusal(bare)).toBe('accepted');
    expect(await refusal(bare, whole, { expectsBlobs: (_, refs) => refs })).toBe('blob-withheld');
    await expect(advance(diaryBook, whole, bare, { ...options, expectsBlobs: (_, refs) => refs })).rejects.toThrow(
      'The server withheld content you are entitled to read. Nothing more is shown; tell your officer.',
    );
    expect(await refusal(bare, whole, { expectsBlobs: () => [] })).toBe('accepted');
    expect(await refusal([entry ?? wire(0)], whole, { expectsBlobs: (_, refs) => refs })).toBe('accepted');
  });
});

describe('a refusal', () => {
  test('by the rule book carries its code and words, the place and the entry as it came', async () => {
    const entries = await forged([invitation(20), draft({ type: 'reopen', scope: 'room', body: {} })]);
    await expect(advance(diaryBook, whole, entries, options)).rejects.toMatchObject({
      seq: 8,
      code: 'room-open',
      message: 'This case is open already. Nothing needs doing.',
      kind: 'not-allowed',
      details: { code: 'room-open', seq: 8 },
      evidence: entries[1],
    });
  });

  test('of something malformed names the way it is malformed', async () => {
    expect(await refusal([{ jws: 'x' }])).toBe('segments');
    const [entry] = await forged([invitation(20)]);
    expect(await refusal([{ ...(entry ?? wire(0)), body: '{}' }])).toBe('body-hash');
  });

  test('comes for the first wrong entry, not for the first found', async () => {
    const good = await forged([invitation(20)]);
    await expect(advance(diaryBook, whole, [...good, { jws: 'x' }, { jws: '' }], options)).rejects.toMatchObject({
      seq: 8,
    });
  });

  test('is not what a bug looks like', async () => {
    const broken = {
      ...registerOf([alice], service.signer),
      ownerOfKey: () => {
        throw new TypeError('bug');
      },
    };
    await expect(
      advance(diaryBook, whole, await forged([invitation(20)]), { ...options, register: broken }),
    ).rejects.toThrow(TypeError);
  });
});

describe('an entry from the future', () => {
  test('is held back with all after it, not condemned', async () => {
    const [first, second] = await forged([invitation(20), invitation(21)]);
    const late = await forged([invitation(20)], alice, { at: now + 301 });
    const held = await advance(diaryBook, whole, [...late, second ?? wire(0)], { ...options, holdAfter: now + 300 });
    expect(held).toMatchObject({ applied: [], held: [late[0], second], replica: { head: { seq: 6 } } });
    const taken = await advance(diaryBook, whole, late, { ...options, holdAfter: now + 301 });
    expect(taken).toMatchObject({ held: [], replica: { head: { seq: 7 }, at: now + 301 } });
    expect(await refusal([first ?? wire(0)], whole, { holdAfter: now })).toBe('accepted');
  });
});
