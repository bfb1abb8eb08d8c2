import { io, type Socket } from 'socket.io-client';
import { endpoints, livePath } from '@consilium/contracts';
import { Database } from '../../apps/api/src/storage/database';
import { DecisionNonces } from '../../apps/api/src/sign-in/decision-nonces';
import { closesAtTheEnd } from '@consilium/testkit';
import type { Home } from './forging-passkey';
import { startSystem, type System } from '@consilium/testkit/system';
import { PlainBrowser } from './plain-browser';
import { b64, PlainOfficer, PlainPerson } from './plain-person';

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
    new Promise((resolve) => {
      socket.once(event, resolve);
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
