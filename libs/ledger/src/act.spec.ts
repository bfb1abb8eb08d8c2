import { createHash } from 'node:crypto';
import {
  registerRules,
  waitsOf,
  type Gesture,
  type Hash,
  type Passkey,
  type RegisterState,
  type BodyToWrite,
} from '@consilium/domain';
import {
  authenticator,
  confirmedBy,
  filled,
  now,
  numbered,
  origin,
  placeOf,
  provenJoin,
  rpId,
  somebody,
  statedBy,
  type Authenticator,
  type Somebody,
} from '@consilium/testkit/ledger';
import { actHash, confirmedDraft, recoveryActMessage } from './act';
import { advance } from './advance';
import { sealBatch, type Draft } from './draft';
import { challenge } from './gesture';
import { placeAfter, type Replica } from './replica';
import { toB64 } from '@consilium/bytes';

const day = 86_400;
const first = authenticator();
const second = authenticator();
let officer: Somebody;
let words: Somebody;
let begun: Replica<RegisterState>;

beforeAll(async () => {
  [officer, words] = (await Promise.all([1, 2].map(somebody))) as [Somebody, Somebody];
  const keys = { signing: officer.signer.public, sealing: filled<string>(1, 1216), recovery: words.signer.public };
  const states = statedBy('Officer', 'officer');
  const statement = {
    v: 1,
    root: '',
    person: officer.id,
    states,
    ...keys,
    passkeys: [first.passkey],
    at: now,
  } as const;
  const service = (await somebody(4)).signer.public;
  const officers = [await provenJoin(statement, officer.signer, [first])];
  const body: BodyToWrite<'genesis', 'register'> = {
    kind: 'register',
    mode: 'trial',
    nonce: filled(1, 16),
    rpId,
    origin,
    officers,
    service,
    waits: waitsOf.production,
  };
  const genesis = numbered(1, { type: 'genesis', scope: 'room', body });
  const entries = await sealBatch(
    registerRules,
    [genesis],
    placeOf(officer, { root: '', register: { seq: -1, hash: '' } }),
  );
  begun = (await advance(registerRules, undefined, entries, {})).replica;
});

/** The officer's passkeys from now on, not confirmed yet. */
function listing(number: number, passkeys: readonly Passkey[], asOf: number, signedAt = now): Draft {
  const body = { passkeys, request: filled(3, 32), asOf, signedAt };
  return numbered(number, { type: 'passkeys', scope: 'room', body });
}

/** New keys of the officer's, with the second passkey alone; not confirmed yet. */
async function renewal(number: number, asOf: number, at: number): Promise<Draft> {
  const { signer } = await somebody(5);
  const states = statedBy('Officer', 'officer');
  const keys = { signing: signer.public, sealing: filled<string>(2, 1216), recovery: signer.public };
  const unproven = {
    v: 1,
    root: begun.root,
    person: officer.id,
    states,
    ...keys,
    passkeys: [second.passkey],
    at,
  } as const;
  const join = await provenJoin(unproven, signer, [second]);
  const keyring = { version: 2, hash: filled<Hash>(4, 32) };
  const body = { join, keyring, request: filled(3, 32), asOf, signedAt: at };
  return numbered(number, { type: 'key-change', scope: 'room', body });
}

const both = (): readonly Passkey[] => [first.passkey, second.passkey];
const confirmed = (act: Draft, key: Authenticator = first): Promise<Draft> =>
  confirmedBy(key, { root: begun.root, by: officer.id }, act);

/** What becomes of a register entry by the officer; its code where it is refused. */
async function offered(act: Draft, after = begun, at = now, by = officer): Promise<string | Replica<RegisterState>> {
  const entries = await sealBatch(registerRules, [act], { ...placeOf(by, placeAfter(after)), at });
  return advance(registerRules, after, entries, {}).then(
    ({ replica }) => replica,
    (error: unknown) => String(Reflect.get(error as object, 'code')),
  );
}

async function taken(...offer: Parameters<typeof offered>): Promise<Replica<RegisterState>> {
  const replica = await offered(...offer);
  if (typeof replica === 'string') throw new Error(replica);
  return replica;
}

const passkeysIn = ({ state }: Replica<RegisterState>) =>
  state.people
    .get(officer.id)
    ?.at(-1)
    ?.value.passkeys.map(({ credential, counts }) => ({ credential, counts }));

