import type { Change } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, type Clinic, freshDevice, onAnotherDevice, type Someone } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';

const [first, second] = ['0.1.0-first', '0.1.0-second'];

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem({ BUILD_ID: first });
  people = await clinic(system);
});

/** Dr A at one more device, whose page came with this build, and what it announces. */
async function tabOf(build: string): Promise<{ who: Someone; changes: Change[] }> {
  const who = await onAnotherDevice(people.alice, { build });
  const changes: Change[] = [];
  who.door.onChange((change) => changes.push(change));
  await eventually(async () => {
    expect(await who.door.live()).toBe(true);
  });
  return { who, changes };
}

const told = (changes: readonly Change[]): readonly Change[] => changes.filter(({ about }) => about === 'release');

test('an open tab is told of a release over the live connection, once, and goes on; a tab of the new build is told of none', async () => {
  const { who, changes } = await tabOf(first);
  expect([await who.door.release(), told(changes)]).toEqual([false, []]);
  await system.serve({ build: second });
  await eventually(async () => {
    expect([await who.door.release(), await who.door.live()]).toEqual([true, true]);
  });
  const next = await tabOf(second);
  await next.who.door.cases();
  expect([await next.who.door.release(), told(next.changes)]).toEqual([false, []]);
  await expect(who.door.cases()).resolves.toEqual([]);
  expect(told(changes)).toHaveLength(1);
  await who.door.lock();
  await next.who.door.lock();
});

test('a page at which nobody has signed in learns of it by its first answer', async () => {
  const { door } = freshDevice(system.origin, undefined, { build: first });
  await door.state();
  expect(await door.release()).toBe(true);
});
