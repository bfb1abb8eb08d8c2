import { toB64 } from '@consilium/bytes';
import { adviceRules, registerRules, waitsOf } from '@consilium/domain';
import type { EntryId } from '@consilium/domain';
import {
  authenticator,
  beginning,
  confirmedBy,
  diaryBook,
  filled,
  invitation,
  now,
  numbered,
  placeOf,
  randomising,
  refusedAs,
  registerHash,
  root,
  somebody,
  type Somebody,
} from '@consilium/testkit/ledger';
import { fromB64, textOf, utf8 } from './untrusted-bytes';
import { draft, newEntryId, sealBatch } from './draft';
import { blobBytes, blobOf, blobRefs, bodyHash, entryHash, judged, ledgerIdOf, missingBlobs, readEntry } from './entry';
import { verify } from './keys';
import type { SealedEntry } from './sealed-entry';
import { Tree } from './tree';

let alice: Somebody;
let genesis: SealedEntry;

async function only(entries: Promise<readonly SealedEntry[]>): Promise<SealedEntry> {
  const [first] = await entries;
  if (first === undefined) throw new Error('an entry was expected');
  return first;
}

beforeAll(async () => {
  alice = await somebody(1);
  genesis = await only(sealBatch(diaryBook, [beginning], placeOf(alice)));
});

describe('sealing a batch', () => {
  test('gives a beginning no past and a hash that becomes the ledger’s id', async () => {
    const [first, second] = await sealBatch(diaryBook, [beginning, invitation(2)], placeOf(alice));
    const [a, b] = await Promise.all([first, second].map((wire) => readEntry(diaryBook, wire ?? genesis)));
    expect(a?.skeleton).toMatchObject({
      v: 1,
      rules: 1,
      root,
      ledger: '',
      seq: 0,
      prev: '',
      by: alice.id,
      at: now,
      type: 'genesis',
    });
    expect(b?.skeleton).toMatchObject({
      ledger: a?.hash,
      seq: 1,
      prev: a?.hash,
      register: { seq: 0, hash: registerHash },
    });
    expect(ledgerIdOf('room', genesis)).toBe(a?.hash);
  });

  test('again at another place keeps ids, salts and bodies, and changes the rest', async () => {
    const drafts = [invitation(2), invitation(3)];
    const ledger = ledgerIdOf('room', genesis);
    const head = (seq: number, at: number) => ({
      ledger,
      head: { seq, hash: filled<typeof registerHash>(seq, 32), at },
    });
    const before = await sealBatch(diaryBook, drafts, placeOf(alice, head(4, now)));
    const after = await sealBatch(diaryBook, drafts, placeOf(alice, head(7, now + 5)));
    for (const [index, wire] of after.entries()) {
      const was = await readEntry(diaryBook, before[index] ?? genesis);
      const is = await readEntry(diaryBook, wire);
      expect(wire).toMatchObject({ body: before[index]?.body, salt: before[index]?.salt });
      expect(is.skeleton).toMatchObject({
        id: was.skeleton.id,
        bodyHash: was.skeleton.bodyHash,
        seq: 8 + index,
        at: now + 5,
      });
      expect(is.hash).not.toBe(was.hash);
    }
  });

  test('in the register names the entry before as its register head, and the tree over all before', async () => {
    const said = { organisation: filled<string>(2, 16), name: 'North', kind: 'clinical', anchor: '' } as const;
    const act = numbered(2, { type: 'organisation', scope: 'room', body: { ...said, asOf: -1, signedAt: now } });
    const named = await confirmedBy(authenticator(), { root, by: alice.id }, act);
    const hash = filled<typeof registerHash>(3, 32);
    const tree = await Tree.append(Tree.empty, fromB64(hash));
    const place = placeOf(alice, { ledger: root, head: { seq: 0, hash, at: now }, tree });
    const [first, second] = await sealBatch(registerRules, [named, { ...named, id: filled<EntryId>(3, 16) }], place);
    const one = await readEntry(registerRules, first ?? genesis);
    const two = await readEntry(registerRules, second ?? genesis);
    expect(one.skeleton).toMatchObject({ seq: 1, register: { seq: 0, hash }, tree: await Tree.root(tree) });
    expect(two.skeleton).toMatchObject({
      seq: 2,
      register: { seq: 1, hash: one.hash },
      tree: await Tree.root(await Tree.append(tree, fromB64(one.hash))),
    });
  });

  test('that begins a register makes it the root of what follows', async () => {
    const join = `${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(86)}`;
    const begins = numbered(1, {
      type: 'genesis',
      scope: 'room',
      body: {
        ...{ kind: 'register', mode: 'trial', nonce: filled(1, 16), rpId: 'localhost', origin: 'http://localhost' },
        ...{ officers: [join], service: alice.signer.public, waits: waitsOf.production },
      },
    });
    const said = {
      organisation: filled<string>(2, 16),
      name: 'North',
      kind: 'clinical',
      anchor: '',
      asOf: -1,
      signedAt: now,
    } as const;
    const act = numbered(2, { type: 'organisation', scope: 'room', body: said });
    const named = await confirmedBy(authenticator(), { root, by: alice.id }, act);
    const place = placeOf(alice, { root: '', register: { seq: -1, hash: '' } });
    const [first, second] = await sealBatch(registerRules, [begins, named], place);
    const [one, two] = await Promise.all([first, second].map((wire) => readEntry(registerRules, wire ?? genesis)));
    expect(one?.skeleton).toMatchObject({ root: '', ledger: '', seq: 0, register: { seq: -1, hash: '' } });
    expect(two?.skeleton).toMatchObject({
      root: one?.hash,
      ledger: one?.hash,
      seq: 1,
      register: { seq: 0, hash: one?.hash },
    });
  });

  test('refuses a body that its type does not have', async () => {
    const wrong = draft({ type: 'invite', scope: 'room', body: { person: 'nobody' } });
    await expect(sealBatch(diaryBook, [wrong], placeOf(alice))).rejects.toMatchObject({ reason: 'shape' });
    const unknown = draft({ type: 'toString' as never, scope: 'room', body: {} as never });
    await expect(sealBatch(diaryBook, [unknown], placeOf(alice))).rejects.toMatchObject({ reason: 'type' });
  });

  test('gives every draft its own id and salt', () => {
    const [a, b] = [1, 2].map(() => draft({ type: 'tick', scope: 'room', body: {} }));
    expect(a?.id).not.toBe(b?.id);
    expect(a?.salt).not.toBe(b?.salt);
    expect(fromB64(newEntryId())).toHaveLength(16);
  });
});

