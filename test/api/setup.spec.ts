import { endpoints, type FirstAccount, type RegistrationResponse, type SealedEntry } from '@consilium/contracts';
import { registerRules, roomRules } from '@consilium/domain';
import { challenge, confirmedDraft, draft, sealBatch } from '@consilium/ledger';
import { startSystem, type System } from '@consilium/testkit/system';
import { Appending } from '../../apps/api/src/ledgers/appending';
import { LedgersService } from '../../apps/api/src/ledgers/ledgers.service';
import { ownerSql } from '../owner-sql';
import { ForgingPasskey } from './forging-passkey';
import { PlainBrowser } from './plain-browser';
import { b64, now, PlainOfficer, PlainPerson } from './plain-person';

const table = endpoints.setup;
const code = 'first-run-code';

describe('first run', () => {
  let system: System;
  let browser: PlainBrowser;
  let officer: PlainOfficer;
  let home: { origin: string; rpId: string };

  beforeAll(async () => {
    system = await startSystem({ SETUP_CODE: code });
    home = { origin: system.origin, rpId: 'localhost' };
    browser = new PlainBrowser(system.address, system.origin);
    officer = new PlainOfficer(await PlainPerson.make());
  });

  /** A finish request, honest unless changed before it is sent. */
  async function finishRequest(
    changes: {
      joinPasskey?: PlainPerson;
      isVerified?: boolean;
      person?: string;
      origin?: string;
      resaid?: (made: RegistrationResponse, asked: string) => RegistrationResponse;
      more?: readonly PlainPerson[];
    } = {},
  ) {
    const { person } = officer;
    const { servicePublic } = await browser.ask(table.state, {});
    const { nonce } = await browser.ask(table.begin, { code });
    const asked = await challenge('consilium/1 passkey-create', '', home.rpId, nonce, changes.person ?? person.id);
    const made = person.passkey.create(asked, person.id, home, changes.isVerified ?? true);
    const passkey = changes.resaid?.(made, asked) ?? made;
    const named = [changes.joinPasskey ?? person, ...(changes.more ?? [])].map((each) => each.passkey);
    const join = await person.joinOf('', home, { at: now(), passkeys: named, signer: person.signer });
    const entry = await officer.genesis({ ...home, origin: changes.origin ?? home.origin }, servicePublic, join);
    return {
      code,
      nonce,
      person: person.id as string,
      passkey,
      entry,
      account: person.firstAccount(),
      device: 'Office',
    };
  }

  test('before set-up the state names origin, passkey domain and service key, and says that nothing is there', async () => {
    const state = await browser.ask(table.state, {});
    expect(state).toMatchObject({ ready: false, root: '', rpId: 'localhost', origin: system.origin });
    expect(Math.abs(state.now - now())).toBeLessThan(5);
  });

  test('before set-up no case begins, and nothing asks of a register', async () => {
    const { nest } = system.application;
    const { id, signer } = officer.person;
    const body = { kind: 'room', nonce: b64(16), org: b64(16), thread: b64(16) } as never;
    const [entry = { jws: '' }] = await sealBatch(roomRules, [draft({ type: 'genesis', scope: 'room', body })], {
      ...{ ledger: '', head: undefined, root: b64(32) as never, rules: 1 },
      ...{ register: { seq: 0, hash: b64(32) as never }, by: id, at: now(), signer },
    });
    const appending = nest.get(Appending, { strict: false });
    const begins = appending.append({ kind: 'room', ledger: '', author: id, entries: [entry] });
    const not = { kind: 'wrong-state', message: 'The register has not begun. The first officer has to set it up.' };
    await expect(begins).rejects.toMatchObject(not);
    await expect(nest.get(LedgersService, { strict: false }).requireRegister()).rejects.toMatchObject(not);
  });

  test('before set-up a sign-in is told to set up first', async () => {
    const answer = await browser.call(endpoints.signIn.begin, {});
    expect([answer.status, answer.title]).toEqual([409, expect.stringContaining('set-up page')]);
  });

  test('a wrong code begins nothing', async () => {
    const answer = await browser.call(table.begin, { code: 'another-code' });
    expect([answer.status, answer.title]).toEqual([403, expect.stringContaining('terminal')]);
    const finish = await browser.call(table.finish, { ...(await finishRequest()), code: 'another-code' });
    expect(finish.status).toBe(403);
  });

  test('a passkey without user verification begins nothing', async () => {
    const answer = await browser.call(table.finish, await finishRequest({ isVerified: false }));
    expect(answer.status).toBe(400);
  });

  test('a passkey made for another person begins nothing', async () => {
    const answer = await browser.call(table.finish, await finishRequest({ person: b64(16) }));
    expect(answer.status).toBe(400);
  });

  test('a statement that names another passkey than the one just made begins nothing', async () => {
    const other = await PlainPerson.make();
    other.passkey.create(b64(32), other.id, home);
    const answer = await browser.call(table.finish, await finishRequest({ joinPasskey: other }));
    expect([answer.status, answer.title]).toEqual([400, expect.stringContaining('do not belong together')]);
  });

  test('a statement that names a second passkey, which nobody has shown, begins nothing', async () => {
    const other = await PlainPerson.make();
    other.passkey.create(b64(32), other.id, home);
    const answer = await browser.call(table.finish, await finishRequest({ more: [other] }));
    expect([answer.status, answer.title]).toEqual([400, expect.stringContaining('do not belong together')]);
  });

  const below = [
    { crossOrigin: true },
    { crossOrigin: null },
    { topOrigin: 'https://evil.example' },
    { topOrigin: null },
    { type: 'webauthn.get' },
    { origin: 'https://evil.example' },
  ];
  test.each<{ name: string; resaid: (made: RegistrationResponse, asked: string) => RegistrationResponse }>([
    { name: 'under another id', resaid: (made) => ({ ...made, id: b64(16) }) },
    { name: 'over another challenge', resaid: (made) => ForgingPasskey.resaid(made, b64(32)) },
    { name: 'by nothing', resaid: (made) => ({ ...made, clientDataJSON: Buffer.from('null').toString('base64url') }) },
    ...below.map((said) => ({
      name: `with ${JSON.stringify(said)}`,
      resaid: (made: RegistrationResponse, asked: string) => ForgingPasskey.resaid(made, asked, said),
    })),
  ])('a passkey made $name begins nothing', async ({ resaid }) => {
    const answer = await browser.call(table.finish, await finishRequest({ resaid }));
    expect([answer.status, answer.title]).toEqual([400, expect.stringContaining('This passkey could not be checked')]);
  });

  test('a register prepared for another address begins nothing', async () => {
    const answer = await browser.call(table.finish, await finishRequest({ origin: 'https://elsewhere.example' }));
    expect(answer.status).toBe(400);
  });

  test('an entry that begins nothing, or says nothing, begins no register', async () => {
    const does = 'The register entry does not fit what is being done. Reload and start again.';
    const { entry, ...request } = await finishRequest();
    const { id, passkey, signer } = officer.person;
    const said = { person: id, status: 'good', source: 'GMC', checkedAt: now(), asOf: 0, signedAt: now() } as const;
    const act = draft({ type: 'status', scope: 'room', body: said } as never);
    const signed = confirmedDraft(act, passkey.gesture(b64(32), b64(32), home));
    const [other] = await sealBatch(registerRules, [signed], {
      ...{ ledger: '', head: undefined, root: '', rules: 1, register: { seq: -1, hash: '' } },
      ...{ by: id, at: now(), signer },
    });
    for (const wrong of [{ jws: entry.jws }, { ...other, jws: other?.jws ?? '' }]) {
      const { status, title } = await browser.call(table.finish, { ...request, entry: wrong });
      expect([status, title]).toEqual([400, does]);
    }
  });

  test('a nonce works once, also when the attempt failed', async () => {
    const bad = await finishRequest({ isVerified: false });
    expect((await browser.call(table.finish, bad)).status).toBe(400);
    expect((await browser.call(table.finish, bad)).status).toBe(409);
  });

  test('a nonce older than five minutes begins nothing', async () => {
    const request = await finishRequest();
    system.clock.forward(301);
    expect((await browser.call(table.finish, request)).status).toBe(409);
    system.clock.forward(-301);
  });

  test('an account without recovery words begins nothing, and leaves nothing behind', async () => {
    const request = await finishRequest();
    const wraps = request.account.wraps.filter(({ kind }) => kind !== 'recovery');
    const answer = await browser.call(table.finish, { ...request, account: { ...request.account, wraps } });
    expect([answer.status, answer.title]).toEqual([400, expect.stringContaining('recovery words')]);
    expect(await browser.ask(table.state, {})).toMatchObject({ ready: false });
  });

  test('an account that opens twice in one way, with a passkey that is not there, or is not the first, begins nothing', async () => {
    const wrong: readonly [string, (account: FirstAccount) => Partial<FirstAccount>][] = [
      ['A way to open the account is there twice', ({ wraps }) => ({ wraps: [...wraps, ...wraps.slice(0, 1)] })],
      [
        'The account names a passkey it does not have',
        ({ wraps: [first, ...rest] }) => ({ wraps: first ? [{ ...first, credential: b64(16) }, ...rest] : [] }),
      ],
      [
        'The account names a passkey it does not have',
        ({ wraps: [first, ...rest] }) => ({ wraps: first ? [{ ...first, credential: '' }, ...rest] : [] }),
      ],
      ['A new account begins with the first version of its keys', () => ({ keyringVersion: 2 })],
    ];
    for (const [says, change] of wrong) {
      const request = await finishRequest();
      const account = { ...request.account, ...change(request.account) };
      const answer = await browser.call(table.finish, { ...request, account });
      expect([answer.status, answer.title]).toEqual([400, expect.stringContaining(says)]);
    }
    expect(await browser.ask(table.state, {})).toMatchObject({ ready: false });
  });

  test('the right code begins the register with its first officer signed in', async () => {
    const me = await officer.setUp(browser, home, code);
    expect(me).toMatchObject({ person: officer.person.id, standing: 'active', role: 'officer', root: officer.root });
    const { me: again } = await browser.ask(endpoints.signIn.session, {});
    expect(again).toEqual(me);
    expect(await browser.ask(table.state, {})).toMatchObject({ ready: true, root: officer.root });
  });

  test('the code is used up', async () => {
    const stranger = new PlainBrowser(system.address, system.origin);
    const answer = await stranger.call(table.begin, { code });
    expect([answer.status, answer.title]).toEqual([409, expect.stringContaining('used up')]);
  });

  test('a register begins once, whether another or the same is begun again', async () => {
    const ledgers = system.application.nest.get(LedgersService, { strict: false });
    const begun = { kind: 'wrong-state', message: 'The register has begun already. Sign in instead.' };
    const { person } = officer;
    const sql = 'SELECT jws, body, salt FROM entries WHERE ledger = $1 AND seq = 0';
    const [same = { jws: '' }] = await ownerSql<SealedEntry>(system.databaseUrl, sql, [officer.root]);
    const { servicePublic } = await browser.ask(table.state, {});
    const other = await officer.genesis(home, servicePublic, await person.join('', home, now()));
    let done = 0;
    for (const entry of [same, other]) {
      const again = ledgers.begin(person.id, entry, () => Promise.resolve((done += 1)));
      await expect(again).rejects.toMatchObject(begun);
    }
    expect(done).toBe(0);
  });
});
