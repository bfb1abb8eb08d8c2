import { expect, test, type Browser, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { enrolled, officer as firstOfficer, passphrase, registered, type Someone } from '@consilium/testkit/people';
import { startSystem, type MovableSystem } from './support';
import { organisations } from './story/cast';
import { inspect } from './story/inspect';
import { say } from './story/case-room';
import { typeWordsBack } from './story/joining';
import { openPerson, type Person } from './story/people';
import { withWords } from './story/with-words';

let system: MovableSystem | undefined;
/** Somebody whose passkey has no PRF: the only kind that two browsers of a test can hold. */
let bela: Someone | undefined;
let alice: Someone | undefined;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  system = await startSystem();
  const olive = await firstOfficer(system.origin, system.setUpCode);
  const hospital = await olive.door.addOrganisation(organisations.own, 'clinical');
  const doctor = { role: 'clinician', organisation: hospital } as const;
  bela = await enrolled(olive, { ...registered.bela, ...doctor, prf: 'no' });
  alice = await enrolled(olive, { ...registered.alice, ...doctor });
  for (const title of ['A rash', 'A mole']) {
    const form = {
      specialty: 'Dermatology',
      urgency: 'routine',
      ageBand: '40-64',
      question: 'What?',
      responsible: 'R',
    };
    await bela.door.openCase({ ...(form as Parameters<Someone['door']['openCase']>[0]), title });
  }
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

function at(): MovableSystem {
  if (system === undefined) throw new Error('The system is not ready.');
  return system;
}

function known(who: Someone | undefined): Someone {
  if (who === undefined) throw new Error('Nobody is ready.');
  return who;
}

async function opens(page: Page, press: string): Promise<void> {
  await page.getByRole('button', { name: press }).click();
  await page.locator('#passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

/** A browser of Bela's with her passkey, signed in. `from`: where it was used last, since a counter never falls. */
async function belaAt(browser: Browser, from?: Person): Promise<Person> {
  const who = known(bela);
  const person = await openPerson(browser, at(), who.name, { hasPrf: false });
  await (from?.passkeys.shareWith(person.passkeys) ?? person.passkeys.take(who.passkeys.held()));
  await person.page.goto(at().origin);
  await opens(person.page, 'Sign in with a passkey');
  await expect(person.page.getByRole('heading', { name: 'Cases', exact: true })).toBeVisible();
  return person;
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

/** From the chosen passkeys to the last gesture. Gives the new words. */
async function renews(person: Person, looks: (name: string) => Promise<void>): Promise<readonly string[]> {
  const { page } = person;
  await looks('chosen');
  await page.getByRole('button', { name: 'Go on to the new words' }).click();
  await typeWordsBack(person);
  await expect(page.getByRole('heading', { name: 'Use each passkey that stays' })).toBeVisible();
  await looks('used');
  return person.words;
}

test('new words on one device: the old words are refused, another device locks, says so, and goes on with its passkey', async ({
  browser,
}) => {
  const who = known(bela);
  const first = await belaAt(browser);
  const second = await belaAt(browser, first);
  await expect(second.page.getByText('A rash')).toBeVisible();
  const { page } = first;
  await goTo(page, '#/devices');
  await page.getByRole('button', { name: 'Make new recovery words' }).click();
  const words = await renews(first, (name) => inspect(first, `new-keys-${name}`));
  await page.getByLabel('Passphrase of passkey 1').fill(passphrase);
  await page.getByRole('button', { name: 'Use passkey 1' }).click();
  await expect(page.getByText('Passkey 1 is used')).toBeVisible();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await inspect(first, 'new-keys-confirm');
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Recovery words' })).toBeVisible();
  await expect(page.getByText('Your keys were changed').first()).toBeVisible();

  await expect(second.page.getByRole('heading', { name: 'Your keys were renewed' })).toBeVisible();
  await expect(second.page.getByText('with passkey 1. Not you? Tell your registration officer now')).toBeVisible();
  await expect(second.page.getByText('A rash')).toHaveCount(0);
  await inspect(second, 'keys-renewed-elsewhere');
  await opens(second.page, 'Unlock with your new keys');
  await expect(second.page.getByText('A rash')).toBeVisible();
  await second.page.getByText('A rash').click();

  await say(second.page, 'Written with the new keys.');
  await expect(second.page.getByText('Written with the new keys.')).toBeVisible();

  const stranger = await openPerson(browser, at(), who.name);
  await stranger.page.goto(at().origin);
  await stranger.page.getByRole('button', { name: 'Lost your passkeys? Use your recovery words' }).click();
  await stranger.page.getByLabel('All 24 words, in order').fill(who.words.join(' '));
  await stranger.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(stranger.page.getByText('Those words did not open your account')).toBeVisible();
  stranger.violations.forget(/401/u);
  const byNew = await withWords(await openPerson(browser, at(), who.name), at().origin, words);
  for (const { violations } of [first, second, stranger, byNew]) expect(violations.all()).toEqual([]);
});

test('a passkey that is not at hand ends, and the one that stays opens the new keys with one touch', async ({
  browser,
}) => {
  const who = known(alice);
  const person = await withWords(await openPerson(browser, at(), who.name), at().origin, who.words);
  const { page } = person;
  await page.getByRole('button', { name: 'Make a new passkey' }).click();
  await page.getByRole('button', { name: 'Add this passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Passkey 2' })).toBeVisible();
  // Until it confirms anything.
  at().goesOn(61);
  await page.reload();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await goTo(page, '#/devices');
  await page.getByRole('button', { name: 'My keys may be lost' }).click();
  await page.getByLabel('Passkey 1').uncheck();
  await expect(page.getByText('Passkey 1 ends and signs you in no more.')).toBeVisible();
  const words = await renews(person, (name) => inspect(person, `lost-keys-${name}`));
  expect(words).toHaveLength(24);
  await page.getByRole('button', { name: 'Use passkey 2' }).click();
  await expect(page.getByText('Passkey 2 is used')).toBeVisible();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Your keys', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Passkey 2' })).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('heading', { name: 'Passkey 1' })).toBeVisible();
  expect(person.violations.all()).toEqual([]);
});
