import { booksOf, type Clearance, type RuleBook, type ThreadId } from '@consilium/domain';
import {
  authenticator,
  clearancePayload,
  diaryBook,
  filled,
  invitation,
  numbered,
  placeOf,
  registerOf,
  room,
  root,
  rpId,
  somebody,
  type Diary,
  type Somebody,
} from '@consilium/testkit/ledger';
import { advance, type AdvanceOptions } from './advance';
import { clearanceHash } from './documents';
import { sealBatch, type Place } from './draft';
import { readEntry } from './entry';
import { challenge } from './gesture';
import { signJws } from './keys';
import type { RegisterReader } from './register-reader';
import { placeAfter, type Replica } from './replica';
import type { SealedEntry } from './sealed-entry';
import { Malformed, Newer, Refused } from './untrusted';

const { advice: inTwo } = booksOf({ knows: 2, words: { purposes: [{ word: 'audit', since: 2 }] } });

/** A build that knows version 2, in which an invitation may say why and a share may be for an audit. */
const later: RuleBook<Diary> = {
  ...diaryBook,
  knows: 2,
  clearance: (rules) => inTwo.clearance(rules),
  bodies: (rules) =>
    rules === 1 ? diaryBook.bodies(1) : { ...diaryBook.bodies(1), greeting: { read: (value) => value } },
};

const key = authenticator();
let alice: Somebody;
let bob: Somebody;
let whole: Replica<Diary>;
let inForce: RegisterReader;
let notInForce: RegisterReader;

beforeAll(async () => {
  [alice, bob] = await Promise.all([somebody(1), somebody(2)]);
  const service = await somebody(3);
  notInForce = registerOf([alice, bob], service.signer, { [bob.id]: [key.passkey] });
  const known = notInForce.registerAt(0);
  inForce = { ...notInForce, registerAt: (seq) => (seq === 0 && known ? { ...known, rules: 2 } : undefined) };
  const options = { register: inForce, expectRoot: root };
  ({ replica: whole } = await advance(diaryBook, undefined, await room(alice, 2), options));
});

const greeting = numbered(20, { type: 'greeting' as never, scope: 'room', body: { said: 'good morning' } as never });

/** Entries of the room by a build that knows version 2: one of version 1, then a greeting. */
function written(changes: Partial<Place> = {}): Promise<readonly SealedEntry[]> {
  const place = placeOf(alice, { ...placeAfter(whole), rules: 2, ...changes });
  return sealBatch(later, [greeting], place);
}

async function outcome(
  wires: readonly SealedEntry[],
  changed: Partial<AdvanceOptions<Diary>> = {},
  book = diaryBook,
): Promise<unknown> {
  const options = { register: inForce, expectRoot: root, ...changed };
  return advance(book, whole, wires, options).then(
    ({ replica }) => replica.head.seq,
    (error: unknown) => error,
  );
}

const codeOf = (error: unknown): unknown => (error instanceof Refused ? error.code : error);

test('an entry under rules that are in force and not known here is newer, not refused', async () => {
  const found = await outcome(await written());
  expect(found).toBeInstanceOf(Newer);
  expect(found).toMatchObject({
    kind: 'unavailable',
    seq: 3,
    what: 'rules',
    message: 'A newer version of Consilium is needed to read this. Reload.',
    details: { seq: 3, newer: 'rules' },
  });
});

test('a build that knows the rules goes on where the older one waits', async () => {
  expect(await outcome(await written(), {}, later)).toBe(3);
});

test('what comes before a newer entry can be taken without it', async () => {
  const place = placeOf(alice, placeAfter(whole));
  const [known] = await sealBatch(diaryBook, [invitation(30)], place);
  if (known === undefined) throw new Error('nothing was written');
  const after = await readEntry(diaryBook, known);
  const [newer] = await written({ head: { seq: 3, hash: after.hash, at: after.skeleton.at } });
  const found = await outcome([known, newer ?? known]);
  expect(found).toMatchObject({ seq: 4, what: 'rules' });
  expect(await outcome([known, newer ?? known].slice(0, (found as Newer).seq - 3))).toBe(3);
});

test('rules that the register has not activated are refused, known here or not', async () => {
  expect(codeOf(await outcome(await written(), { register: notInForce }))).toBe('rules-unknown');
});

