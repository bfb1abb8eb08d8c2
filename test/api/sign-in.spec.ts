import { endpoints } from '@consilium/contracts';
import { challenge } from '@consilium/ledger';
import { startSystem, type System } from '@consilium/testkit/system';
import type { Forgery, Home } from './forging-passkey';
import { PlainBrowser } from './plain-browser';
import { b64, PlainOfficer, PlainPerson } from './plain-person';

const table = endpoints.signIn;
const code = 'first-run-code';
const sid = '__Host-sid';
const pre = '__Host-pre';

describe('signing in', () => {
  let system: System;
  let home: Home;
  let officer: PlainOfficer;
  let person: PlainPerson;

  const newBrowser = (): PlainBrowser => new PlainBrowser(system.address, system.origin);

  async function signedIn(): Promise<PlainBrowser> {
    const browser = newBrowser();
    const answer = await person.signIn(browser, home);
    expect(answer.status).toBe(200);
    return browser;
  }

  async function isSignedIn(browser: PlainBrowser): Promise<boolean> {
    return (await browser.call(table.account, {})).status === 200;
  }

  beforeAll(async () => {
    system = await startSystem({ SETUP_CODE: code });
    home = { origin: system.origin, rpId: 'localhost' };
    officer = new PlainOfficer(await PlainPerson.make());
    person = officer.person;
    await officer.setUp(newBrowser(), home, code);
  });

  test('a passkey signs in: the sealed account comes back, the cookie is locked to this host and unreadable for scripts', async () => {
    const browser = newBrowser();
    const answer = await person.signIn(browser, home, { userHandle: person.id });
    expect(answer.body.me).toMatchObject({
      person: person.id,
      standing: 'active',
      role: 'officer',
      idleSeconds: 900,
      ownDevice: false,
    });
    expect(answer.body.account.wraps.map(({ kind }) => kind).sort()).toEqual(['prf', 'recovery']);
    const [cookie = ''] = answer.headers.getSetCookie().filter((line) => line.startsWith(sid));
    // Two and a half days: two in which it is told that its session was ended, from the session's last moment on.
    expect(cookie).toMatch(/^__Host-sid=[\w-]{43}; Max-Age=216000; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
    expect(browser.cookies.has(pre)).toBe(false);
    expect(await isSignedIn(browser)).toBe(true);
  });

  const refusal = { status: 401, title: expect.stringContaining('This sign-in did not work') as string };

  test.each<{ name: string; forged: Forgery }>([
    { name: 'another origin', forged: { origin: 'https://evil.example' } },
    { name: 'another port of the same host', forged: { origin: 'http://localhost:1' } },
    { name: 'another passkey domain', forged: { rpId: 'evil.example' } },
    { name: 'no user verification', forged: { flags: 0x01 } },
    { name: 'no user presence', forged: { flags: 0x04 } },
    { name: 'a foreign frame', forged: { crossOrigin: true } },
    { name: 'a foreign page above', forged: { topOrigin: 'https://evil.example' } },
    { name: 'a registration’s type', forged: { type: 'webauthn.create' } },
    { name: 'a counter that fell', forged: { counter: 1 } },
    { name: 'another person’s handle', forged: { userHandle: b64(16) } },
  ])('an assertion with $name signs nobody in', async ({ forged }) => {
    const browser = newBrowser();
    expect(await person.signIn(browser, home, forged)).toMatchObject(refusal);
    expect(browser.cookies.has(sid)).toBe(false);
  });

  test('an assertion works once: sent again it signs nobody in', async () => {
    const browser = newBrowser();
    const { preSession, nonce, root, rpId } = await browser.ask(table.begin, {});
    const secret = browser.cookies.get(pre) ?? '';
    const assertion = person.passkey.assert(
      await challenge('consilium/1 sign-in', root, rpId, nonce, preSession),
      home,
    );
    const input = { preSession, nonce, assertion, device: 'Test' };
    expect((await browser.call(table.finish, input)).status).toBe(200);
    const thief = newBrowser();
    thief.cookies.set(pre, secret);
    expect(await thief.call(table.finish, input)).toMatchObject(refusal);
  });

  test('a nonce begun in one browser is worth nothing in another, with or without its own pre-session', async () => {
    const victim = newBrowser();
    const { preSession, nonce, root, rpId } = await victim.ask(table.begin, {});
    const assertion = person.passkey.assert(
      await challenge('consilium/1 sign-in', root, rpId, nonce, preSession),
      home,
    );
    const thief = newBrowser();
    expect(await thief.call(table.finish, { preSession, nonce, assertion, device: 'Thief' })).toMatchObject(refusal);
    const own = await thief.ask(table.begin, {});
    const mixed = { preSession: own.preSession, nonce: own.nonce, assertion, device: 'Thief' };
    expect(await thief.call(table.finish, mixed)).toMatchObject(refusal);
  });

  test('a browser that sends two pre-sessions, one planted beside its own, has none', async () => {
    const browser = newBrowser();
    const { preSession, nonce, root, rpId } = await browser.ask(table.begin, {});
    const own = `${pre}=${browser.cookies.get(pre) ?? ''}`;
    const assertion = person.passkey.assert(
      await challenge('consilium/1 sign-in', root, rpId, nonce, preSession),
      home,
    );
    const cookie = `${own}; ${pre}=${b64(32)}`;
    expect(
      await browser.call(table.finish, { preSession, nonce, assertion, device: 'Test' }, { cookie }),
    ).toMatchObject(refusal);
  });

  test('a nonce older than five minutes signs nobody in', async () => {
    const browser = newBrowser();
    const { preSession, nonce, root, rpId } = await browser.ask(table.begin, {});
    const assertion = person.passkey.assert(
      await challenge('consilium/1 sign-in', root, rpId, nonce, preSession),
      home,
    );
    system.clock.forward(301);
    const answer = await browser.call(table.finish, { preSession, nonce, assertion, device: 'Test' });
    system.clock.forward(-301);
    expect(answer).toMatchObject(refusal);
  });

  test('a gesture made for a decision signs nobody in', async () => {
    const browser = newBrowser();
    const { preSession, nonce, root, rpId } = await browser.ask(table.begin, {});
    const assertion = person.passkey.assert(await challenge('consilium/1 decision', root, rpId, nonce, b64(32)), home);
    expect(await browser.call(table.finish, { preSession, nonce, assertion, device: 'Test' })).toMatchObject(refusal);
  });

  test('unknown and known credentials are refused in the same words, by body and status', async () => {
    const stranger = await PlainPerson.make();
    stranger.passkey.create(b64(32), stranger.id, home);
    const unknown = await stranger.signIn(newBrowser(), home);
    const known = await person.signIn(newBrowser(), home, { flags: 0x01 });
    expect(unknown).toMatchObject(refusal);
    expect(known.body).toEqual(unknown.body);
  });

  test('refusing an unknown credential takes as long as refusing a known one', async () => {
    const stranger = await PlainPerson.make();
    stranger.passkey.create(b64(32), stranger.id, home);
    const time = async (who: PlainPerson): Promise<number> => {
      const browser = newBrowser();
      const begun = await browser.ask(table.begin, {});
      // Signed by the stranger's key under either id, so that the signature is checked and wrong both times.
      const asked = await challenge('consilium/1 sign-in', begun.root, begun.rpId, begun.nonce, begun.preSession);
      const assertion = { ...stranger.passkey.assert(asked, home, { counter: 4_000_000 }), id: who.passkey.credential };
      const from = performance.now();
      await browser.call(table.finish, { preSession: begun.preSession, nonce: begun.nonce, assertion, device: 'Test' });
      return performance.now() - from;
    };
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 15; round += 1) {
      times.known.push(await time(person));
      times.unknown.push(await time(stranger));
    }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const ratio = median(times.unknown) / median(times.known);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  test('unknown recovery words and a wrong signature are refused in the same words', async () => {
    const stranger = await PlainPerson.make();
    const browser = newBrowser();
    const first = await browser.ask(table.begin, {});
    const unknown = await browser.call(table.recover, { ...pick(first), ...stranger.recover(first), device: 'Test' });
    const second = await browser.ask(table.begin, {});
    const wrong = { ...person.recover(second), signature: b64(64) };
    const known = await browser.call(table.recover, { ...pick(second), ...wrong, device: 'Test' });
    expect(unknown).toMatchObject(refusal);
    expect(known.body).toEqual(unknown.body);
  });

  test('the recovery words sign in, once for each nonce', async () => {
    const browser = newBrowser();
    const begun = await browser.ask(table.begin, {});
    const secret = browser.cookies.get(pre) ?? '';
    const input = { ...pick(begun), ...person.recover(begun), device: 'Spare' };
    expect((await browser.call(table.recover, input)).body.me).toMatchObject({ person: person.id });
    const thief = newBrowser();
    thief.cookies.set(pre, secret);
    expect(await thief.call(table.recover, input)).toMatchObject(refusal);
  });

  const pick = ({ preSession, nonce }: { preSession: string; nonce: string }) => ({ preSession, nonce });

  describe('sessions', () => {
    test('a session cookie planted before sign-in is replaced, and each sign-in has a session of its own', async () => {
      const browser = newBrowser();
      const planted = b64(32);
      browser.cookies.set(sid, planted);
      const first = await person.signIn(browser, home);
      expect(browser.cookies.get(sid)).not.toBe(planted);
      const old = browser.cookies.get(sid) ?? '';
      const second = await person.signIn(browser, home);
      expect(second.body.me.session).not.toBe(first.body.me.session);
      const kept = newBrowser();
      kept.cookies.set(sid, old);
      expect(await isSignedIn(kept)).toBe(false);
    });

    test('a session unused for fifteen minutes is over; one in use lives on', async () => {
      const [used, unused] = [await signedIn(), await signedIn()];
      system.clock.forward(14 * 60);
      expect(await isSignedIn(used)).toBe(true);
      system.clock.forward(2 * 60);
      expect([await isSignedIn(used), await isSignedIn(unused)]).toEqual([true, false]);
      system.clock.forward(-16 * 60);
    });

    test('on one’s own device it may lie unused for its twelve hours, and not a second longer; said to be shared, it may not', async () => {
      const [own, left] = [await signedIn(), await signedIn()];
      await own.ask(table.whoseDevice, { own: true });
      await left.ask(table.whoseDevice, { own: true });
      const { me } = await own.ask(table.session, {});
      expect(me).toMatchObject({ ownDevice: true, idleSeconds: 12 * 3600 });
      await left.ask(table.whoseDevice, { own: false });
      system.clock.forward(16 * 60);
      expect([await isSignedIn(own), await isSignedIn(left)]).toEqual([true, false]);
      const { devices } = await own.ask(table.devices, {});
      expect(devices.filter(({ current }) => current)).toHaveLength(1);
      const rest = 12 * 3600 - 16 * 60;
      system.clock.forward(rest - 5);
      await own.ask(table.whoseDevice, { own: true });
      expect(await isSignedIn(own)).toBe(true);
      system.clock.forward(6);
      expect(await isSignedIn(own)).toBe(false);
      system.clock.forward(-(12 * 3600 + 1));
    });

    test('one that lies unused on one’s own device is listed meanwhile, and no longer than it lasts', async () => {
      const [own, here] = [await signedIn(), newBrowser()];
      await own.ask(table.whoseDevice, { own: true });
      const { me } = await own.ask(table.session, {});
      const listed = async (): Promise<boolean> => {
        await person.signIn(here, home);
        const { devices } = await here.ask(table.devices, {});
        return devices.some(({ session }) => session === me?.session);
      };
      system.clock.forward(11 * 3600);
      expect(await listed()).toBe(true);
      system.clock.forward(3600);
      expect(await listed()).toBe(false);
      system.clock.forward(-12 * 3600);
    });

    test('use is noted every twenty seconds at most, so that reading writes nothing', async () => {
      const browser = await signedIn();
      const seenAt = async (): Promise<number> => {
        const { devices } = await browser.ask(table.devices, {});
        return devices.find(({ current }) => current)?.lastSeenAt ?? 0;
      };
      const first = await seenAt();
      system.clock.forward(15);
      expect(await seenAt()).toBe(first);
      system.clock.forward(10);
      expect(await seenAt()).toBeGreaterThanOrEqual(first + 25);
      system.clock.forward(-25);
    });

    test('after twelve hours a session is over, however busy', async () => {
      const browser = await signedIn();
      const steps = 49;
      for (let step = 0; step < steps; step += 1) {
        expect(await isSignedIn(browser)).toBe(true);
        system.clock.forward(14 * 60 + 45);
      }
      expect(await isSignedIn(browser)).toBe(false);
      system.clock.forward(-steps * (14 * 60 + 45));
    });

    test('signing out ends the session for HTTP at once and clears the browser', async () => {
      const browser = await signedIn();
      const token = browser.cookies.get(sid) ?? '';
      const answer = await browser.call(table.signOut, {});
      expect(answer.headers.get('clear-site-data')).toContain('"storage"');
      expect(browser.cookies.has(sid)).toBe(false);
      browser.cookies.set(sid, token);
      expect((await browser.call(table.account, {})).status).toBe(401);
    });

    test('a device is told that its session was ended from elsewhere, and not what was done at the device itself', async () => {
      const [here, out, other] = [await signedIn(), await signedIn(), await signedIn()];
      const token = (browser: PlainBrowser): string => browser.cookies.get(sid) ?? '';
      const endedOf = async (cookie: string) => {
        const browser = newBrowser();
        browser.cookies.set(sid, cookie);
        return (await browser.ask(table.session, {})).ended;
      };
      const [replaced, signedOut, ended] = [token(here), token(out), token(other)];
      const { me } = await other.ask(table.session, {});
      await person.signIn(here, home, { userHandle: person.id });
      await out.call(table.signOut, {});
      await here.ask(table.endDevice, { session: me?.session ?? '' });
      expect([await endedOf(ended), await endedOf(replaced), await endedOf(signedOut)]).toEqual([
        true,
        undefined,
        undefined,
      ]);
    });

    test('another device is listed and can be signed out; a stranger’s session cannot', async () => {
      const [mine, other] = [await signedIn(), await signedIn()];
      const { devices } = await mine.ask(table.devices, {});
      const { me } = await other.ask(table.session, {});
      expect(devices.filter(({ current }) => current)).toHaveLength(1);
      expect(devices.map(({ session }) => session)).toContain(me?.session);
      await mine.ask(table.endDevice, { session: me?.session ?? '' });
      expect([await isSignedIn(mine), await isSignedIn(other)]).toEqual([true, false]);
      expect(await mine.call(table.endDevice, { session: b64(16) })).toMatchObject({
        status: 404,
        title: 'That device is signed out already. Reload the list.',
      });
    });

    test.each([
      { name: 'another origin', headers: { origin: 'https://evil.example' } },
      { name: 'the null origin', headers: { origin: 'null' } },
      { name: 'a page of another site', headers: { 'sec-fetch-site': 'cross-site' } },
      { name: 'a sibling domain', headers: { 'sec-fetch-site': 'same-site' } },
    ])('a request from $name is refused, signed in or not', async ({ headers }) => {
      const browser = await signedIn();
      expect((await browser.call(table.account, {}, headers)).status).toBe(403);
      expect((await newBrowser().call(table.begin, {}, headers)).status).toBe(403);
    });
  });

  test('the list of remembered heads only ever gets newer, one version at a time', async () => {
    const browser = await signedIn();
    const sealed = [b64(40), b64(40)];
    // An account is begun with the first.
    expect((await browser.ask(table.remembered, {})).version).toBe(1);
    for (const version of [2, 3]) await browser.ask(table.remember, { sealed: sealed[0] ?? '', version, keyring: 1 });
    const answers = [];
    for (const version of [1, 3, 5])
      answers.push(await browser.call(table.remember, { sealed: sealed[1] ?? '', version, keyring: 1 }));
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect(answers[0]?.title).toBe('Another of your devices knows more. Reload to catch up with it.');
    expect(await browser.ask(table.remembered, {})).toEqual({ sealed: sealed[0], version: 3 });
  });

  test('no answer holds the set-up code, a session token or a nonce’s hash', async () => {
    const browser = await signedIn();
    const token = browser.cookies.get(sid) ?? '';
    const seen = JSON.stringify([
      await browser.ask(table.session, {}),
      await browser.ask(table.devices, {}),
      await browser.ask(endpoints.setup.state, {}),
    ]);
    expect(seen).not.toContain(token);
    expect(seen).not.toContain(code);
  });
});
