import { toB64, type Bytes } from '@consilium/bytes';
import {
  adviceRules,
  registerRules,
  roomRules,
  type Clearance,
  type Gesture,
  type LedgerId,
  type OrganisationId,
  type Passkey,
  type Skeleton,
} from '@consilium/domain';
import {
  authenticator,
  type Authenticator,
  clearancePayload,
  filled,
  now,
  origin,
  provenJoin,
  refusedAs,
  registerOf,
  root,
  rpId,
  somebody,
  statedBy,
  type Somebody,
} from '@consilium/testkit/ledger';
import { anchorMessage, type Anchored } from './anchor';
import { readClearance, signClearance } from './documents';
import { establishFacts, genesisSigner, rulesNamed, type Standpoint } from './facts';
import { challenge } from './gesture';
import { signerFromSeed, signJws, type Signer } from './keys';
import { fromB64, lp } from './untrusted-bytes';

let adviser: Somebody;
let second: Somebody;
let outsider: Somebody;
let service: Somebody;
let clearance: Clearance;
let signed: { readonly jws: string; readonly hash: string };
const key: Authenticator = authenticator();
const secondKey: Authenticator = authenticator('EdDSA');
const nonce = filled<string>(70, 32);

beforeAll(async () => {
  [adviser, second, outsider, service] = await Promise.all([somebody(1), somebody(2), somebody(3), somebody(4)]);
  clearance = clearancePayload(adviser, outsider);
  signed = await signClearance(adviceRules, clearance, adviser.signer);
});

function standpoint(passkeys: Readonly<Record<string, readonly Passkey[]>> = {}): Standpoint {
  const listed = { [adviser.id]: [key.passkey], [second.id]: [secondKey.passkey], ...passkeys };
  const register = registerOf([adviser, second, outsider], service.signer, listed);
  const view = register.registerAt(0);
  if (view === undefined) throw new Error('the register has an entry');
  return { register, view };
}

const decide = async (hash: string, at = origin): Promise<Gesture> =>
  key.assert(await challenge('consilium/1 decision', root, rpId, nonce, hash), nonce, at);
const decideToo = async (hash: string): Promise<Gesture> =>
  secondKey.assert(await challenge('consilium/1 second-decision', root, rpId, nonce, hash), nonce);

const entryOf = (type: string, body: unknown) => ({ skeleton: { type } as Skeleton, body, wire: { jws: '' } });
const admitted = (body: unknown, at: Standpoint = standpoint()) =>
  establishFacts(roomRules, entryOf('admit', body), at);

describe('a clearance', () => {
  test('with its adviser’s signature and gesture is a fact, in a room and in an advice ledger', async () => {
    const body = { clearance: signed.jws, gesture: await decide(signed.hash) };
    const verified = {
      clearance: {
        clearance,
        hash: signed.hash,
        first: { kid: adviser.signer.kid, credential: key.passkey.credential },
      },
    };
    expect(await admitted(body)).toEqual(verified);
    expect(await establishFacts(adviceRules, entryOf('decision', body), standpoint())).toEqual(verified);
    expect(await establishFacts(adviceRules, entryOf('proposal', body), standpoint())).toEqual(verified);
  });

  test('signed by somebody else than the adviser it names is none', async () => {
    const forged = await signClearance(adviceRules, clearance, second.signer);
    const body = { clearance: forged.jws, gesture: await decide(forged.hash) };
    await expect(admitted(body)).rejects.toThrow(refusedAs('unknown-signer'));
  });

  test('with the adviser’s key id over another key’s signature is none', async () => {
    const forged = await signClearance(adviceRules, clearance, { ...second.signer, kid: adviser.signer.kid });
    const body = { clearance: forged.jws, gesture: await decide(forged.hash) };
    await expect(admitted(body)).rejects.toThrow(refusedAs('bad-signature'));
  });

  test('by an adviser whom the register does not know is none', async () => {
    const stranger = await somebody(9);
    const forged = await signClearance(adviceRules, { ...clearance, by: stranger.id }, stranger.signer);
    const body = { clearance: forged.jws, gesture: await decide(forged.hash) };
    await expect(admitted(body)).rejects.toThrow(refusedAs('unknown-signer'));
  });

  test('with a gesture over another clearance, at another origin or with a passkey not listed is none', async () => {
    const other = await signClearance(
      adviceRules,
      { ...clearance, outcome: 'no-objection-with-conditions' },
      adviser.signer,
    );
    const stale = { clearance: signed.jws, gesture: await decide(other.hash) };
    await expect(admitted(stale)).rejects.toThrow(refusedAs('gesture-challenge'));
    const elsewhere = { clearance: signed.jws, gesture: await decide(signed.hash) };
    const view = { ...standpoint().view, origin: 'https://other.example' };
    await expect(admitted(elsewhere, { ...standpoint(), view })).rejects.toThrow(refusedAs('gesture-origin'));
    const unlisted = standpoint({ [adviser.id]: [secondKey.passkey] });
    await expect(admitted(elsewhere, unlisted)).rejects.toThrow(refusedAs('gesture-passkey'));
  });

  test('changed in one character is none (attack 3)', async () => {
    const at = signed.jws.indexOf('.') + 40;
    const jws = signed.jws.slice(0, at) + (signed.jws[at] === 'A' ? 'B' : 'A') + signed.jws.slice(at + 1);
    await expect(admitted({ clearance: jws, gesture: await decide(signed.hash) })).rejects.toHaveProperty('reason');
  });
});