test('a newer entry of which nobody’s signature is right, or which does not continue the chain, is refused', async () => {
  const unsigned = await written({ signer: { ...bob.signer, kid: alice.signer.kid } });
  expect(codeOf(await outcome(unsigned))).toBe('bad-signature');
  expect(codeOf(await outcome(await written({ by: bob.id })))).toBe('unknown-signer');
  expect(codeOf(await outcome(await written({ head: { seq: 7, hash: whole.head.hash, at: whole.at } })))).toBe(
    'wrong-seq',
  );
});

test('a type not known under rules that are known stays malformed', async () => {
  const skeleton = { ...(await readEntry(later, (await written())[0] ?? { jws: '' })).skeleton, rules: 1 };
  const { jws } = await signJws('consilium-room', skeleton, alice.signer);
  expect(codeOf(await outcome([{ jws }]))).toBe('type');
});

test('of an entry under rules not known here only the skeleton is read', async () => {
  const [wire = { jws: '' }] = await written();
  const read = await readEntry(diaryBook, { ...wire, body: 'rubbish', blobs: { x: 'y' } });
  expect(read).toMatchObject({ refs: [], skeleton: { type: 'greeting', rules: 2 } });
  expect(read.body).toBeUndefined();
  await expect(readEntry(later, { ...wire, body: 'rubbish' })).rejects.toBeInstanceOf(Malformed);
});

test('an entry in a later format is newer, and one in no format at all is malformed', async () => {
  const inFormat = async (v: unknown) => [
    { jws: (await signJws('consilium-room', { v, more: true }, alice.signer)).jws },
  ];
  expect(await outcome(await inFormat(2))).toMatchObject({ seq: 3, what: 'format' });
  for (const v of [1, 0, '2', 1.5, null]) expect(codeOf(await outcome(await inFormat(v)))).toBe('shape');
  for (const jws of ['x', 'x.e30.x', `x.${btoa('null')}.x`, 'x.'.repeat(70_000)]) {
    expect(codeOf(await outcome([{ jws }]))).toMatch(/^(segments|spelling|header)$/);
  }
});

describe('a decision is read by the version it names, in an entry of version 1', () => {
  /** Alice admits somebody on a decision that Bob signed. */
  async function admission(rules: number, purpose: string): Promise<readonly SealedEntry[]> {
    const decided = { ...clearancePayload(bob, alice), rules, purpose: purpose as Clearance['purpose'] };
    const { jws, signingInput } = await signJws('consilium-clearance', decided, bob.signer);
    const nonce = filled<string>(70, 32);
    const over = await challenge('consilium/1 decision', root, rpId, nonce, await clearanceHash(signingInput));
    const body = { clearance: jws, gesture: key.assert(over, nonce) };
    const admit = numbered(30, { type: 'admit', scope: [filled<ThreadId>(30, 16)], body });
    return sealBatch(diaryBook, [admit], placeOf(alice, placeAfter(whole)));
  }

  test('a word of version 2 is taken in a decision of version 2, and refused in one of version 1', async () => {
    expect(await outcome(await admission(2, 'audit'), {}, later)).toBe(3);
    expect(await outcome(await admission(2, 'direct-care'), {}, later)).toBe(3);
    expect(await outcome(await admission(1, 'direct-care'), {}, later)).toBe(3);
    expect(codeOf(await outcome(await admission(1, 'audit'), {}, later))).toBe('shape');
    expect(codeOf(await outcome(await admission(2, 'hurry'), {}, later))).toBe('shape');
  });

  test('a version in force that this build does not know is waited with', async () => {
    expect(await outcome(await admission(1, 'direct-care'))).toBe(3);
    for (const purpose of ['audit', 'direct-care']) {
      const found = await outcome(await admission(2, purpose));
      expect(found).toBeInstanceOf(Newer);
      expect(found).toMatchObject({ seq: 3, what: 'rules' });
    }
  });

  test('a version that the register has not activated is refused, and one that is no version malformed', async () => {
    expect(codeOf(await outcome(await admission(2, 'audit'), { register: notInForce }))).toBe('rules-unknown');
    expect(codeOf(await outcome(await admission(0, 'direct-care')))).toBe('shape');
  });

  test('one that nobody of the register signed holds nobody up', async () => {
    const wires = await admission(2, 'audit');
    const forged = wires.map((wire) => ({
      ...wire,
      jws: `${wire.jws.slice(0, wire.jws.lastIndexOf('.'))}.${'A'.repeat(86)}`,
    }));
    expect(codeOf(await outcome(forged))).toBe('bad-signature');
  });
});
