import { expect, test, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { founders } from '@consilium/testkit/people';
import { startSystem, type RunningSystem } from './support';
import { organisations } from './story/cast';
import { answers, atRegister, confirms, listed, waits } from './story/at-register';
import { inspect } from './story/inspect';
import { addOrganisation, invite, join, readLetter } from './story/joining';
import { openPerson, type Person } from './story/people';

let running: RunningSystem | undefined;
let one: Person | undefined;
let other: Person | undefined;
let adviser: Person | undefined;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  const system = await startSystem({ REGISTER_MODE: 'production' });
  const officers = await founders(system.origin, system.setUpCode);
  running = system;
  one = await atRegister(browser, system, officers[0]);
  other = await atRegister(browser, system, officers[1]);
});

test.afterAll(async () => {
  await closeAll();
  await running?.stop();
});

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Not there yet.');
  return value;
}

const victorsName = 'Victor Vetchling';

const toRegister = (page: Page) => page.getByRole('link', { name: 'Register', exact: true }).click();

/** The first officer signs whoever waits by this name; another one has to confirm it. */
async function signsFirst(name: string, staffNumber: string): Promise<void> {
  const { page } = found(one);
  await page.getByRole('link', { name: 'Waiting' }).click();
  const card = page.getByRole('region', { name });
  await readLetter(card, staffNumber);
  await card.getByRole('button', { name: 'Sign their registration here' }).click();
  await expect(card).toContainText('One officer signed this.');
  await expect(waits(found(other).page)).toContainText(name);
}

test('an adviser of a new organisation, by two officers, from nothing to the organisation’s key', async ({
  browser,
}) => {
  const [first, second] = [found(one), found(other)];
  await addOrganisation(first.page, organisations.defence, 'Defence');
  await confirms(second);
  const added = listed(first.page, 'Organisations', organisations.defence);
  // For a moment it stands there beside what proposed it.
  await expect(added.filter({ hasNotText: 'Proposed.' })).toBeVisible();
  await expect(added).toHaveCount(1);
  await expect(added).toContainText('Cannot receive requests');
  adviser = await openPerson(browser, found(running), victorsName);
  await join(adviser, await invite(first, organisations.defence), { staffNumber: 'MD 1' });
  await signsFirst(adviser.name, 'MD 1');
  await toRegister(first.page);
  await expect(waits(second.page)).toContainText('By nobody: no adviser serves there, so they serve at once');
  await inspect(second, 'adviser-proposed-to-me');
  await expect(adviser.page.getByRole('heading', { name: 'Requests', exact: true })).toHaveCount(0);
  await confirms(second);
  await expect(adviser.page.getByRole('heading', { name: 'Requests', exact: true })).toBeVisible();
  await adviser.page.getByRole('button', { name: 'Make the key' }).click();
  await expect(adviser.page.getByText('Nothing waits')).toBeVisible();
  await inspect(adviser, 'adviser-by-two');
  await expect(listed(first.page, 'Organisations', organisations.defence)).toContainText('Can receive requests');
});

test('an organisation of an alike name is marked as it is typed, also while it waits for a second officer', async () => {
  const { page } = found(one);
  const alike = page.getByText('Add it only if it is another organisation.');
  const name = page.getByLabel('Name of the organisation');
  await name.fill('Northbank');
  await expect(alike).toHaveCount(0);
  await name.fill(organisations.defence.toUpperCase().replaceAll(' ', '  '));
  await expect(alike).toContainText(`looks like that of ${organisations.defence}.`);
  await inspect(found(one), 'organisation-alike');
  await name.fill(organisations.own);
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Clinical organisation' }).click();
  await page.getByRole('button', { name: 'Add organisation' }).click();
  await expect(listed(page, 'Organisations', organisations.own)).toContainText('Proposed.');
  await name.fill(organisations.own.toLowerCase());
  await expect(alike).toContainText(`looks like that of ${organisations.own} (proposed).`);
  await name.fill('');
  await confirms(found(other));
});

