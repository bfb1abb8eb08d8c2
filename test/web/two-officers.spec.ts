import { expect, test, type Browser } from '@playwright/test';
import { startSystem, type RunningSystem } from './support';
import { inspect } from './story/inspect';
import { makeKeys } from './story/joining';
import { openPerson, type Person } from './story/people';

let system: RunningSystem | undefined;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  system = await startSystem({ REGISTER_MODE: 'production' });
});

test.afterAll(async () => {
  await system?.stop();
});

/** Types the code, says who they are, makes keys, and waits for the other officer. */
async function founder(browser: Browser, name: string, staffNumber: string): Promise<Person> {
  if (system === undefined) throw new Error('Not ready.');
  const person = await openPerson(browser, system, name);
  const { page } = person;
  await page.goto(system.origin);
  await page.getByLabel('One-time set-up code').fill(system.setUpCode);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Your staff number').fill(staffNumber);
  await page.getByRole('button', { name: 'Go on' }).click();
  await makeKeys(person);
  await expect(page.getByRole('heading', { name: 'Beginning together' })).toBeVisible();
  return person;
}

test('two officers begin a register for real use, and each act of power takes both', async ({ browser }) => {
  const olive = await founder(browser, 'Olive Okafor', 'RO 1');
  await expect(olive.page.getByText('Ask the second one to open this page')).toBeVisible();
  await inspect(olive, 'founding-alone');
  const osric = await founder(browser, 'Osric Oakes', 'RO 2');
  await expect(osric.page.getByText('The officer who came first begins the register')).toBeVisible();
  const begin = olive.page.getByRole('button', { name: 'begin the register' });
  await expect(begin).toBeVisible();
  const digits = (person: Person) => person.page.getByRole('listitem').allInnerTexts();
  expect((await digits(olive)).map((text) => text.replace(' (you)', ''))).toEqual(
    (await digits(osric)).map((text) => text.replace(' (you)', '')),
  );
  await inspect(olive, 'founding-begin');
  await begin.click();
  await expect(olive.page.getByText('The register begins when everybody has')).toBeVisible();
  await osric.page.getByRole('button', { name: 'agree' }).click();
  await expect(osric.page.getByRole('heading', { name: 'Register', exact: true })).toBeVisible();
  const signIn = olive.page.getByRole('button', { name: 'Sign in with a passkey' });
  await expect(signIn).toBeVisible();
  await inspect(olive, 'founding-sign-in');
});
