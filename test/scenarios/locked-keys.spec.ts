import { collectGarbage } from '@consilium/testkit';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { watchingImports } from '@consilium/testkit/sealing';
import { startSystem } from '@consilium/testkit/system';

const form = {
  title: 'Locked keys',
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '40-64',
  question: 'What is it?',
  responsible: 'Dr R',
} as const;

let people: Clinic;

beforeAll(async () => {
  people = await clinic(await startSystem());
});

/** The secret keys the engine was given to hold while `work` ran, as nothing but a way to see whether they are still there. */
async function heldDuring(work: () => Promise<unknown>): Promise<WeakRef<CryptoKey>[]> {
  const held: WeakRef<CryptoKey>[] = [];
  await watchingImports((_, key) => key.usages.includes('deriveBits') && held.push(new WeakRef(key)), work);
  return held;
}

test('while keys are open the engine holds the secret grants are opened with; locked, it holds nothing', async () => {
  const { alice, bela } = people;
  const held = await heldDuring(async () => {
    const room = await alice.door.openCase(form);
    await alice.door.invite(room, bela.person);
    await bela.door.room(room);
  });
  const still = (): number => held.filter((key) => key.deref() !== undefined).length;
  await collectGarbage();
  expect(still()).toBeGreaterThan(0);
  await Promise.all([alice.door.lock(), bela.door.lock()]);
  for (let tries = 0; tries < 50 && still() > 0; tries++) await collectGarbage();
  expect(still()).toBe(0);
});
