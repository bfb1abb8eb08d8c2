import { expect, test, type Browser, type Page, type TestInfo } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { enrolled, officer as firstOfficer, registered, type Someone } from '@consilium/testkit/people';
import { screenshot, startSystem, type RunningSystem } from './support';
import { opensCase } from '../attacks/cases';
import { organisations } from './story/cast';
import { inspect } from './story/inspect';
import { confirmMember } from './story/joining';
import { openPerson, type Person } from './story/people';
import { withWords } from './story/with-words';

interface Members {
  readonly system: RunningSystem;
  readonly officer: Someone;
  readonly hospital: string;
  readonly doctor: Someone;
  readonly adviser: Someone;
  readonly defence: string;
}

let members: Members | undefined;
/** The adviser's phone. */
let victor: Person | undefined;

function ready(): Members {
  if (members === undefined) throw new Error('The system is not ready.');
  return members;
}

test.describe.configure({ mode: 'serial' });

/** A doctor and an adviser of one defence organisation; the doctor waits for it to confirm them. */
async function gather(): Promise<Members> {
  const system = await startSystem();
  const officer = await firstOfficer(system.origin, system.setUpCode);
  const hospital = await officer.door.addOrganisation(organisations.own, 'clinical');
  const defence = await officer.door.addOrganisation(organisations.defence, 'defence');
  const adviser = await enrolled(officer, { ...registered.victor, role: 'adviser', organisation: defence });
  await adviser.door.makeOrganisationKey();
  const doctor = await enrolled(officer, { ...registered.alice, role: 'clinician', organisation: hospital, defence });
  return { system, officer, doctor, adviser, defence, hospital };
}

test.beforeAll(async () => {
  members = await gather();
});

test.afterAll(async () => {
  await closeAll();
  await members?.system.stop();
});

/** A device of this person's, signed in. */
async function looks(browser: Browser, who: Someone): Promise<Person> {
  const person = await openPerson(browser, ready().system, who.name);
  return withWords(person, ready().system.origin, who.words);
}