describe('a change of passkeys', () => {
  test('with a gesture of one listed before stands, at whatever place and time within ten minutes it lands', async () => {
    const act = await confirmed(listing(2, both(), 0));
    const other = {
      organisation: filled(9, 16),
      name: 'North',
      kind: 'clinical',
      anchor: '',
      asOf: -1,
      signedAt: now,
    } as const;
    const later = await taken(await confirmed(numbered(8, { type: 'organisation', scope: 'room', body: other })));
    for (const [after, at] of [
      [begun, now],
      [begun, now + 600],
      [later, now + 30],
    ] as const) {
      expect(passkeysIn(await taken(act, after, at))).toEqual([
        { credential: first.passkey.credential, counts: 0 },
        { credential: second.passkey.credential, counts: at + day },
      ]);
    }
  });

  test('without one, with one harvested an hour ago, or by the signing key alone is refused (attack 77)', async () => {
    const bare = listing(2, both(), 0);
    await expect(offered(bare)).rejects.toHaveProperty('reason', 'shape');
    const none = { cred: 'AAAA', nonce: filled(1, 32), authData: filled(1, 37), clientData: filled(1, 32) };
    expect(await offered(confirmedDraft(bare, { ...none, sig: filled(1, 64) }))).toBe('gesture-passkey');
    const harvested = await confirmed(bare);
    expect(await offered(harvested, begun, now + 601)).toBe('gesture-too-old');
    expect(await offered(harvested, begun, now + 3600)).toBe('gesture-too-old');
    // Dated back, it is another act.
    const redated = { ...(JSON.parse(harvested.body) as object), signedAt: now + 3600 };
    const body = JSON.stringify(redated);
    expect(await offered({ ...harvested, body }, begun, now + 3600)).toBe('gesture-challenge');
  });

  test('with a gesture for another body, another id, another salt or another type is refused', async () => {
    const made = await confirmed(listing(2, both(), 0));
    const { gesture } = JSON.parse(made.body) as { gesture: Gesture };
    const moved = [
      confirmedDraft(listing(2, [first.passkey], 0), gesture),
      confirmedDraft(listing(3, both(), 0), gesture),
      { ...made, salt: filled<string>(99, 16) },
    ];
    for (const act of moved) expect(await offered(act)).toBe('gesture-challenge');
    const decision = await challenge('consilium/1 decision', begun.root, rpId, gesture.nonce, filled(3, 32));
    expect(await offered(confirmedDraft(listing(2, both(), 0), first.assert(decision, gesture.nonce)))).toBe(
      'gesture-challenge',
    );
  });

  test('a gesture is one entry: its id is used, and under another id it is another act', async () => {
    const made = await confirmed(listing(2, both(), 0));
    const after = await taken(made);
    expect(await offered(made, after)).toBe('id-used');
    expect(await offered({ ...made, id: filled(7, 16) }, after)).toBe('gesture-challenge');
  });

  test('with a gesture of the new passkey itself, or of one removed an entry earlier, is refused', async () => {
    expect(await offered(await confirmed(listing(2, both(), 0), second))).toBe('gesture-passkey');
    const two = await taken(await confirmed(listing(2, both(), 0)));
    const one = await taken(await confirmed(await renewal(3, 1, now + day), second), two, now + day);
    const { signer } = await somebody(5);
    const again = await confirmed(listing(4, both(), 2, now + day));
    expect(await offered(again, one, now + day, { ...officer, signer })).toBe('gesture-passkey');
  });

  test('by a passkey that waits is refused until it counts', async () => {
    const two = await taken(await confirmed(listing(2, both(), 0)));
    const removes = async (at: number): Promise<Draft> => confirmed(await renewal(3, 1, at), second);
    expect(await offered(await removes(now + day - 1), two, now + day - 1)).toBe('passkey-waits');
    expect(passkeysIn(await taken(await removes(now + day), two, now + day))).toHaveLength(1);
  });
});

describe('the recovery words', () => {
  async function byWords(act: Draft, key = words): Promise<Draft> {
    const place = { kind: 'register', root: begun.root, ledger: begun.root, by: officer.id } as const;
    const message = recoveryActMessage(begun.root, await actHash(place, act));
    return confirmedDraft(act, { words: toB64(await key.signer.sign(message)) });
  }

  test('add a passkey that waits three days', async () => {
    const two = await taken(await byWords(listing(2, both(), 0)));
    expect(passkeysIn(two)?.[1]?.counts).toBe(now + 3 * day);
  });

  test('of somebody else, over another act, or in the place of a gesture over new keys, add nothing', async () => {
    expect(await offered(await byWords(listing(2, both(), 0), officer))).toBe('bad-signature');
    const { body } = await byWords(listing(2, both(), 0));
    const { gesture } = JSON.parse(body) as { gesture: { words: string } };
    expect(await offered(confirmedDraft(listing(3, both(), 0), gesture))).toBe('bad-signature');
    expect(await offered(await byWords(listing(2, [second.passkey], 0)))).toBe('passkeys-only-added');
  });
});

test('the act hash follows from the text of the protocol alone', async () => {
  const lp = (...parts: readonly (string | Buffer)[]): Buffer =>
    Buffer.concat(
      parts.flatMap((part) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(Buffer.byteLength(part));
        return [length, Buffer.from(part)];
      }),
    );
  const raw = (text: string): Buffer => Buffer.from(text, 'base64url');
  const { id, type, salt, body } = listing(2, both(), 0);
  const root = raw(begun.root);
  const place = { kind: 'register', root: begun.root, ledger: begun.root, by: officer.id } as const;
  const parts = ['consilium-register', root, root, type, raw(id), raw(officer.id), raw(salt), body];
  const hash = createHash('sha256')
    .update(lp('consilium/1 act hash', ...parts))
    .digest('base64url');
  expect(await actHash(place, { id, type, salt, body })).toBe(hash);
  expect(toB64(recoveryActMessage(begun.root, hash))).toBe(
    lp('consilium/1 recovery act', root, raw(hash)).toString('base64url'),
  );
});