describe('a second adviser', () => {
  test('who signs the same bytes is a fact too', async () => {
    const theirs = await signClearance(adviceRules, clearance, second.signer);
    const body = {
      clearance: signed.jws,
      gesture: await decide(signed.hash),
      second: { jws: theirs.jws, gesture: await decideToo(signed.hash) },
    };
    expect((await admitted(body)).clearance).toMatchObject({
      hash: signed.hash,
      first: { kid: adviser.signer.kid },
      second: { kid: second.signer.kid, credential: secondKey.passkey.credential },
    });
  });

  test('who signs other bytes, with a first gesture, or is unknown is none', async () => {
    const gesture = await decide(signed.hash);
    const theirs = await signClearance(adviceRules, clearance, second.signer);
    const others = await signClearance(adviceRules, { ...clearance, at: now + 1 }, second.signer);
    const strangers = await signClearance(adviceRules, clearance, (await somebody(9)).signer);
    const withSecond = (jws: string, over: Gesture) =>
      admitted({ clearance: signed.jws, gesture, second: { jws, gesture: over } });
    await expect(withSecond(others.jws, await decideToo(signed.hash))).rejects.toThrow(refusedAs('shape'));
    const asFirst = secondKey.assert(await challenge('consilium/1 decision', root, rpId, nonce, signed.hash), nonce);
    await expect(withSecond(theirs.jws, asFirst)).rejects.toThrow(refusedAs('gesture-challenge'));
    await expect(withSecond(theirs.jws, await decideToo(theirs.hash))).rejects.toThrow(refusedAs('gesture-challenge'));
    await expect(withSecond(strangers.jws, await decideToo(signed.hash))).rejects.toThrow(refusedAs('unknown-signer'));
  });

  test('shares the payload, not the header, so that both documents have their own hash', async () => {
    const theirs = await readClearance(adviceRules, (await signClearance(adviceRules, clearance, second.signer)).jws);
    expect(theirs.payload).toEqual(clearance);
    expect(theirs.hash).not.toBe(signed.hash);
  });
});

describe('a join inside a register entry', () => {
  const joinOf = (who: Somebody) =>
    provenJoin(
      {
        v: 1,
        root,
        person: who.id,
        states: statedBy('Officer', 'officer'),
        signing: who.signer.public,
        sealing: filled(1, 1216),
        recovery: filled(2, 32),
        passkeys: [key.passkey],
        at: now,
      },
      who.signer,
      [key],
    );

  test('is a fact of a credential and of a change of keys', async () => {
    const join = await joinOf(adviser);
    for (const type of ['credential', 'key-change']) {
      const { joins } = await establishFacts(registerRules, entryOf(type, { join }), standpoint());
      expect(joins).toMatchObject([{ kid: adviser.signer.kid, join: { person: adviser.id } }]);
    }
    const forged = `${join.slice(0, join.lastIndexOf('.'))}.${(await joinOf(second)).split('.')[2] ?? ''}`;
    await expect(establishFacts(registerRules, entryOf('credential', { join }), undefined)).rejects.toThrow(
      refusedAs('unknown-signer'),
    );
    await expect(establishFacts(registerRules, entryOf('credential', { join: forged }), standpoint())).rejects.toThrow(
      refusedAs('bad-signature'),
    );
  });

  test('makes the first officers, whose own key signs the beginning', async () => {
    const officers = await Promise.all([adviser, second].map(joinOf));
    const body = { officers, service: service.signer.public, origin, rpId };
    const { joins = [], serviceKid } = await establishFacts(registerRules, entryOf('genesis', body), undefined);
    expect(serviceKid).toBe(service.signer.kid);
    expect(joins.map(({ kid }) => kid)).toEqual([adviser.signer.kid, second.signer.kid]);
    expect(genesisSigner(second.id, second.signer.kid, joins)).toBe(second.signer.public);
    expect(() => genesisSigner(second.id, adviser.signer.kid, joins)).toThrow(refusedAs('unknown-signer'));
    expect(() => genesisSigner(outsider.id, outsider.signer.kid, joins)).toThrow(refusedAs('unknown-signer'));
  });

  test('goes with a service key that is not of small order', async () => {
    const body = { officers: [], service: toB64(new Uint8Array(32)) };
    await expect(establishFacts(registerRules, entryOf('genesis', body), undefined)).rejects.toThrow(
      refusedAs('small-order'),
    );
  });
});

