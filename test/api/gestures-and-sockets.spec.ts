import { io, type Socket } from 'socket.io-client';
import { endpoints, livePath } from '@consilium/contracts';
import { Database } from '../../apps/api/src/storage/database';
import { DecisionNonces } from '../../apps/api/src/sign-in/decision-nonces';
import { DeviceSessions } from '../../apps/api/src/sign-in/device-sessions';
import { Housekeeping } from '../../apps/api/src/sign-in/housekeeping';
import { closesAtTheEnd } from '@consilium/testkit';
import type { Home } from './forging-passkey';
import { startSystem, type System } from '@consilium/testkit/system';
import { PlainBrowser } from './plain-browser';
import { ownerSql } from '../owner-sql';
import { b64, PlainOfficer, PlainPerson, sha256 } from './plain-person';

const table = endpoints.signIn;
const code = 'first-run-code';

describe('what hangs on a session', () => {
  let system: System;
  let home: Home;
  let officer: PlainOfficer;
  let browser: PlainBrowser;

  const newBrowser = (): PlainBrowser => new PlainBrowser(system.address, system.origin);

  beforeAll(async () => {
    system = await startSystem({ SETUP_CODE: code });
    home = { origin: system.origin, rpId: 'localhost' };
    officer = new PlainOfficer(await PlainPerson.make());
    browser = newBrowser();
    await officer.setUp(browser, home, code);
  });

  function connect(with_: PlainBrowser, origin = system.origin): Socket {
    const cookie = [...with_.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const extraHeaders = { origin, cookie };
    const socket = io(system.address, {
      path: livePath,
      transports: ['websocket'],
      reconnection: false,
      extraHeaders,
      forceNew: true,
    });
    closesAtTheEnd(() => socket.disconnect());
    return socket;
  }

  const happens = (socket: Socket, event: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      socket.once(event, resolve);
      // Whoever waits for something else than this has waited enough.
      socket.once('connect_error', reject);
    });

  test('signing out ends the session’s socket, and the cookie opens no other', async () => {
    const leaving = newBrowser();
    await officer.person.signIn(leaving, home);
    const before = new Map(leaving.cookies);
    const socket = connect(leaving);
    await happens(socket, 'connect');
    const told = happens(socket, 'ended');
    const gone = happens(socket, 'disconnect');
    await leaving.ask(table.signOut, {});
    expect(await told).toEqual({ reason: 'signed-out' });
    await gone;
    before.forEach((value, name) => leaving.cookies.set(name, value));
    const again = connect(leaving);
    await happens(again, 'connect_error');
    expect(again.connected).toBe(false);
  });

  test('a socket from another origin or without a session is refused', async () => {
    const sockets = [connect(browser, 'https://evil.example'), connect(newBrowser())];
    for (const socket of sockets) {
      await happens(socket, 'connect_error');
      expect(socket.connected).toBe(false);
    }
  });

  async function signedIn(): Promise<{ readonly at: PlainBrowser; readonly session: string }> {
    const at = newBrowser();
    const { body } = await officer.person.signIn(at, home);
    return { at, session: body.me.session };
  }

  test('of sessions with a live connection those go on that are neither unused for too long nor signed out', async () => {
    const [used, unused, out] = [await signedIn(), await signedIn(), await signedIn()];
    const asked = [used, unused, out].map(({ session }) => session);
    const open = () => system.application.nest.get(DeviceSessions, { strict: false }).stillOpen([...asked, b64(16)]);
    await out.at.ask(table.signOut, {});
    expect(await open()).toEqual(new Set([used.session, unused.session]));
    system.clock.forward(14 * 60);
    await used.at.ask(table.account, {});
    system.clock.forward(61);
    expect(await open()).toEqual(new Set([used.session]));
    system.clock.forward(12 * 3600);
    expect(await open()).toEqual(new Set());
    system.clock.forward(-(12 * 3600 + 14 * 60 + 61));
  });

  test('what is over is forgotten: sessions, nonces, and after two days who was told that a session ended', async () => {
    const [here, own, ended] = [await signedIn(), await signedIn(), await signedIn()];
    await own.at.ask(table.whoseDevice, { own: true });
    await here.at.ask(table.endDevice, { session: ended.session });
    const housekeeping = system.application.nest.get(Housekeeping, { strict: false });
    const kept = async (column: string, of: string): Promise<string[]> => {
      await housekeeping.tidy();
      const rows = await ownerSql<{ kept: string }>(system.databaseUrl, `SELECT ${column} AS kept FROM ${of}`);
      return rows.map((row) => row.kept);
    };
    await newBrowser().ask(table.begin, {});
    expect(await kept('session', 'sessions')).toEqual(expect.arrayContaining([here.session, own.session]));
    expect(await kept('label', 'challenges')).toContain('sign-in');
    system.clock.forward(16 * 60);
    const { nonce } = await newBrowser().ask(table.begin, {});
    const staying = await kept('session', 'sessions');
    expect([here, own].map(({ session }) => staying.includes(session))).toEqual([false, true]);
    expect(await kept('nonce_hash', 'challenges')).toEqual([sha256(nonce)]);
    expect(await kept('token_hash', 'ended_sessions')).toHaveLength(1);
    await ownerSql(system.databaseUrl, "UPDATE ended_sessions SET ended_at = ended_at - interval '49 hours'");
    system.clock.forward(12 * 3600 - 15 * 60);
    // A session that is used is over at its end as well.
    await ownerSql(system.databaseUrl, 'UPDATE sessions SET last_seen_at = last_seen_at + 43200');
    expect(await kept('session', 'sessions')).toEqual([]);
    expect(await kept('token_hash', 'ended_sessions')).toEqual([]);
    system.clock.forward(-(12 * 3600 + 60));
    await officer.person.signIn(browser, home);
  });

  test('a decision’s nonce belongs to one person and one act, and is used up once, in the append’s own transaction', async () => {
    const { nest } = system.application;
    const [nonces, database] = [nest.get(DecisionNonces, { strict: false }), nest.get(Database, { strict: false })];
    const { nonce } = await browser.ask(table.stepUpBegin, { act: 'decision' });
    const stranger = await PlainPerson.make();
    const { id } = officer.person;
    expect(await nonces.spend(stranger.id, nonce, database)).toBe(false);
    expect(await nonces.spend(id, b64(32), database)).toBe(false);
    expect(await nonces.spend(id, nonce, database, 'second-decision')).toBe(false);
    const undone = database.transaction(async (sql) => {
      expect(await nonces.spend(id, nonce, sql)).toBe(true);
      throw new Error('the append failed');
    });
    await expect(undone).rejects.toThrow('the append failed');
    expect(await nonces.spend(id, nonce, database)).toBe(true);
    expect(await nonces.spend(id, nonce, database)).toBe(false);
  });

  test('a decision’s nonce is good for five minutes', async () => {
    const nonces = system.application.nest.get(DecisionNonces, { strict: false });
    const { nonce } = await browser.ask(table.stepUpBegin, { act: 'decision' });
    system.clock.forward(301);
    const database = system.application.nest.get(Database, { strict: false });
    expect(await nonces.spend(officer.person.id, nonce, database)).toBe(false);
    system.clock.forward(-301);
  });
});