test('whoever is refused after one officer signed them: what was signed is dropped, and they read the reason', async ({
  browser,
}) => {
  const { page } = found(one);
  const joiner = await openPerson(browser, found(running), 'Winifred Woodruff');
  await join(joiner, await invite(found(one), organisations.defence), { staffNumber: 'MD 2' });
  await signsFirst(joiner.name, 'MD 2');
  const card = page.getByRole('region', { name: joiner.name });
  await expect(card).toContainText('What one officer signed is dropped first: your passkey confirms that.');
  await inspect(found(one), 'refuse-what-waits');
  await card.getByLabel('Or refuse, with a reason they will see').fill('Not an adviser of Meridian');
  await card.getByRole('button', { name: 'Refuse' }).click();
  await expect(card).toHaveCount(0);
  await expect(waits(found(other).page)).toHaveCount(0);
  await expect(joiner.page.getByText('Not an adviser of Meridian')).toBeVisible();
  await toRegister(page);
  expect(joiner.violations.all()).toEqual([]);
});

test('access restored, an adviser appointed again, and a proposal that fell', async () => {
  const [first, second] = [found(one), found(other)];
  const { page } = first;
  const line = listed(page, 'People', victorsName);
  await line.getByRole('button', { name: 'Suspend' }).click();
  await answers(first, 'Suspend', 'Asked by Meridian');
  await expect(line).toContainText('Access here suspended');
  await line.getByRole('button', { name: 'Restore' }).click();
  await answers(first, 'Restore', 'Back at work, letter of Meridian');
  await expect(line).toContainText('Proposed. Another officer has to confirm it.');
  await expect(line.getByRole('button', { name: 'Restore' })).toHaveCount(0);
  await inspect(first, 'restore-proposed');
  await confirms(second);
  await expect(line).not.toContainText('Access here suspended');

  await line.getByRole('button', { name: 'End the appointment' }).click();
  await answers(first, 'End the appointment');
  await line.getByRole('button', { name: 'Appoint again' }).click();
  await inspect(first, 'appoint-again');
  await answers(first, 'Appoint again');
  await expect(waits(second.page)).toContainText(`Appoint ${victorsName} as an adviser`);
  // Its matter moves on: what was proposed of the adviser cannot be confirmed any more.
  await listed(second.page, 'People', victorsName).getByRole('button', { name: 'Suspend' }).click();
  await answers(second, 'Suspend', 'Letter of Meridian');
  const fell = waits(second.page);
  await expect(fell.getByRole('button', { name: 'Drop it' })).toBeVisible();
  await expect(fell.getByRole('button', { name: 'Confirm', exact: true })).toHaveCount(0);
  await inspect(second, 'proposal-fell');
  await fell.getByRole('button', { name: 'Drop it' }).click();
  await answers(second, 'Drop it');
  await expect(waits(page)).toHaveCount(0);
});

test('an adviser who waits where nobody serves any more reads what to ask for; appointed anew, they serve', async ({
  browser,
}) => {
  const [first, second] = [found(one), found(other)];
  const { page } = first;
  const victor = listed(page, 'People', victorsName);
  await victor.getByRole('button', { name: 'Restore' }).click();
  await answers(first, 'Restore', 'Back at work');
  await confirms(second);
  await victor.getByRole('button', { name: 'Appoint again' }).click();
  await answers(first, 'Appoint again');
  await confirms(second);
  const edda = await openPerson(browser, found(running), 'Edda Elderflower');
  await join(edda, await invite(first, organisations.defence), { staffNumber: 'MD 3' });
  await signsFirst(edda.name, 'MD 3');
  await toRegister(page);
  await confirms(second);
  const line = listed(page, 'People', edda.name);
  await expect(line).toContainText('One of its advisers confirms them.');
  await expect(edda.page.getByText('Ask one of its advisers.')).toBeVisible();
  await victor.getByRole('button', { name: 'End access' }).click();
  await answers(first, 'End access', 'Left Meridian');
  await expect(line).toContainText(`Nobody serves at ${organisations.defence} any more who could confirm them.`);
  await inspect(first, 'nobody-serves');
  await expect(edda.page.getByText('Ask a registration officer to end your appointment')).toBeVisible();
  await inspect(edda, 'adviser-waits-for-nobody');
  await line.getByRole('button', { name: 'End the appointment' }).click();
  await answers(first, 'End the appointment');
  await line.getByRole('button', { name: 'Appoint again' }).click();
  await answers(first, 'Appoint again');
  await confirms(second);
  await expect(line).not.toContainText('Nobody serves');
  await expect(edda.page.getByRole('button', { name: 'Renew the key' })).toBeVisible();
  for (const { violations } of [first, second, edda]) expect(violations.all()).toEqual([]);
});