test('the same words signed twice are two entries: no second signature fits under a known head', async () => {
  const signer = await randomising(new Uint8Array(32).fill(1));
  const [one, two] = await Promise.all(
    [1, 2].map(() => sealBatch(diaryBook, [beginning], { ...placeOf(alice), signer })),
  );
  const [first, second] = [one?.[0], two?.[0]];
  if (first === undefined || second === undefined) throw new Error('nothing was signed');
  const [a, b] = await Promise.all([readEntry(diaryBook, first), readEntry(diaryBook, second)]);
  expect(a.skeleton).toEqual(b.skeleton);
  expect(a.hash).not.toBe(b.hash);
  for (const { signed, signature } of [a, b]) expect(await verify(signer.public, signed, signature)).toBe(true);
});

describe('reading an entry', () => {
  test('gives skeleton, hash, body and what the author signed', async () => {
    const read = await readEntry(diaryBook, genesis);
    expect(read.hash).toBe(entryHash(read.wire.jws));
    expect(textOf(read.signed)).toBe(read.wire.jws.slice(0, read.wire.jws.lastIndexOf('.')));
    expect(read.body).toEqual(JSON.parse(beginning.body));
    expect(read.kid).toBe(alice.signer.kid);
    expect(await verify(alice.signer.public, read.signed, read.signature)).toBe(true);
    expect(judged(read)).toEqual({ ...read.skeleton, hash: read.hash });
  });

  test('without its body gives the skeleton alone', async () => {
    const read = await readEntry(diaryBook, { jws: genesis.jws });
    expect(Object.hasOwn(read, 'body')).toBe(false);
    expect(read.refs).toEqual([]);
  });

  test('with any single byte changed is refused, or signed by nobody (attack 3)', async () => {
    const { jws } = genesis;
    const survived: number[] = [];
    for (let at = 0; at < jws.length; at++) {
      const other = jws[at] === 'A' ? 'B' : 'A';
      const flipped = { ...genesis, jws: jws.slice(0, at) + other + jws.slice(at + 1) };
      const read = await readEntry(diaryBook, flipped).catch(() => undefined);
      const isGood = read && (await verify(alice.signer.public, read.signed, read.signature));
      if (isGood === true) survived.push(at);
    }
    expect(survived).toEqual([]);
  });

  test('with any single byte of its body or salt changed is refused', async () => {
    const { body = '', salt = '' } = genesis;
    for (let at = 0; at < body.length; at++) {
      const changed = body.slice(0, at) + (body[at] === 'x' ? 'y' : 'x') + body.slice(at + 1);
      await expect(readEntry(diaryBook, { ...genesis, body: changed })).rejects.toThrow(refusedAs('body-hash'));
    }
    for (let at = 0; at < salt.length - 1; at++) {
      const changed = salt.slice(0, at) + (salt[at] === 'A' ? 'B' : 'A') + salt.slice(at + 1);
      await expect(readEntry(diaryBook, { ...genesis, salt: changed })).rejects.toThrow(refusedAs('body-hash'));
    }
  });

  test('of another kind of ledger, or of a type this kind does not have, is refused (attacks 7, 13)', async () => {
    await expect(readEntry(adviceRules, genesis)).rejects.toThrow(refusedAs('header'));
    await expect(readEntry(registerRules, genesis)).rejects.toThrow(refusedAs('header'));
  });

  test('with half a body is refused', async () => {
    await expect(readEntry(diaryBook, { jws: genesis.jws, body: genesis.body })).rejects.toThrow(refusedAs('body'));
    await expect(readEntry(diaryBook, { jws: genesis.jws, salt: genesis.salt })).rejects.toThrow(refusedAs('body'));
    await expect(readEntry(diaryBook, { ...genesis, salt: filled(1, 15) })).rejects.toThrow(refusedAs('body'));
  });

  test('whose body is hashed right but is not of its type is refused', async () => {
    const salt = filled(1, 16);
    const body = '{"person":"x"}';
    const hash = bodyHash('consilium-room', 'genesis', fromB64(salt), body);
    const read = await readEntry(diaryBook, genesis);
    const jws = genesis.jws.replace(
      /\.[^.]+\./,
      `.${toB64(utf8(JSON.stringify({ ...read.skeleton, bodyHash: hash })))}.`,
    );
    await expect(readEntry(diaryBook, { jws, body, salt })).rejects.toThrow(refusedAs('shape'));
  });

  test('a body is bound to ledger type and entry type', () => {
    const salt = fromB64(filled(1, 16));
    const hashes = [
      bodyHash('consilium-room', 'tick', salt, '{}'),
      bodyHash('consilium-advice', 'tick', salt, '{}'),
      bodyHash('consilium-room', 'reopen', salt, '{}'),
      bodyHash('consilium-room', 'tick', fromB64(filled(2, 16)), '{}'),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('blobs', () => {
  const thread = filled(3, 16);
  let wire: SealedEntry;
  let named: Awaited<ReturnType<typeof blobOf>>;

  beforeAll(async () => {
    named = await blobOf(Uint8Array.of(1, 2, 3));
    const title = numbered(4, {
      type: 'title',
      scope: 'room',
      body: { thread, gen: 1, sealed: named.ref },
      blobs: [named],
    });
    wire = await only(sealBatch(diaryBook, [title], placeOf(alice)));
  });

  test('are found wherever a body names them', async () => {
    const other = { hash: filled(2, 32), size: 2 };
    expect(blobRefs({ a: named.ref, b: [{ c: other, d: 1 }], e: null, f: 'x' })).toEqual([named.ref, other]);
    expect(blobRefs({ size: 1, hash: 'x' })).toEqual([]);
    expect(blobRefs({ id: 'x', size: 1 })).toEqual([]);
    expect(blobRefs({ hash: 'x', length: 1 })).toEqual([]);
    expect(blobRefs({ hash: 'x', size: 1, more: 1 })).toEqual([]);
    expect(await blobOf(new Uint8Array(0))).toMatchObject({ ref: { size: 0 }, data: '' });
  });

  test('come along by the hash and size named', async () => {
    const read = await readEntry(diaryBook, wire);
    expect(read.refs).toEqual([named.ref]);
    expect([...(blobBytes(read, named.ref) ?? [])]).toEqual([1, 2, 3]);
    expect(missingBlobs(read)).toEqual([]);
  });

  test('are noticed when withheld', async () => {
    const read = await readEntry(diaryBook, { ...wire, blobs: undefined });
    expect(missingBlobs(read)).toEqual([named.ref]);
    expect(blobBytes(read, named.ref)).toBeUndefined();
  });

  test('swapped, cut or added are refused (attack 76)', async () => {
    const { ref } = named;
    for (const blobs of [
      { [ref.hash]: toB64(Uint8Array.of(1, 2, 4)) },
      { [ref.hash]: toB64(Uint8Array.of(1, 2)) },
      { ...wire.blobs, [filled<string>(2, 32)]: 'AQID' },
      { ...wire.blobs, toString: 'AQID' },
    ]) {
      await expect(readEntry(diaryBook, { ...wire, blobs })).rejects.toThrow(refusedAs('blob'));
    }
    await expect(readEntry(diaryBook, { ...wire, blobs: { [ref.hash]: 'AQI' } })).rejects.toThrow(refusedAs('blob'));
    await expect(readEntry(diaryBook, { jws: wire.jws, blobs: wire.blobs })).rejects.toThrow(refusedAs('blob'));
  });

  test('of the right hash but another size than the body names are refused', async () => {
    const lying = { ...named, ref: { ...named.ref, size: 4 } };
    const title = numbered(4, {
      type: 'title',
      scope: 'room',
      body: { thread, gen: 1, sealed: lying.ref },
      blobs: [lying],
    });
    const entry = await only(sealBatch(diaryBook, [title], placeOf(alice)));
    await expect(readEntry(diaryBook, entry)).rejects.toThrow(refusedAs('blob'));
  });
});
