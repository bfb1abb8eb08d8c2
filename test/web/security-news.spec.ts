import { expect, test, type Browser, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import {
  asInLetter,
  authenticator,
  enrolled,
  joins,
  officer as firstOfficer,
  registered,
  type Someone,
} from '@consilium/testkit/people';
import { startSystem, type RunningSystem } from './support';
import { opensCase } from '../attacks/cases';
import { organisations } from './story/cast';
import { inspect } from './story/inspect';
import { openPerson, type Person } from './story/people';
import { withWords } from './story/with-words';

interface Stage {
  readonly system: RunningSystem;
  readonly officers: readonly [Someone, Someone];
  readonly doctor: Someone;
  readonly colleague: Someone;
  readonly room: string;
}

let stage: Stage | undefined;

function ready(): Stage {
  if (stage === undefined) throw new Error('The system is not ready.');
  return stage;
}

test.describe.configure({ mode: 'serial' });

/** A trial with two officers, a doctor with a case, and a colleague in it. */
test.beforeAll(async () => {
  const system = await startSystem();
  const olive = await firstOfficer(system.origin, system.setUpCode);
  const hospital = await olive.door.addOrganisation(organisations.own, 'clinical');
  const { link } = await olive.door.invitePerson('officer', '');
  const noor = await joins(link, {
    name: 'Noor Haddad',
    number: 'RO 2',
    specialty: '',
    role: 'officer',
    organisation: '',
  });
  await olive.door.approve(noor.person, asInLetter('RO 2'));
  const doctor = await enrolled(olive, { ...registered.alice, role: 'clinician', organisation: hospital });
  const colleague = await enrolled(olive, { ...registered.bela, role: 'clinician', organisation: hospital });
  const room = await opensCase(doctor, colleague);
  stage = { system, officers: [olive, noor], doctor, colleague, room };
});

test.afterAll(async () => {
  await closeAll();
  await stage?.system.stop();
});

async function looks(browser: Browser, who: Someone): Promise<Person> {
  const person = await openPerson(browser, ready().system, who.name);
  return withWords(person, ready().system.origin, who.words);
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

/** One more passkey of this person's, made on another authenticator. */
async function addsPasskey({ door, origin, passkeys }: Someone): Promise<void> {
  const second = authenticator(origin);
  const step = await door.addPasskeyMade(second.create(await door.addPasskeyBegin()));
  expect(step.needs).toBe('nothing');
  expect(passkeys.held()).toHaveLength(1);
  await door.addPasskeyFinish();
}

/** Where the people of a case stand behind a button, it says that something waits there. */
async function looksAtPeople(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^About this case/u });
  await expect(button.or(page.getByRole('complementary', { name: 'About this case' }))).toBeVisible();
  if (!(await button.isVisible())) return;
  await expect(button).toHaveAccessibleName(/; 1 waiting for you$/u);
  await button.click();
}

test('a new passkey is told to its person, to officers and to the owner of their case, until its person has seen it', async ({
  browser,
}) => {
  const { colleague, doctor, officers, room } = ready();
  await addsPasskey(colleague);
  const own = await looks(browser, colleague);
  await expect(own.page.getByText('Not you? Remove it now under Settings, “Your devices”')).toBeVisible();
  await inspect(own, 'own-news');
  await own.page.getByRole('button', { name: 'It was me' }).click();
  await expect(own.page.getByText('Not you? Remove it now under Settings, “Your devices”')).toHaveCount(0);

  const owner = await looks(browser, doctor);
  await goTo(owner.page, `#/cases/${room}`);
  await looksAtPeople(owner.page);
  await expect(owner.page.getByText(`Not expected? Ask ${colleague.name}`)).toBeVisible();
  await inspect(owner, 'news-of-a-colleague');

  const office = await looks(browser, officers[0]);
  await goTo(office.page, '#/register');
  const line = office.page.getByRole('listitem').filter({ hasText: colleague.name });
  await expect(line).toContainText('A new passkey was added');
  await expect(line).toContainText('Not expected?');
  for (const { violations } of [own, owner, office]) expect(violations.all()).toEqual([]);
});

test('somebody who gives a number that is taken is told on the page of whoever has it', async ({ browser }) => {
  const { doctor, officers } = ready();
  const [{ door }] = officers;
  const { link } = await door.invitePerson('clinician', (await door.register()).organisations[0]?.id ?? '');
  const again = joins(link, { ...registered.alice, role: 'clinician', organisation: '' });
  await expect(again).rejects.toThrow(/Somebody here has this number/);
  const own = await looks(browser, doctor);
  await expect(own.page.getByText('Somebody else gave your number when they joined')).toBeVisible();
  await inspect(own, 'number-claimed');
  await own.page.getByRole('button', { name: 'I have seen this' }).click();
  await expect(own.page.getByText('Somebody else gave your number when they joined')).toHaveCount(0);
});

test('the security log is read by two officers, with persons, and each reading stands in it', async ({ browser }) => {
  const { officers, doctor, colleague } = ready();
  const [olive, noor] = [await looks(browser, officers[0]), await looks(browser, officers[1])];
  await goTo(olive.page, '#/register');
  const log = ({ page }: Person) => page.getByRole('region', { name: 'Security log' });
  await log(olive).getByLabel('Why the log should be read').fill('A telephone was lost');
  await log(olive).getByRole('button', { name: 'Ask to read' }).click();
  await expect(log(olive)).toContainText('A telephone was lost. Waits for another officer');
  await expect(log(olive).getByRole('button', { name: 'Read the log' })).toHaveCount(0);
  await goTo(noor.page, '#/register');
  await log(noor)
    .getByRole('button', { name: `Let ${officers[0].name} and me read it` })
    .click();
  await expect(log(noor)).toContainText(`Confirmed by ${officers[1].name}`);
  await log(noor).getByRole('button', { name: 'Read the log' }).click();
  const list = log(noor).getByRole('list', { name: 'Security log, newest first' });
  for (const line of [
    `${officers[0].name} asked to read this log`,
    `${officers[1].name} confirmed that this log is read`,
    `${officers[1].name} signed in with recovery words`,
    `${colleague.name} added a passkey`,
    `${doctor.name} asked to join`,
    `${officers[0].name} made an invitation`,
    `${officers[0].name} signed in the register: who somebody is and what they may do`,
  ]) {
    await expect(list.getByRole('listitem').filter({ hasText: line }).first()).toBeVisible();
  }
  await inspect(noor, 'security-log');
  for (const { violations } of [olive, noor]) expect(violations.all()).toEqual([]);
});