describe('what an organisation’s anchor signed', () => {
  const guild = filled<OrganisationId>(30, 16);
  const bare = filled<OrganisationId>(31, 16);
  const other = filled<OrganisationId>(32, 16);
  const says = (kid = adviser.signer.kid): Anchored => ({ organisation: guild, person: adviser.id, kid, asOf: 7 });
  let anchor: Signer;
  let others: Signer;

  beforeAll(async () => {
    anchor = await signerFromSeed(new Uint8Array(32).fill(50));
    others = await signerFromSeed(new Uint8Array(32).fill(51));
  });

  function at(): Standpoint {
    const named = {
      name: 'Guild',
      kind: 'defence',
      status: 'good',
      offices: [],
      contacts: [],
      policies: {},
      teams: [],
    } as const;
    const known = [
      { id: guild, anchor: anchor.public },
      { id: bare, anchor: '' },
      { id: other, anchor: others.public },
    ].map((each) => ({ ...each, ...named }));
    const register = registerOf([adviser, second], service.signer, {}, known);
    const view = register.registerAt(0);
    if (view === undefined) throw new Error('the register has an entry');
    return { register, view };
  }

  const signedBy = async (by: Signer, over: Bytes) => toB64(await by.sign(over));
  const found = (signature: string, body: Anchored = says()) =>
    establishFacts(registerRules, entryOf('anchored', { ...body, signature }), at());

  test('is a fact under the anchor that the register has of that organisation', async () => {
    const signature = await signedBy(anchor, anchorMessage(root, says()));
    expect(await found(signature)).toEqual({ anchored: anchor.public });
    const entry = entryOf('anchored', { ...says(), signature });
    await expect(establishFacts(registerRules, entry, undefined)).rejects.toThrow(refusedAs('unknown-signer'));
  });

  test('is lp of label, root, organisation, person, kid and the entry it is as of', () => {
    const ids = [root, guild, adviser.id, adviser.signer.kid].map(fromB64);
    expect(anchorMessage(root, says())).toEqual(lp('consilium/1 anchor', ...ids, Uint8Array.of(0, 0, 0, 7)));
  });

  test.each<readonly [string, (signed: Anchored) => Anchored]>([
    ['another person', (signed) => ({ ...signed, person: second.id })],
    ['other keys', (signed) => ({ ...signed, kid: second.signer.kid })],
    ['a later appointment', (signed) => ({ ...signed, asOf: 8 })],
    ['another organisation', (signed) => ({ ...signed, organisation: other })],
  ])('is good for nothing else: not for %s', async (_what, change) => {
    const signature = await signedBy(anchor, anchorMessage(root, says()));
    await expect(found(signature, change(says()))).rejects.toThrow(refusedAs('bad-signature'));
  });

  test('is good in no other register, under no other key, and under no other label', async () => {
    const elsewhere = await signedBy(anchor, anchorMessage(filled<LedgerId>(10, 32), says()));
    await expect(found(elsewhere)).rejects.toThrow(refusedAs('bad-signature'));
    const byOthers = await signedBy(others, anchorMessage(root, says()));
    await expect(found(byOthers)).rejects.toThrow(refusedAs('bad-signature'));
    const ids = [root, guild, adviser.id, adviser.signer.kid].map(fromB64);
    const unlabelled = await signedBy(anchor, lp('consilium/1 act', ...ids, 7));
    await expect(found(unlabelled)).rejects.toThrow(refusedAs('bad-signature'));
    await expect(found(filled(0, 64))).rejects.toThrow(refusedAs('bad-signature'));
  });

  test('of an organisation without an anchor, or of none, is no fact: the rule book refuses it', async () => {
    const signature = await signedBy(anchor, anchorMessage(root, says()));
    expect(await found(signature, { ...says(), organisation: bare })).toEqual({});
    expect(await found(signature, { ...says(), organisation: filled<OrganisationId>(33, 16) })).toEqual({});
  });

  test('is as of an entry that the register has', async () => {
    await expect(found(filled(0, 64), { ...says(), asOf: -1 })).rejects.toThrow(refusedAs('shape'));
  });

  test('an anchor of small order enters no register; a key does, and so does none', async () => {
    const entered = (of: string) => establishFacts(registerRules, entryOf('organisation', { anchor: of }), at());
    await expect(entered(toB64(new Uint8Array(32)))).rejects.toThrow(refusedAs('small-order'));
    await expect(entered(toB64(new Uint8Array(32).fill(255)))).rejects.toThrow(refusedAs('small-order'));
    expect(await entered(anchor.public)).toEqual({});
    expect(await entered('')).toEqual({});
  });
});

