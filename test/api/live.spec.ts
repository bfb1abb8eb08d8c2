import { type Ended, endpoints, livePath, type Notice, type Presence, type Typing } from '@consilium/contracts';
import { io, type Socket } from 'socket.io-client';
import { draft, joinHash } from '@consilium/ledger';
import WebSocket from 'ws';
import { betweenUnderTest } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { claims, eventually, PlainClinic, type Member, type PlainRoom } from './plain-clinic';
import { b64, now } from './plain-person';

/** A live connection and everything it was told. */
interface Listener {
  readonly socket: Socket;
  readonly notices: Notice[];
  readonly presences: Presence[];
  readonly typings: Typing[];
  readonly ended: Ended[];
  /** How often it was told that somebody waits to be let into the register. */
  waits: number;
  watch(ledger: string): Promise<boolean>;
}

const between = betweenUnderTest();

describe.each(between.filter(({ lacks }) => lacks === ''))(
  'the live connection, processes joined by $name',
  ({ open: openBetween }) => {
    let system: System;
    let clinic: PlainClinic;
    let anna: Member;
    let ben: Member;
    let carla: Member;
    let room: PlainRoom;
    const open: Socket[] = [];

    beforeAll(async () => {
      system = await startSystem(await openBetween());
      clinic = await PlainClinic.open(system);
      anna = await clinic.clinician();
      ben = await clinic.clinician();
      carla = await clinic.clinician();
      room = await clinic.openRoom(anna);
      await room.invite(ben);
    });
    afterEach(() => {
      for (const socket of open.splice(0)) socket.disconnect();
    });

    const cookieOf = ({ browser }: Member): string =>
      [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

    function connect(headers: Record<string, string>, address = system.address, transports = ['websocket']): Socket {
      const socket = io(address, {
        path: livePath,
        transports,
        extraHeaders: headers,
        reconnection: false,
        forceNew: true,
      });
      open.push(socket);
      return socket;
    }

    const outcome = (socket: Socket): Promise<string> =>
      new Promise((resolve) => {
        socket.once('connect', () => {
          resolve('connected');
        });
        socket.once('connect_error', (error) => {
          resolve(error.message);
        });
      });

    async function listener(member: Member, address = system.address): Promise<Listener> {
      const socket = connect({ origin: system.origin, cookie: cookieOf(member) }, address);
      const heard: Listener = {
        socket,
        notices: [],
        presences: [],
        typings: [],
        ended: [],
        waits: 0,
        watch: async (ledger) => ((await socket.emitWithAck('watch', { ledger })) as { ok: boolean }).ok,
      };
      socket.on('notice', (notice: Notice) => heard.notices.push(notice));
      socket.on('presence', (presence: Presence) => heard.presences.push(presence));
      socket.on('typing', (typing: Typing) => heard.typings.push(typing));
      socket.on('ended', (ended: Ended) => heard.ended.push(ended));
      socket.on('waiting', () => (heard.waits += 1));
      expect(await outcome(socket)).toBe('connected');
      return heard;
    }

    test('a new entry reaches a watching member with its body, before they ask', async () => {
      const heard = await listener(ben);
      expect(await heard.watch(room.id)).toBe(true);
      const [entry] = await room.append(anna, [await room.message()]);
      expect(await eventually(() => heard.notices.length === 1)).toBe(true);
      const [notice] = heard.notices;
      expect(notice).toMatchObject({
        kind: 'room',
        ledger: room.id,
        entries: [{ jws: entry?.jws, body: entry?.body, blobs: entry?.blobs }],
      });
    });

    test('who is invited hears of the case at once without watching it, and is shown no entry', async () => {
      const heard = await listener(ben);
      const second = await clinic.openRoom(anna);
      await second.invite(ben);
      expect(await eventually(() => heard.notices.length === 1)).toBe(true);
      expect(heard.notices).toEqual([{ kind: 'room', ledger: second.id, seq: second.head?.seq }]);
    });

    test('who is invited hears of the case at another process too, and a stranger at neither', async () => {
      const other = await system.replica();
      const elsewhere = `http://127.0.0.1:${new URL(other.address).port}`;
      const [bens, carlas, carlasToo] = [
        await listener(ben, elsewhere),
        await listener(carla, elsewhere),
        await listener(carla),
      ];
      const second = await clinic.openRoom(anna);
      await second.invite(ben);
      expect(await eventually(() => bens.notices.some(({ ledger }) => ledger === second.id))).toBe(true);
      expect(bens.notices.every(({ entries }) => entries === undefined)).toBe(true);
      expect([carlas.notices, carlasToo.notices]).toEqual([[], []]);
    });

    test('everybody in the register hears that it grew, watching or not', async () => {
      const heard = await listener(carla);
      await clinic.register('organisation', {
        organisation: b64(16),
        name: 'Westside Clinic',
        kind: 'clinical',
        anchor: '',
      });
      expect(await eventually(() => heard.notices.length === 1)).toBe(true);
      expect(heard.notices[0]).toMatchObject({ kind: 'register', ledger: clinic.root });
      expect(heard.notices[0]?.entries).toBeUndefined();
    });

    test('that somebody asks to join, and is refused, the officer hears, and nobody else', async () => {
      const office = { person: clinic.officer.person, browser: clinic.office };
      const [officers, annas] = [await listener(office), await listener(anna)];
      const { person, join } = await clinic.waiting();
      expect(await eventually(() => officers.waits === 1)).toBe(true);
      await clinic.office.ask(endpoints.register.refuse, {
        person: person.id,
        statement: await joinHash(join),
        reason: 'Not known here',
      });
      expect(await eventually(() => officers.waits === 2)).toBe(true);
      // What is said to everybody comes after it on the same connection.
      const everybody = { organisation: b64(16), name: 'Eastside Clinic', kind: 'clinical', anchor: '' } as const;
      await clinic.register('organisation', everybody);
      expect(await eventually(() => annas.notices.some(({ kind }) => kind === 'register'))).toBe(true);
      expect([officers.waits, annas.waits]).toEqual([2, 0]);
    });

    test('grants arrive at their recipient only', async () => {
      const [annas, bens] = [await listener(anna), await listener(ben)];
      await Promise.all([annas.watch(room.id), bens.watch(room.id)]);
      const rotation = await room.rotation(room.thread, 'case', 2, [anna, ben]);
      await room.append(anna, [rotation]);
      expect(await eventually(() => annas.notices.length === 1 && bens.notices.length === 1)).toBe(true);
      const blobsOf = ({ notices }: Listener) => Object.keys(notices[0]?.entries?.[0]?.blobs ?? {});
      expect([blobsOf(annas).length, blobsOf(bens).length]).toEqual([1, 1]);
      expect(blobsOf(annas)).not.toEqual(blobsOf(bens));
    });

    test('a room one is not in cannot be watched, nor typed in', async () => {
      const heard = await listener(carla);
      expect(await heard.watch(room.id)).toBe(false);
      expect(await heard.watch('A'.repeat(43))).toBe(false);
      const answer = (await heard.socket.emitWithAck('typing', { ledger: room.id, thread: room.thread })) as {
        ok: boolean;
      };
      expect(answer.ok).toBe(false);
      await room.append(anna, [await room.message({ gen: 2 })]);
      expect(heard.notices).toEqual([]);
    });

    test('presence says who has the room open, and typing goes to the other holders', async () => {
      const [annas, bens] = [await listener(anna), await listener(ben)];
      await Promise.all([annas.watch(room.id), bens.watch(room.id)]);
      const both = [anna.person.id, ben.person.id].sort();
      expect(await eventually(() => annas.presences.at(-1)?.here.join() === both.join())).toBe(true);
      bens.socket.emit('typing', { ledger: room.id, thread: room.thread });
      expect(await eventually(() => annas.typings.length === 1)).toBe(true);
      expect(annas.typings[0]).toEqual({ ledger: room.id, thread: room.thread, person: ben.person.id });
      expect(bens.typings).toEqual([]);
      bens.socket.disconnect();
      expect(await eventually(() => annas.presences.at(-1)?.here.join() === anna.person.id)).toBe(true);
    });

    test('who watches the register is told to nobody, at any process', async () => {
      const [annas, bens] = [await listener(anna), await listener(ben)];
      const other = await system.replica();
      const third = await listener(carla, `http://127.0.0.1:${new URL(other.address).port}`);
      for (const each of [annas, bens, third]) expect(await each.watch(clinic.root)).toBe(true);
      bens.socket.disconnect();
      third.socket.emit('unwatch', { ledger: clinic.root });
      // What is said of a room is said within the same while.
      await annas.watch(room.id);
      expect(await eventually(() => annas.presences.length > 0)).toBe(true);
      expect(annas.presences.filter(({ ledger }) => ledger === clinic.root)).toEqual([]);
      expect([...bens.presences, ...third.presences]).toEqual([]);
    });

    test('a watcher at another process hears of it too', async () => {
      const other = await system.replica();
      const heard = await listener(ben, `http://127.0.0.1:${new URL(other.address).port}`);
      await heard.watch(room.id);
      const [entry] = await room.append(anna, [await room.message({ gen: 2 })]);
      expect(await eventually(() => heard.notices.length === 1)).toBe(true);
      expect(heard.notices[0]?.entries?.[0]).toMatchObject({ jws: entry?.jws, body: entry?.body });
    });

    test('who is removed is told at once and hears nothing afterwards', async () => {
      const second = await clinic.openRoom(anna);
      await second.invite(ben);
      const heard = await listener(ben);
      await heard.watch(second.id);
      await second.append(anna, [draft({ type: 'remove', scope: 'room', body: { person: ben.person.id } })]);
      expect(await eventually(() => heard.ended.length === 1)).toBe(true);
      expect(heard.ended).toEqual([{ ledger: second.id, reason: 'removed' }]);
      await second.append(anna, [
        await second.rotation(second.thread, 'case', 2, [anna]),
        await second.message({ gen: 2 }),
      ]);
      expect(heard.notices).toEqual([]);
      expect(await heard.watch(second.id)).toBe(false);
      expect((await second.read(ben)).status).toBe(404);
    });

    test('signing out ends the connection at once', async () => {
      const dora = await clinic.clinician();
      const heard = await listener(dora);
      await dora.browser.ask(endpoints.signIn.signOut, {});
      expect(await eventually(() => heard.socket.disconnected)).toBe(true);
      expect(heard.ended).toEqual([{ reason: 'signed-out' }]);
    });

    test('whoever’s status ends is disconnected at once', async () => {
      const emil = await clinic.clinician();
      const heard = await listener(emil);
      await clinic.register('status', { person: emil.person.id, status: 'ended', source: 'GMC', checkedAt: now() });
      expect(await eventually(() => heard.socket.disconnected)).toBe(true);
      expect(heard.ended).toEqual([{ reason: 'status' }]);
    });

    test.each([
      ['without an Origin', (cookie: string) => ({ cookie })],
      ['from another Origin', (cookie: string) => ({ cookie, origin: 'https://evil.example' })],
      ['without a session', () => ({ origin: system.origin })],
      ['with an unknown session', () => ({ origin: system.origin, cookie: `__Host-sid=${'A'.repeat(43)}` })],
    ])('%s nobody is connected', async (_, headers) => {
      expect(await outcome(connect(headers(cookieOf(anna)) as Record<string, string>))).not.toBe('connected');
    });

    test('polling is not spoken here', async () => {
      const answer = await fetch(`${system.address}${livePath}/?EIO=4&transport=polling`, {
        headers: { origin: system.origin, cookie: cookieOf(anna) },
      });
      expect(answer.status).toBe(400);
    });

    test('a packet too large or malformed closes the connection, and the process lives on', async () => {
      const heard = await listener(anna);
      heard.socket.emit('watch', { ledger: 'x'.repeat(100_000) });
      expect(await eventually(() => heard.socket.disconnected)).toBe(true);
      const raw = new WebSocket(`${system.address.replace('http', 'ws')}${livePath}/?EIO=4&transport=websocket`, {
        headers: { origin: system.origin, cookie: cookieOf(anna) },
      });
      await new Promise((resolve) => raw.once('open', resolve));
      raw.send('42["watch",{"__proto__":{"x":1}}]'.repeat(3));
      raw.close();
      const again = await listener(anna);
      expect(await again.watch(room.id)).toBe(true);
      expect(await again.watch({ toString: 1 } as unknown as string)).toBe(false);
    });

    test('only entries the reader may see travel in a notice', async () => {
      const heard = await listener(ben);
      await heard.watch(room.id);
      await room.append(anna, [await room.message({ gen: 2 })]);
      expect(await eventually(() => heard.notices.length === 1)).toBe(true);
      expect(heard.notices[0]?.entries?.map((entry) => claims(entry).type)).toEqual(['message']);
    });
  },
);

const missing = between.filter(({ lacks }) => lacks !== '');
if (missing.length > 0) {
  describe.skip.each(missing)('the live connection, processes joined by $name ($lacks)', () => {
    test('everything that is tried over PostgreSQL', () => undefined);
  });
}
