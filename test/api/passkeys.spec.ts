import { endpoints, type Endpoint, type InputOf, type SealedEntry } from '@consilium/contracts';
import { challenge, recoveryActMessage } from '@consilium/ledger';
import { Database } from '../../apps/api/src/storage/database';
import { startSystem, type System } from '@consilium/testkit/system';
import { ForgingPasskey, type Forgery, type Home } from './forging-passkey';
import { PlainBrowser } from './plain-browser';
import { b64, now, PlainOfficer, PlainPerson } from './plain-person';

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

  const gesture = async (hash: string, how: How): Promise<object> => {
    const nonce = how.nonce ?? (await browser.ask(table.stepUpBegin, { act: 'register' })).nonce;
    const over = how.over ?? hash;
    const asked =
      how.label === undefined
        ? await challenge('consilium/1 act', officer.root, home.rpId, nonce, 'passkeys', over)
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
    keyring = 1,
  ): Promise<R & { entry: SealedEntry }> {
    const { signedAt = now() } = how;
    const entry = await officer.passkeysEntry({ passkeys, keyring, request, signedAt }, (hash) => gesture(hash, how));
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

  async function adds(passkey: ForgingPasskey, how: How = {}, keyring = 1): Promise<number> {
    const request = await additional(passkey);
    const input = await confirmed(request, [...held, passkey], how, keyring);
    const { status: answered } = await browser.call(table.addPasskey, input);
    if (answered === 200) {
      await officer.follow(input.entry);
      held = [...held, passkey];
    }
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

  test('the last passkey stays, even with a fresh gesture', async () => {
    const request = { credential: person.passkey.credential, account: person.account([], 2) };
    const other = new ForgingPasskey();
    await additional(other);
    const input = await confirmed(request, [other], {}, 2);
    expect(await status(table.removePasskey, input)).toBe(403);
    expect(await signsIn(person.passkey)).toBe(true);
  });

  test('a passkey is added with a fresh gesture over this very request, and then signs in', async () => {
    const added = new ForgingPasskey();
    expect(await adds(added)).toBe(200);
    expect(await signsIn(added)).toBe(true);
    const { wraps } = await browser.ask(table.account, {});
    expect(wraps.map(({ credential }) => credential)).toContain(added.credential);
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
    const account = person.account([person.passkey.credential], 2);
    const request = { credential: lost.credential, account };
    const kept = held.filter((each) => each !== lost);
    const keepsOld = { ...request, account: { ...account, wraps: before.wraps } };
    expect(await status(table.removePasskey, await confirmed(keepsOld, kept, {}, 2))).toBe(400);
    const input = await confirmed(request, kept, {}, 2);
    await browser.ask(table.removePasskey, input);
    await officer.follow(input.entry);
    held = kept;
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
    const input = await confirmed({ account: person.account(undefined, 3) }, held, {}, 3);
    await browser.ask(table.replaceAccount, input);
    await officer.follow(input.entry);
    expect((await at.call(table.recover, old)).status).toBe(401);
    const after = await browser.ask(table.account, {});
    const sealed = before.wraps.map((wrap) => wrap.sealed);
    expect(after.wraps.filter((wrap) => sealed.includes(wrap.sealed))).toEqual([]);
    expect(after.keyringVersion).toBe(3);
  });

  test('an account whose keyring version fell is refused', async () => {
    const request = await confirmed({ account: person.account(undefined, 1) }, held, {}, 3);
    expect(await status(table.replaceAccount, request)).toBe(409);
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
    const entry = await officer.passkeysEntry({ passkeys, keyring: 3, request }, byWords);
    await at.ask(table.addPasskey, { ...request, entry });
    await officer.follow(entry);
    held = passkeys;
    expect(await signsIn(passkey)).toBe(true);
    const removed = held.filter((each) => each !== person.passkey);
    const account = person.account([passkey.credential], 4);
    const removal = { credential: person.passkey.credential, account };
    expect(await status(table.removePasskey, await confirmed(removal, removed, { by: passkey }, 4))).toBe(403);
  });

  test('whoever holds sixteen passkeys adds no other, still reads the account, and seals it anew', async () => {
    const add = (): Promise<number> => adds(new ForgingPasskey(), {}, 3);
    const statuses = [await add()];
    while (statuses.at(-1) === 200 && statuses.length < 60) statuses.push(await add());
    expect(statuses.at(-1)).toBe(409);
    const { keyringVersion } = await browser.ask(table.account, {});
    const database = system.application.nest.get(Database, { strict: false });
    const rows = await database.rows<{ credential: string }>('SELECT credential FROM passkeys WHERE person = $1', [
      person.id,
    ]);
    const stored = rows.map(({ credential }) => credential);
    expect(stored).toHaveLength(16);
    const account = person.account(stored, keyringVersion + 1);
    const input = await confirmed({ account }, held, {}, keyringVersion + 1);
    expect(await status(table.replaceAccount, input)).toBe(200);
    await officer.follow(input.entry);
  });

  test('the version of sealed keys rises by one at a time: nobody brings their own to where none follows', async () => {
    const { wraps, keyringVersion } = await browser.ask(table.account, {});
    const opening = wraps.map(({ credential }) => credential).filter((credential) => credential !== '');
    const replaces = async (version: number): Promise<number> => {
      const input = await confirmed({ account: person.account(opening, version) }, held, {}, version);
      return status(table.replaceAccount, input);
    };
    expect([await replaces(2_147_483_647), await replaces(keyringVersion + 2)]).toEqual([400, 400]);
    expect(await replaces(keyringVersion + 1)).toBe(200);
  });
});
