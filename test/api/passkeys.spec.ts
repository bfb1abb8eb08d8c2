import { endpoints, type Endpoint, type InputOf, type SealedAccount, type SealedEntry } from '@consilium/contracts';
import type { Hash } from '@consilium/domain';
import { challenge, recoveryActMessage } from '@consilium/ledger';
import { Database } from '../../apps/api/src/storage/database';
import { startSystem, type System } from '@consilium/testkit/system';
import { ownerSql } from '../owner-sql';
import { ForgingPasskey, type Forgery, type Home } from './forging-passkey';
import { PlainBrowser } from './plain-browser';
import { b64, now, PlainOfficer, PlainPerson, sha256 } from './plain-person';

const table = endpoints.signIn;
const code = 'first-run-code';

describe('passkeys of one account', () => {
  let system: System;
  let home: Home;
  let officer: PlainOfficer;
  let person: PlainPerson;
  let browser: PlainBrowser;

  const newBrowser = (): PlainBrowser => new PlainBrowser(system.address, system.origin);

  beforeAll(async () => {
    system = await startSystem({ SETUP_CODE: code });
    home = { origin: system.origin, rpId: 'localhost' };
    officer = new PlainOfficer(await PlainPerson.make());
    person = officer.person;
    browser = newBrowser();
    await officer.setUp(browser, home, code);
    held = [person.passkey];
  });

  /** The gesture a register entry gets; it may be by another passkey, forged, over another act or for another nonce. */
  interface How {
    readonly by?: ForgingPasskey;
    readonly forged?: Forgery;
    readonly over?: string;
    readonly nonce?: string;
    readonly signedAt?: number;
    readonly label?: 'consilium/1 decision';
  }

  const gesture = async (hash: string, how: How, type: 'passkeys' | 'key-change' = 'passkeys'): Promise<object> => {
    const nonce = how.nonce ?? (await browser.ask(table.stepUpBegin, { act: 'register' })).nonce;
    const over = how.over ?? hash;
    const asked =
      how.label === undefined
        ? await challenge('consilium/1 act', officer.root, home.rpId, nonce, type, over)
        : await challenge(how.label, officer.root, home.rpId, nonce, over);
    const made = (how.by ?? person.passkey).assert(asked, home, how.forged);
    const { id: cred, authenticatorData: authData, clientDataJSON: clientData, signature: sig } = made;
    return { cred, nonce, authData, clientData, sig };
  };

  /** The request with the register entry that goes with it. */
  async function confirmed<R extends object>(
    request: R,
    passkeys: readonly ForgingPasskey[],
    how: How = {},
  ): Promise<R & { entry: SealedEntry }> {
    const { signedAt = now() } = how;
    const entry = await officer.passkeysEntry({ passkeys, request, signedAt }, (hash) => gesture(hash, how));
    return { ...request, entry };
  }

  async function additional(
    passkey: ForgingPasskey,
    at = browser,
  ): Promise<Omit<InputOf<typeof table.addPasskey>, 'entry'>> {
    const { nonce } = await at.ask(table.passkeyBegin, {});
    const asked = await challenge('consilium/1 passkey-create', officer.root, home.rpId, nonce, person.id);
    const made = passkey.create(asked, person.id, home);
    const wrap = { kind: 'prf' as const, credential: made.id, version: 1, parameters: 'HKDF-SHA256', sealed: b64(60) };
    return { nonce, passkey: made, wrap };
  }

  /** Everything the officer holds now, in the order it was added. */
  let held: readonly ForgingPasskey[] = [];

  async function adds(passkey: ForgingPasskey, how: How = {}): Promise<number> {
    const request = await additional(passkey);
    const input = await confirmed(request, [...held, passkey], how);
    const { status: answered } = await browser.call(table.addPasskey, input);
    if (answered === 200) {
      await officer.follow(input.entry);
      held = [...held, passkey];
    }
    return answered;
  }

  interface Wrong {
    readonly version?: number;
    readonly hash?: Hash;
    readonly account?: SealedAccount;
  }

  /** Of the list of heads: one more with each renewal. */
  let listVersion = 70;

  /** New keys that these passkeys open, and the request that brings them. */
  async function renewal(kept: readonly ForgingPasskey[], how: How = {}, wrong: Wrong = {}) {
    const { keyringVersion } = await browser.ask(table.account, {});
    const version = wrong.version ?? keyringVersion + 1;
    const opening = kept.map(({ credential }) => credential);
    const account = wrong.account ?? person.account(opening, version);
    const request = { account, remembered: { sealed: b64(40), version: (listVersion += 1) } };
    const hash = wrong.hash ?? (sha256(Buffer.from(account.keyring, 'base64url')) as Hash);
    const stated = { passkeys: kept, keyring: { version, hash }, request };
    const made = await officer.renewal(stated, (over) => gesture(over, how, 'key-change'));
    return { ...request, ...made };
  }

  async function renews(kept: readonly ForgingPasskey[], how: How = {}, wrong: Wrong = {}): Promise<number> {
    const { signer, ...input } = await renewal(kept, how, wrong);
    const answered = await status(table.renewKeys, input);
    if (answered !== 200) return answered;
    await officer.follow(input.entry);
    person.signer = signer;
    held = kept;
    return answered;
  }

  async function status<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<number> {
    return (await browser.call(endpoint, input)).status;
  }

  async function signsIn(passkey: ForgingPasskey): Promise<boolean> {
    const at = newBrowser();
    const { preSession, nonce, root, rpId } = await at.ask(table.begin, {});
    const asked = await challenge('consilium/1 sign-in', root, rpId, nonce, preSession);
    const assertion = passkey.assert(asked, home);
    return (await at.call(table.finish, { preSession, nonce, assertion, device: 'Test' })).status === 200;
  }

  test('a passkey is added with a fresh gesture over this very request, and then signs in', async () => {
    const added = new ForgingPasskey();
    expect(await adds(added)).toBe(200);
    expect(await signsIn(added)).toBe(true);
    const { wraps } = await browser.ask(table.account, {});
    expect(wraps.map(({ credential }) => credential)).toContain(added.credential);
    expect(wraps.map(({ kind }) => kind)).toEqual(['prf', 'prf', 'recovery']);
  });

  test('a new passkey comes with a nonce of this very session, once, and with a wrap of its own', async () => {
    const slow = 'This step took too long. Start adding the passkey again.';
    const closed = 'The new passkey came without a way to open the account. Start adding it again.';
    const passkey = new ForgingPasskey();
    const tries = async (request: Awaited<ReturnType<typeof additional>>, title: string): Promise<void> => {
      const answer = await browser.call(table.addPasskey, await confirmed(request, [...held, passkey]));
      expect([answer.status, answer.title]).toEqual([title === slow ? 409 : 400, title]);
    };
    const [one, other] = [await additional(passkey), await additional(passkey)];
    await tries({ ...other, nonce: b64(32) }, slow);
    await tries({ ...other, wrap: { ...other.wrap, credential: person.passkey.credential } }, closed);
    await tries(other, slow);
    await tries({ ...one, wrap: { ...one.wrap, kind: 'recovery' } }, closed);
    expect(await signsIn(passkey)).toBe(false);
  });

  test('a passkey that is there already is not added once more', async () => {
    const passkey = new ForgingPasskey();
    const first = await additional(passkey);
    const input = await confirmed(first, [...held, passkey]);
    await browser.ask(table.addPasskey, input);
    await officer.follow(input.entry);
    held = [...held, passkey];
    const { nonce } = await browser.ask(table.passkeyBegin, {});
    const asked = await challenge('consilium/1 passkey-create', officer.root, home.rpId, nonce, person.id);
    const again = await confirmed({ ...first, nonce, passkey: ForgingPasskey.resaid(first.passkey, asked) }, held);
    expect(await browser.call(table.addPasskey, again)).toMatchObject({
      status: 409,
      title: 'This passkey is added already. Reload the list.',
    });
  });

  test.each<{ name: string; how: () => How | Promise<How>; answer: number }>([
    { name: 'over another act', how: () => ({ over: b64(32) }), answer: 403 },
    { name: 'under the label of a decision', how: () => ({ label: 'consilium/1 decision' }), answer: 403 },
    { name: 'without user verification', how: () => ({ forged: { flags: 0x01 } }), answer: 403 },
    { name: 'of another origin', how: () => ({ forged: { origin: 'https://evil.example' } }), answer: 403 },
    { name: 'in another origin’s frame', how: () => ({ forged: { crossOrigin: true } }), answer: 403 },
    { name: 'with a counter that fell', how: () => ({ forged: { counter: 1 } }), answer: 409 },
    { name: 'for a nonce the service did not give', how: () => ({ nonce: b64(32) }), answer: 409 },
    { name: 'made more than ten minutes ago', how: () => ({ signedAt: now() - 601 }), answer: 403 },
  ])('a passkey is not added with a gesture $name', async ({ how, answer }) => {
    const passkey = new ForgingPasskey();
    expect(await adds(passkey, await how())).toBe(answer);
    expect(await signsIn(passkey)).toBe(false);
  });

  test('the new passkey’s own gesture does not add it, nor does one made for another request', async () => {
    const passkey = new ForgingPasskey();
    const request = await additional(passkey);
    expect(await status(table.addPasskey, await confirmed(request, [...held, passkey], { by: passkey }))).toBe(403);
    const again = await additional(passkey);
    const other = await confirmed({ ...again, nonce: b64(32) }, [...held, passkey]);
    expect(await status(table.addPasskey, { ...again, entry: other.entry })).toBe(400);
    expect(await signsIn(passkey)).toBe(false);
  });

  test('a passkey that is new confirms nothing before it counts', async () => {
    const fresh = new ForgingPasskey();
    expect(await adds(fresh)).toBe(200);
    expect(await adds(new ForgingPasskey(), { by: fresh })).toBe(403);
  });

  test('a gesture’s nonce works once, and for ten minutes', async () => {
    const { nonce } = await browser.ask(table.stepUpBegin, { act: 'register' });
    expect(await adds(new ForgingPasskey(), { nonce })).toBe(200);
    expect(await adds(new ForgingPasskey(), { nonce })).toBe(409);
    const late = await browser.ask(table.stepUpBegin, { act: 'register' });
    system.clock.forward(601);
    expect(await adds(new ForgingPasskey(), late)).toBe(409);
    system.clock.forward(-601);
  });

  test('the passkey is added to account and register together, or to neither', async () => {
    const added = new ForgingPasskey();
    const lacking = await confirmed(await additional(added), held);
    expect(await status(table.addPasskey, lacking)).toBe(400);
    const salted = await confirmed(await additional(added), [...held, added]);
    const stale = { ...salted, entry: { ...salted.entry, salt: b64(16) } };
    expect(await status(table.addPasskey, stale)).toBe(400);
    expect(await signsIn(added)).toBe(false);
    expect(await adds(added)).toBe(200);
    const { entries } = await browser.ask(endpoints.ledgers.entries, { ledger: officer.root, after: 0, limit: 10 });
    const last = JSON.parse(entries.at(-1)?.body ?? '{}') as { passkeys: { credential: string }[] };
    expect(last.passkeys.map(({ credential }) => credential)).toEqual(held.map(({ credential }) => credential));
  });

  test('a removed passkey signs nobody in, its sessions end, and no old wrap stays', async () => {
    const lost = new ForgingPasskey();
    expect(await adds(lost)).toBe(200);
    const thief = newBrowser();
    const begun = await thief.ask(table.begin, {});
    const asked = await challenge('consilium/1 sign-in', begun.root, begun.rpId, begun.nonce, begun.preSession);
    const { preSession, nonce } = begun;
    await thief.ask(table.finish, { preSession, nonce, assertion: lost.assert(asked, home), device: 'Lost phone' });
    const before = await browser.ask(table.account, {});
    const kept = held.filter((each) => each !== lost);
    expect(await renews(kept)).toBe(200);
    expect(await signsIn(lost)).toBe(false);
    expect((await thief.call(table.account, {})).status).toBe(401);
    const after = await browser.ask(table.account, {});
    const sealed = before.wraps.map((wrap) => wrap.sealed);
    expect(after.wraps.filter((wrap) => sealed.includes(wrap.sealed))).toEqual([]);
  });

  test('new recovery words replace every old wrap, and the old words sign nobody in', async () => {
    const at = newBrowser();
    const begun = await at.ask(table.begin, {});
    const { preSession, nonce } = begun;
    const old = { preSession, nonce, ...person.recover(begun), device: 'Old words' };
    const before = await browser.ask(table.account, {});
    person.newRecoveryWords();
    expect(await renews(held)).toBe(200);
    expect((await at.call(table.recover, old)).status).toBe(401);
    const after = await browser.ask(table.account, {});
    const sealed = before.wraps.map((wrap) => wrap.sealed);
    expect(after.wraps.filter((wrap) => sealed.includes(wrap.sealed))).toEqual([]);
    expect(after.keyringVersion).toBe(3);
  });

  test('whoever lost every passkey adds a new one by the recovery words, which signs in at once and counts later', async () => {
    const at = newBrowser();
    const begun = await at.ask(table.begin, {});
    const { preSession, nonce } = begun;
    await at.ask(table.recover, { preSession, nonce, ...person.recover(begun), device: 'New phone' });
    const passkey = new ForgingPasskey();
    const request = await additional(passkey, at);
    const passkeys = [...held, passkey];
    const byWords = async (hash: string): Promise<object> => {
      const message = recoveryActMessage(officer.root, hash);
      return { words: Buffer.from(await person.words.sign(message)).toString('base64url') };
    };
    const entry = await officer.passkeysEntry({ passkeys, request }, byWords);
    await at.ask(table.addPasskey, { ...request, entry });
    await officer.follow(entry);
    held = passkeys;
    expect(await signsIn(passkey)).toBe(true);
    expect(await renews([passkey], { by: passkey })).toBe(403);
  });

  test('whoever holds sixteen passkeys adds no other, still reads the account, and seals it anew', async () => {
    const add = (): Promise<number> => adds(new ForgingPasskey());
    const statuses = [await add()];
    while (statuses.at(-1) === 200 && statuses.length < 60) statuses.push(await add());
    expect(statuses.at(-1)).toBe(409);
    const database = system.application.nest.get(Database, { strict: false });
    const rows = await database.rows<{ credential: string }>('SELECT credential FROM passkeys WHERE person = $1', [
      person.id,
    ]);
    const stored = rows.map(({ credential }) => credential);
    expect(stored).toHaveLength(16);
    expect(await renews(held)).toBe(200);
  });

  test('the version of sealed keys rises by one at a time: nobody brings their own to where none follows', async () => {
    const { keyringVersion } = await browser.ask(table.account, {});
    for (const version of [2_147_483_647, keyringVersion + 2, keyringVersion]) {
      expect(await renews(held, {}, { version })).toBe(403);
    }
    expect(await renews(held)).toBe(200);
  });

  test('an account that does not fit what the register says of it, or opens in other ways, is refused whole', async () => {
    const { keyringVersion } = await browser.ask(table.account, {});
    const opening = held.map(({ credential }) => credential);
    const whole = person.account(opening, keyringVersion + 1);
    const [first] = whole.wraps;
    if (first === undefined) throw new Error('no wrap');
    const wrong: SealedAccount[] = [
      { ...whole, wraps: whole.wraps.slice(1) },
      { ...whole, wraps: whole.wraps.filter(({ kind }) => kind !== 'recovery') },
      { ...whole, wraps: whole.wraps.map((each) => ({ ...each, version: keyringVersion })) },
      { ...whole, wraps: [{ ...first, version: keyringVersion }, ...whole.wraps.slice(1)] },
      // As many ways in as passkeys stay, two of them by the same one.
      { ...whole, wraps: [{ ...first, kind: 'passphrase' }, first, ...whole.wraps.slice(2)] },
      person.account(opening, keyringVersion + 2),
      { ...whole, wraps: [...whole.wraps, { ...first, credential: b64(16) }] },
    ];
    for (const account of wrong) expect(await renews(held, {}, { account })).toBe(400);
    expect(await renews(held, {}, { hash: b64(32) as Hash })).toBe(400);
    expect((await browser.ask(table.account, {})).keyringVersion).toBe(keyringVersion);
    expect(await signsIn(person.passkey)).toBe(true);
  });

  test('a gesture made for one sealed account, and one list of heads, seals no other', async () => {
    const before = await browser.ask(table.account, {});
    const { signer: _, ...input } = await renewal(held);
    const others = [
      { account: { ...input.account, wraps: input.account.wraps.map((each) => ({ ...each, sealed: b64(60) })) } },
      { account: { ...input.account, recoveryPublic: b64(32) } },
      { remembered: { ...input.remembered, sealed: b64(40) } },
    ];
    for (const other of others) {
      expect(await browser.call(table.renewKeys, { ...input, ...other })).toMatchObject({
        status: 400,
        title: 'The register entry does not fit the new keys. Reload and start again.',
      });
    }
    expect(await browser.ask(table.account, {})).toEqual(before);
  });

  test('new keys do not take the place of an account that is of another version than the register says', async () => {
    const { signer: _, ...input } = await renewal(held);
    const move = (by: number) =>
      ownerSql(system.databaseUrl, `UPDATE accounts SET keyring_version = keyring_version + ${String(by)}`);
    await move(1);
    const before = await browser.ask(table.account, {});
    expect(await browser.call(table.renewKeys, input)).toMatchObject({
      status: 409,
      title: 'Another of your devices changed the account. Reload and start again.',
    });
    expect(await browser.ask(table.account, {})).toEqual(before);
    await move(-1);
  });

  test('recovery words that give a key of small order sign nobody in, whatever the signature', async () => {
    const { keyringVersion } = await browser.ask(table.account, {});
    const opening = held.map(({ credential }) => credential);
    // The neutral element: a signature of it and 0 would fit every message.
    const recoveryPublic = Buffer.from([1, ...new Array<number>(31).fill(0)]).toString('base64url');
    expect(
      await renews(held, {}, { account: { ...person.account(opening, keyringVersion + 1), recoveryPublic } }),
    ).toBe(200);
    const at = newBrowser();
    const { preSession, nonce } = await at.ask(table.begin, {});
    const signature = Buffer.from([1, ...new Array<number>(63).fill(0)]).toString('base64url');
    const input = { preSession, nonce, recoveryPublic, signature, device: 'Small' };
    expect((await at.call(table.recover, input)).status).toBe(401);
    expect(await renews(held)).toBe(200);
  });

  test('new keys are not taken into the register without the account sealed under them', async () => {
    const { entry } = await renewal(held);
    const append = { kind: 'register' as const, ledger: officer.root, entries: [entry] };
    expect((await browser.call(endpoints.ledgers.append, append)).status).toBe(400);
    expect(await renews(held)).toBe(200);
  });

  test('sent again after a lost answer, the same is answered alike and done once', async () => {
    const { signer, ...input } = await renewal(held);
    expect(await status(table.renewKeys, input)).toBe(200);
    expect(await status(table.renewKeys, input)).toBe(200);
    await officer.follow(input.entry);
    person.signer = signer;
    const { entries } = await browser.ask(endpoints.ledgers.entries, { ledger: officer.root, after: 0, limit: 100 });
    expect(entries.filter(({ jws }) => jws === input.entry.jws)).toHaveLength(1);
    expect((await browser.ask(table.remembered, {})).sealed).toBe(input.remembered.sealed);
  });

  test('what former keys remembered is not taken any more', async () => {
    const { keyringVersion } = await browser.ask(table.account, {});
    const { version } = await browser.ask(table.remembered, {});
    const next = { sealed: b64(40), version: version + 1 };
    expect(await status(table.remember, { ...next, keyring: keyringVersion - 1 })).toBe(409);
    expect(await status(table.remember, { ...next, keyring: keyringVersion })).toBe(200);
  });
});
