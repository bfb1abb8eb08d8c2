import { endpoints, type AssertionResponse, type Endpoint, type InputOf, type StepUp } from '@consilium/contracts';
import { challenge } from '@consilium/ledger';
import { Database } from '../../apps/api/src/platform/database';
import { startSystem, type System } from './moved-clock';
import { ForgingPasskey, type Forgery, type Home } from './forging-passkey';
import { PlainBrowser } from './plain-browser';
import { b64, PlainOfficer, PlainPerson, sha256 } from './plain-person';

const table = endpoints.signIn;
const code = 'first-run-code';

type Act = 'add-passkey' | 'remove-passkey' | 'replace-account';

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
  });

  async function session(at: PlainBrowser): Promise<string> {
    return (await at.ask(table.session, {})).me?.session ?? '';
  }

  /** The request with a gesture over it; the gesture may be by another passkey, forged, or over another request. */
  async function confirmed<R extends object>(
    act: Act,
    request: R,
    how: { by?: ForgingPasskey; forged?: Forgery; over?: object; named?: Act; at?: PlainBrowser } = {},
  ): Promise<R & { stepUp: StepUp }> {
    const at = how.at ?? browser;
    const { nonce } = await at.ask(table.stepUpBegin, { act });
    const hash = sha256(JSON.stringify(how.over ?? request));
    const asked = await challenge(
      'consilium/1 step-up',
      officer.root,
      home.rpId,
      nonce,
      await session(at),
      how.named ?? act,
      hash,
    );
    const assertion: AssertionResponse = (how.by ?? person.passkey).assert(asked, home, how.forged);
    return { ...request, stepUp: { nonce, assertion } };
  }

  async function additional(
    passkey: ForgingPasskey,
    at = browser,
  ): Promise<Omit<InputOf<typeof table.addPasskey>, 'stepUp'>> {
    const { nonce } = await at.ask(table.passkeyBegin, {});
    const asked = await challenge('consilium/1 passkey-create', officer.root, home.rpId, nonce, person.id);
    const made = passkey.create(asked, person.id, home);
    const wrap = { kind: 'prf' as const, credential: made.id, version: 1, parameters: 'HKDF-SHA256', sealed: b64(60) };
    return { nonce, passkey: made, wrap };
  }

  async function status<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<number> {
    return (await browser.call(endpoint, input)).status;
  }

  const stated = (...passkeys: ForgingPasskey[]) => ({
    passkeys: passkeys.map(({ credential, cose }) => ({ credential, cose, rpId: home.rpId })),
    keyring: 1,
  });

  async function signsIn(passkey: ForgingPasskey): Promise<boolean> {
    const at = newBrowser();
    const { preSession, nonce, root, rpId } = await at.ask(table.begin, {});
    const asked = await challenge('consilium/1 sign-in', root, rpId, nonce, preSession);
    const assertion = passkey.assert(asked, home);
    return (await at.call(table.finish, { preSession, nonce, assertion, device: 'Test' })).status === 200;
  }

  test('the last passkey stays, even with a fresh gesture', async () => {
    const request = { credential: person.passkey.credential, account: person.account([], 2) };
    const answer = await browser.call(table.removePasskey, await confirmed('remove-passkey', request));
    expect([answer.status, answer.title]).toEqual([409, expect.stringContaining('last passkey')]);
    expect(await signsIn(person.passkey)).toBe(true);
  });

  test('a passkey is added with a fresh gesture over this very request, and then signs in', async () => {
    const added = new ForgingPasskey();
    await browser.ask(table.addPasskey, await confirmed('add-passkey', await additional(added)));
    expect(await signsIn(added)).toBe(true);
    const { wraps } = await browser.ask(table.account, {});
    expect(wraps.map(({ credential }) => credential)).toContain(added.credential);
  });

  test.each<{ name: string; how: (request: object) => Parameters<typeof confirmed>[2] }>([
    { name: 'over another request', how: (request) => ({ over: { ...request, nonce: b64(32) } }) },
    { name: 'for another act', how: () => ({ named: 'replace-account' }) },
    { name: 'without user verification', how: () => ({ forged: { flags: 0x01 } }) },
    { name: 'of another origin', how: () => ({ forged: { origin: 'https://evil.example' } }) },
    { name: 'with a counter that fell', how: () => ({ forged: { counter: 1 } }) },
  ])('a passkey is not added with a gesture $name', async ({ how }) => {
    const passkey = new ForgingPasskey();
    const request = await additional(passkey);
    expect(await status(table.addPasskey, await confirmed('add-passkey', request, how(request)))).toBe(403);
    expect(await signsIn(passkey)).toBe(false);
  });

  test('the new passkey’s own gesture does not add it', async () => {
    const passkey = new ForgingPasskey();
    const request = await additional(passkey);
    expect(await status(table.addPasskey, await confirmed('add-passkey', request, { by: passkey }))).toBe(403);
  });

  test('a gesture works once', async () => {
    const request = await confirmed('replace-account', { account: person.account(undefined, 1) });
    expect(await status(table.replaceAccount, request)).toBe(200);
    expect(await status(table.replaceAccount, request)).toBe(403);
  });

  test('a gesture begun in another session confirms nothing here', async () => {
    const other = newBrowser();
    await person.signIn(other, home);
    const request = await confirmed('replace-account', { account: person.account() }, { at: other });
    expect(await status(table.replaceAccount, request)).toBe(403);
  });

  test('a gesture older than five minutes confirms nothing', async () => {
    const request = await confirmed('replace-account', { account: person.account() });
    system.clock.forward(301);
    expect(await status(table.replaceAccount, request)).toBe(403);
    system.clock.forward(-301);
  });

  test('with the register entry the passkey is added to account and register together, or to neither', async () => {
    const added = new ForgingPasskey();
    const request = await additional(added);
    const lacking = await officer.entry('passkeys', stated(person.passkey));
    const refused = await browser.call(
      table.addPasskey,
      await confirmed('add-passkey', { ...request, entry: lacking }),
    );
    expect(refused.status).toBe(400);
    const again = await additional(added);
    const stale = { ...(await officer.entry('passkeys', stated(person.passkey, added))), salt: b64(16) };
    expect(
      await status(table.addPasskey, await confirmed('add-passkey', { ...again, entry: stale })),
    ).toBeGreaterThanOrEqual(400);
    expect(await signsIn(added)).toBe(false);
    const third = await additional(added);
    const entry = await officer.entry('passkeys', stated(person.passkey, added));
    await browser.ask(table.addPasskey, await confirmed('add-passkey', { ...third, entry }));
    await officer.follow(entry);
    expect(await signsIn(added)).toBe(true);
    const { entries } = await browser.ask(endpoints.ledgers.entries, { ledger: officer.root, after: 0, limit: 10 });
    expect(entries.map(({ jws }) => jws)).toEqual([entry.jws]);
  });

  test('a removed passkey signs nobody in, its sessions end, and no old wrap stays', async () => {
    const lost = new ForgingPasskey();
    await browser.ask(table.addPasskey, await confirmed('add-passkey', await additional(lost)));
    const thief = newBrowser();
    const begun = await thief.ask(table.begin, {});
    const asked = await challenge('consilium/1 sign-in', begun.root, begun.rpId, begun.nonce, begun.preSession);
    const { preSession, nonce } = begun;
    await thief.ask(table.finish, { preSession, nonce, assertion: lost.assert(asked, home), device: 'Lost phone' });
    const before = await browser.ask(table.account, {});
    const account = person.account([person.passkey.credential], 2);
    const request = { credential: lost.credential, account };
    const keepsOld = { ...request, account: { ...account, wraps: before.wraps } };
    expect(await status(table.removePasskey, await confirmed('remove-passkey', keepsOld))).toBe(400);
    await browser.ask(table.removePasskey, await confirmed('remove-passkey', request));
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
    await browser.ask(
      table.replaceAccount,
      await confirmed('replace-account', { account: person.account(undefined, 3) }),
    );
    expect((await at.call(table.recover, old)).status).toBe(401);
    const after = await browser.ask(table.account, {});
    const sealed = before.wraps.map((wrap) => wrap.sealed);
    expect(after.wraps.filter((wrap) => sealed.includes(wrap.sealed))).toEqual([]);
    expect(after.keyringVersion).toBe(3);
  });

  test('an account whose keyring version fell is refused', async () => {
    const request = await confirmed('replace-account', { account: person.account(undefined, 1) });
    expect(await status(table.replaceAccount, request)).toBe(409);
  });

  test('whoever lost every passkey adds a new one by its own gesture, right after the recovery words', async () => {
    const at = newBrowser();
    const begun = await at.ask(table.begin, {});
    const { preSession, nonce } = begun;
    await at.ask(table.recover, { preSession, nonce, ...person.recover(begun), device: 'New phone' });
    const passkey = new ForgingPasskey();
    const request = await confirmed('add-passkey', await additional(passkey, at), { by: passkey, at });
    await at.ask(table.addPasskey, request);
    expect(await signsIn(passkey)).toBe(true);
  });

  test('a passkey of somebody else signs nobody in as this person and is not added twice', async () => {
    const request = await additional(new ForgingPasskey());
    await browser.ask(table.addPasskey, await confirmed('add-passkey', request));
    expect(await status(table.addPasskey, await confirmed('add-passkey', request))).toBe(409);
  });

  test('whoever holds sixteen passkeys adds no other, still reads the account, and seals it anew', async () => {
    const add = async () =>
      status(table.addPasskey, await confirmed('add-passkey', await additional(new ForgingPasskey())));
    const statuses = [await add()];
    while (statuses.at(-1) === 200 && statuses.length < 60) statuses.push(await add());
    expect(statuses.at(-1)).toBe(409);
    const { keyringVersion } = await browser.ask(table.account, {});
    const database = system.application.nest.get(Database, { strict: false });
    const rows = await database.rows<{ credential: string }>('SELECT credential FROM passkeys WHERE person = $1', [
      person.id,
    ]);
    const held = rows.map(({ credential }) => credential);
    expect(held).toHaveLength(16);
    const account = person.account(held, keyringVersion + 1);
    expect(await status(table.replaceAccount, await confirmed('replace-account', { account }))).toBe(200);
  });

  test('the version of sealed keys rises by one at a time: nobody brings their own to where none follows', async () => {
    const { wraps, keyringVersion } = await browser.ask(table.account, {});
    const held = wraps.map(({ credential }) => credential).filter((credential) => credential !== '');
    const replaces = async (version: number) =>
      status(table.replaceAccount, await confirmed('replace-account', { account: person.account(held, version) }));
    expect([await replaces(2_147_483_647), await replaces(keyringVersion + 2)]).toEqual([409, 409]);
    expect(await replaces(keyringVersion + 1)).toBe(200);
  });
});
