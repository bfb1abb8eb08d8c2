import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { closeDevices, deviceOf } from '../attacks/devices';

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