test('entries that carry nothing signed, or whose body is not given, have no facts', async () => {
  const none = {};
  expect(await establishFacts(registerRules, entryOf('status', {}), undefined)).toEqual(none);
  expect(await establishFacts(roomRules, entryOf('decision', {}), standpoint())).toEqual(none);
  expect(await establishFacts(adviceRules, entryOf('admit', {}), standpoint())).toEqual(none);
  expect(await establishFacts(roomRules, entryOf('credential', {}), standpoint())).toEqual(none);
  expect(await establishFacts(roomRules, entryOf('admit', undefined), undefined)).toEqual(none);
  await expect(establishFacts(roomRules, entryOf('admit', {}), undefined)).rejects.toThrow(refusedAs('unknown-signer'));
});

describe('a gesture over a register entry', () => {
  /** A suspension by the adviser that is confirmed, with one thing about it different. */
  const suspended = (change: Partial<Skeleton>, wire: object = {}, at: Standpoint | undefined = standpoint()) => {
    const skeleton = { type: 'status', id: filled(1, 16), root, ledger: root, by: adviser.id, ...change } as Skeleton;
    const gesture = key.assert(filled(5, 32), nonce);
    const body = { status: 'suspended', gesture };
    return establishFacts(registerRules, { skeleton, body, wire: { jws: '', salt: filled(2, 16), ...wire } }, at);
  };

  test('is of this very act', async () => {
    await expect(suspended({})).rejects.toThrow(refusedAs('gesture-challenge'));
  });

  test.each([
    ['before there is a register', { ledger: '' }, {}],
    ['under no register', { root: '' }, {}],
    ['by nobody the register knows', { by: filled(99, 16) }, {}],
    ['without what its hash was made with', {}, { salt: undefined }],
  ] as const)('is believed of nobody %s', async (_what, change, wire) => {
    await expect(suspended(change as Partial<Skeleton>, wire)).rejects.toThrow(refusedAs('unknown-signer'));
  });

  test('is believed of nobody without a register to look in', async () => {
    const body = { gesture: key.assert(filled(5, 32), nonce) };
    const entry = { skeleton: { type: 'status', root, ledger: root } as Skeleton, body, wire: { jws: '' } };
    await expect(establishFacts(registerRules, entry, undefined)).rejects.toThrow(refusedAs('unknown-signer'));
  });
});

test('the newest rules an entry names are its own, or those of the decision in it that the reader was given', async () => {
  const later = await signJws('consilium-clearance', { ...clearance, rules: 3 }, adviser.signer);
  const named = (kind: 'room' | 'advice', type: string, body: unknown) =>
    rulesNamed(kind, { skeleton: { type, rules: 2 } as Skeleton, body, wire: { jws: '' } });
  const carries = { clearance: later.jws };
  expect([named('room', 'admit', carries), named('advice', 'decision', carries)]).toEqual([3, 3]);
  expect([named('room', 'admit', { clearance: signed.jws }), named('room', 'admit', undefined)]).toEqual([2, 2]);
  expect([named('room', 'decision', carries), named('advice', 'admit', carries)]).toEqual([2, 2]);
});
