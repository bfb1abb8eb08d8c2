import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningSystem } from '../support';
import type { Person } from './people';

export interface Details {
  /** In a professional register; whoever has none gives their staff number. */
  readonly number?: string;
  readonly staffNumber?: string;
  readonly specialty?: string;
  readonly defence?: string;
  /** They say that the device is their own; a shared computer otherwise. */
  readonly isOwnDevice?: boolean;
}

/** Passkey, recovery words shown, two of them typed back. `onWords` runs while they are on screen. */
export async function makeKeys(person: Person, onWords?: () => Promise<void>): Promise<void> {
  const { page } = person;
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await typeWordsBack(person, onWords);
}

export async function typeWordsBack(person: Person, onWords?: () => Promise<void>): Promise<void> {
  const { page } = person;
  const again = page.getByRole('button', { name: 'Use the passkey' });
  const list = page.getByRole('list', { name: 'Recovery words' });
  await expect(again.or(list)).toBeVisible();
  if (await again.isVisible()) await again.click();
  await expect(list).toBeVisible();
  person.words = await list.getByRole('listitem').allInnerTexts();
  await onWords?.();
  await page.getByRole('button', { name: 'I have written them down' }).click();
  await expect(page.getByRole('button', { name: 'Finish' })).toBeVisible();
  for (const asked of await page
    .locator('label')
    .filter({ hasText: /^Word \d+$/u })
    .allInnerTexts()) {
    await page.getByLabel(asked, { exact: true }).fill(person.words[Number(/\d+/u.exec(asked)?.[0]) - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Finish' }).click();
}

/** First run: the officer by the code the terminal printed. */
export async function setUp(officer: Person, system: RunningSystem): Promise<void> {
  const { page } = officer;
  await page.goto(system.origin);
  await page.getByLabel('One-time set-up code').fill(system.setUpCode);
  await page.getByLabel('Your name').fill(officer.name);
  await page.getByLabel('Your staff number').fill('RO 1');
  await page.getByRole('button', { name: 'Go on' }).click();
  await makeKeys(officer);
  await expect(page.getByRole('heading', { name: 'Register', exact: true })).toBeVisible();
}

export async function addOrganisation(page: Page, name: string, kind: 'Clinical' | 'Defence'): Promise<void> {
  await page.getByLabel('Name of the organisation').fill(name);
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: `${kind} organisation` }).click();
  await page.getByRole('button', { name: 'Add organisation' }).click();
  const organisations = page.getByRole('region', { name: 'Organisations', exact: true });
  await expect(organisations.getByRole('listitem').filter({ hasText: name })).toBeVisible();
}

/** The one-time link as it is shown to the officer. */
export async function invite(officer: Person, organisation: string): Promise<string> {
  const { page } = officer;
  await page.goto(`${new URL(page.url()).origin}/#/register`);
  await page.getByRole('combobox', { name: 'Organisation they work for' }).click();
  await page.getByRole('option', { name: organisation }).click();
  const link = page.getByTestId('invitation-link');
  const before = (await link.isVisible()) ? await link.innerText() : '';
  await page.getByRole('button', { name: 'Make a one-time link' }).click();
  await expect(link).not.toHaveText(before === '' ? /^$/u : before);
  return link.innerText();
}

/** Fills the details in and goes on to the passkey. */
export async function giveDetails(person: Person, link: string, details: Details): Promise<void> {
  const { page, name } = person;
  await page.goto(link);
  await page.getByLabel('Name, as in the register').fill(name);
  if (details.number !== undefined) {
    await page.getByRole('combobox', { name: 'Profession' }).click();
    await page.getByRole('option', { name: 'Doctor', exact: true }).click();
    await page.getByLabel('GMC number').fill(details.number);
    await page.getByLabel('Specialty').fill(details.specialty ?? '');
  }
  if (details.staffNumber !== undefined) await page.getByLabel('Your staff number').fill(details.staffNumber);
  if (details.defence !== undefined) {
    await page.getByRole('combobox', { name: 'Your defence organisation' }).click();
    await page.getByRole('option', { name: details.defence }).click();
  }
  await page.getByRole('button', { name: 'Go on' }).click();
}

export async function join(person: Person, link: string, details: Details): Promise<void> {
  await giveDetails(person, link, details);
  await expect(person.page.getByRole('radio', { name: 'A shared computer' })).toBeChecked();
  if (details.isOwnDevice === true) await person.page.getByRole('radio', { name: 'My own device' }).check();
  await makeKeys(person);
  await expect(person.page.getByRole('heading', { name: 'Waiting for the registration officer' })).toBeVisible();
}

/** What the officer reads in the letter of the employer. */
export async function readLetter(request: Locator, staffNumber: string): Promise<void> {
  await request.getByLabel('Staff number').fill(staffNumber);
  await request.getByLabel('Which letter').fill('Letter of the employer, 12 November');
}

/** The officer compares and signs; the person's own page goes on by itself. `staffNumber`: as in the employer's letter. */
export async function approve(officer: Person, person: Person, arrives: string, staffNumber?: string): Promise<void> {
  const { page } = officer;
  await page.goto(`${new URL(page.url()).origin}/#/register/waiting`);
  const request = page.getByRole('region', { name: person.name });
  await expect(request.getByText('nobody put other words or keys in their place')).toBeVisible();
  if (staffNumber !== undefined) await readLetter(request, staffNumber);
  await request.getByRole('button', { name: 'Sign their registration here' }).click();
  await expect(request).toHaveCount(0);
  await expect(person.page.getByRole('heading', { name: arrives, exact: true })).toBeVisible();
}

/** An adviser says of somebody the officers put down as their organisation's that it is so. */
export async function confirmMember(
  adviser: Person,
  { name }: Pick<Person, 'name'>,
  as: 'member' | 'adviser',
): Promise<void> {
  const { page } = adviser;
  await page.getByRole('link', { name: 'Requests', exact: true }).click();
  const confirm = page.getByRole('button', { name: `Confirm as ${as}: ${name}` });
  await confirm.click();
  await expect(confirm).toHaveCount(0);
}