/** The same with their passkey: it is touched there alone from now on. */
async function worksAt(browser: Browser, who: Someone): Promise<Person> {
  const person = await looks(browser, who);
  await person.passkeys.take(who.passkeys.held());
  return person;
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

/** Looked at on phone and desktop, dark and light. */
async function inspected(person: Person, info: TestInfo, name: string): Promise<void> {
  await inspect(person, name);
  await screenshot(person.page, info, name, { whole: true });
}

const notice = (page: Page) => page.getByText(`${organisations.defence} has not confirmed your membership yet.`);
const toConfirm = (page: Page) => page.getByRole('region', { name: 'Members to confirm' });

/** They see nothing that may not be on a page, whatever they did on it. */
function seesNothingForbidden(...people: readonly Person[]): void {
  for (const { violations } of people) expect(violations.all()).toEqual([]);
}

test('a doctor works inside and reads what waits; when an adviser has confirmed them they can ask, until it is ended', async ({
  browser,
}, info) => {
  const { doctor, adviser } = ready();
  const room = await opensCase(doctor);
  const d = await looks(browser, doctor);
  await goTo(d.page, '#/cases');
  await expect(notice(d.page)).toBeVisible();
  await inspected(d, info, 'membership-waits');
  await goTo(d.page, `#/cases/${room}/share`);
  await expect(notice(d.page)).toBeVisible();
  await expect(d.page.getByRole('button', { name: 'Check before sending' })).toHaveCount(0);
  await inspected(d, info, 'membership-waits-share');

  victor = await worksAt(browser, adviser);
  const v = victor;
  await goTo(v.page, '#/advice');
  await expect(toConfirm(v.page)).toContainText('GMC 9990001');
  await expect(toConfirm(v.page)).toContainText(`a clinician of ${organisations.own} and a member of yours`);
  await inspected(v, info, 'members-to-confirm');
  await confirmMember(v, doctor, 'member');
  await expect(toConfirm(v.page)).toHaveCount(0);

  await expect(notice(d.page)).toHaveCount(0);
  await expect(d.page.getByRole('button', { name: 'Check before sending' })).toBeVisible();

  await v.page.getByText('Confirmed members (1)').click();
  await inspected(v, info, 'confirmed-members');
  await v.page.getByRole('button', { name: `End membership: ${doctor.name}` }).click();
  await expect(v.page.getByRole('dialog')).toContainText('They cannot ask you any more');
  await inspected(v, info, 'end-membership');
  await v.page.getByRole('dialog').getByRole('button', { name: 'End membership' }).click();
  await expect(toConfirm(v.page)).toContainText(doctor.name);
  await expect(v.page.getByText('Confirmed members')).toHaveCount(0);
  await expect(notice(d.page)).toBeVisible();
  seesNothingForbidden(d, v);
});

test('an adviser whom the organisation has not confirmed sees no request; where three serve, two of them confirm', async ({
  browser,
}, info) => {
  const { officer, defence, hospital } = ready();
  if (victor === undefined) throw new Error('The first adviser is not there.');
  const join = (name: string, number: string): Promise<Someone> =>
    enrolled(officer, { name, number, specialty: 'Medico-legal advice', role: 'adviser', organisation: defence });
  const second = await join('Winifred Woodruff', '9990023');
  const o = await looks(browser, officer);
  await goTo(o.page, '#/register');
  const line = o.page.getByRole('listitem').filter({ hasText: second.name });
  await expect(line).toContainText('Not confirmed by their organisation yet.');
  await expect(o.page.getByText('This is a trial: one officer alone lets people in')).toBeVisible();
  await inspected(o, info, 'register-of-a-trial');

  const w = await worksAt(browser, second);
  await goTo(w.page, '#/advice');
  await expect(w.page.getByText(`${organisations.defence} has not confirmed you as its adviser yet.`)).toBeVisible();
  await expect(w.page.getByRole('alert')).toHaveCount(0);
  await inspected(w, info, 'adviser-waits');
  await confirmMember(victor, second, 'adviser');
  await expect(toConfirm(w.page)).toContainText(ready().doctor.name);
  await expect(line).not.toContainText('Not confirmed by their organisation yet.');

  const third = await join('Yorick Yarrowby', '9990025');
  await confirmMember(w, third, 'adviser');
  const fourth = await join('Zelda Zinnia', '9990026');
  await confirmMember(w, fourth, 'adviser');
  await expect(w.page.getByText('You confirmed. A second adviser has to.')).toBeVisible();
  await inspected(w, info, 'confirmed-by-one');
  await confirmMember(victor, fourth, 'adviser');
  await expect(w.page.getByText('You confirmed. A second adviser has to.')).toHaveCount(0);

  await test.step('an officer finds somebody by words and by what is chosen', async () => {
    await enrolled(officer, { ...registered.bela, role: 'clinician', organisation: hospital });
    const people = o.page.getByRole('region', { name: 'People', exact: true });
    const lines = people.getByRole('group', { name: 'people' }).getByRole('listitem');
    const words = people.getByRole('searchbox', { name: 'Look for somebody' });
    await expect(lines).toHaveCount(6);
    await words.fill('zin meridian');
    await expect(lines).toHaveCount(1);
    await expect(lines).toContainText('Zelda Zinnia');
    await words.fill('');
    await people.getByRole('button', { name: /^Clinicians/u }).click();
    await expect(people.getByRole('button', { name: /^Clinicians/u })).toHaveText(/2$/u);
    await expect(lines).toHaveCount(2);
    await expect(lines.first()).toContainText(registered.alice.name);
    await inspected(o, info, 'register-people');
    await words.fill('zinnia');
    await expect(people.getByText('Nobody fits all of this.')).toBeVisible();
  });
  seesNothingForbidden(o, w, victor);
});
