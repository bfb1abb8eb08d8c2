import { eventually } from '@consilium/testkit';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { Sessions } from '../../apps/api/src/http/sessions';
import { Live } from '../../apps/api/src/live/live';
import { localSockets, sessionRoom, type LiveServer, type LiveSocket } from '../../apps/api/src/live/live-sockets';
import { closeDevices, deviceOf } from '../attacks/devices';
import { ownerSql } from '../owner-sql';

/** What becomes of a page whose session ended while it was locked. */
let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
});
afterEach(closeDevices);

const minute = 60;

test('a session that another device ends is over where it was open, within five seconds, and the page is told', async () => {
  const { alice } = people;
  const door = await deviceOf(alice);
  await door.cases();
  const other = (await alice.door.devices()).filter(({ current }) => !current).at(-1)?.session ?? '';
  const ended = new Promise<number>((resolve) => {
    door.onChange(({ about }) => {
      if (about === 'session') resolve(performance.now());
    });
  });
  const began = performance.now();
  await alice.door.endDevice(other);
  expect((await ended) - began).toBeLessThan(5000);
  expect((await door.state()).state).toBe('signed-out');
});

/** The session of a device, once it is connected. */
async function connected(door: Awaited<ReturnType<typeof deviceOf>>): Promise<string> {
  const { session = '' } = (await door.devices()).find(({ current }) => current) ?? {};
  await eventually(() => {
    expect(socketsOf(session)).toHaveLength(1);
    return Promise.resolve();
  });
  return session;
}

function socketsOf(session: string): LiveSocket[] {
  const live = system.application.nest.get(Live, { strict: false });
  return localSockets(Reflect.get(live, 'server') as LiveServer, sessionRoom(session));
}

/** Breaks the live connection as a line does: whoever was there comes back by themselves. */
function breaksLine(session: string): void {
  for (const { conn } of socketsOf(session)) conn.close();
}

test('whoever is away while their session is ended is told once they come back', async () => {
  const door = await deviceOf(people.alice);
  const session = await connected(door);
  const heard: string[] = [];
  door.onChange(({ about }) => heard.push(about));
  await ownerSql(system.databaseUrl, 'DELETE FROM sessions WHERE session = $1', [session]);
  expect(heard).not.toContain('session');
  breaksLine(session);
  await eventually(() => {
    expect(heard).toContain('session');
    return Promise.resolve();
  });
  expect((await door.state()).state).toBe('signed-out');
});

test('whoever was turned away because the service could not look them up comes back once it can', async () => {
  const door = await deviceOf(people.alice);
  const session = await connected(door);
  const isLive: boolean[] = [];
  door.onChange((change) => {
    if (change.about === 'connection') isLive.push(change.live);
  });
  const sessions = system.application.nest.get(Sessions, { strict: false });
  const looks = jest.spyOn(sessions, 'find').mockRejectedValue(new Error('no database'));
  breaksLine(session);
  await eventually(() => {
    expect(looks).toHaveBeenCalled();
    return Promise.resolve();
  });
  looks.mockRestore();
  await eventually(() => {
    expect(isLive.slice(-2)).toEqual([false, true]);
    return Promise.resolve();
  }, 20);
  expect((await door.state()).state).toBe('open');
});

// Last: time goes on for every session of everybody, and whoever asks meanwhile is signed out.
test('nothing is unlocked in a session that is over: the device says so, and that there is signing in to do', async () => {
  const door = await deviceOf(people.alice);
  const heard: string[] = [];
  await door.lock();
  expect((await door.state()).state).toBe('locked');
  door.onChange(({ about }) => heard.push(about));
  system.clock.forward(16 * minute);
  await expect(door.unlockBegin()).rejects.toMatchObject({ kind: 'not-signed-in' });
  expect(heard).toContain('session');
  expect((await door.state()).state).toBe('signed-out');
  system.clock.forward(-16 * minute);
});
