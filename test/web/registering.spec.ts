import { expect, test, type Browser, type Page } from '@playwright/test';
import { sizes } from './at-size';
import { startSystem, type RunningSystem } from './support';
import { caseWords, names, organisations } from './story/cast';
import { choosesInvited, invites, openCase, showAbout } from './story/case-room';
import { inspect } from './story/inspect';
import { addOrganisation, approve, giveDetails, invite, join, makeKeys, readLetter, setUp } from './story/joining';
import { openPerson, type Person } from './story/people';

let system: RunningSystem | undefined;
let officer: Person | undefined;
let doctor: Person | undefined;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  officer = await openPerson(browser, system, names.officer);
  await setUp(officer, system);
  await addOrganisation(officer.page, organisations.own, 'Clinical');
  doctor = await openPerson(browser, system, names.a);
  await join(doctor, await invite(officer, organisations.own), { number: '9990003', specialty: 'Dermatology' });
  await approve(officer, doctor, 'Cases');
});

test.afterAll(async () => {
  await system?.stop();
});

function ready(): { readonly system: RunningSystem; readonly officer: Person; readonly doctor: Person } {
  if (system === undefined || officer === undefined || doctor === undefined) throw new Error('Not ready.');
  return { system, officer, doctor };
}

async function somebody(browser: Browser, name: string, number: string): Promise<Person> {
  const { system: running, officer: signer } = ready();
  const person = await openPerson(browser, running, name);
  await join(person, await invite(signer, organisations.own), { number, specialty: 'Emergency medicine' });
  return person;
}

/** The officer's card of one request. */
async function waitingCard(page: Page, name: string) {
  await page.goto(`${new URL(page.url()).origin}/#/register/waiting`);
  const card = page.getByRole('region', { name });
  await expect(card).toBeVisible();
  return card;
}

test('what cannot be signed is said where it is typed: a hidden character, a number of another form, no profession', async ({
  browser,
}) => {
  const { system: running, officer: signer } = ready();
  const person = await openPerson(browser, running, 'Dr Edda El\u00adderflower');
  const { page } = person;
  await page.goto(await invite(signer, organisations.own));
  await page.getByLabel('Name, as in the register').fill(person.name);
  await page.getByLabel('Specialty').fill('Emergency medicine');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('holds characters that cannot be seen')).toBeVisible();
  await expect(page.getByText('Choose your profession.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Profession' }).click();
  await page.getByRole('option', { name: 'Physician associate' }).click();
  await page.getByLabel('GMC number').fill('9990005');
  await page.getByLabel('Name, as in the register').fill('Edda Elderflower');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('The GMC number here is an A and seven digits')).toBeVisible();
  await inspect(person, 'join-mistakes');
  await page.getByLabel('GMC number').fill('a 9990 005');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('button', { name: 'Make a passkey' })).toBeVisible();
});

test('an officer compares: a name that differs is signed with the reason only, conditions are shown to colleagues', async ({
  browser,
}) => {
  const { officer: signer } = ready();
  const person = await somebody(browser, 'Ambrose Amber', '9990027');
  const card = await waitingCard(signer.page, person.name);
  await expect(card).toContainText('Dr Ambrose Amberleaf');
  await expect(card).toContainText('Registered, with conditions on practice');
  await expect(card).toContainText('The name in the register is another one');
  const sign = card.getByRole('button', { name: 'Sign their registration here' });
  await expect(sign).toBeDisabled();
  await inspect(signer, 'request-that-differs');
  await card.getByLabel('Why this is the same person').fill('Seen in person; shortened by deed poll.');
  await sign.click();
  await expect(card).toHaveCount(0);
  await expect(person.page.getByRole('heading', { name: 'Cases', exact: true })).toBeVisible();
  await signer.page.goto(`${new URL(signer.page.url()).origin}/#/register`);
  const line = signer.page.getByRole('listitem').filter({ hasText: 'Ambrose Amber' });
  await expect(line).toContainText('Registered, with conditions on practice. Register status last checked');
  await expect(line).toContainText('Emergency medicine (as stated)');
  await inspect(signer, 'register-with-conditions');
});

test('somebody erased is refused with the reason, and reads it', async ({ browser }) => {
  const { officer: signer } = ready();
  const person = await somebody(browser, 'Dr Jemima Jessamine', '9990036');
  const card = await waitingCard(signer.page, person.name);
  await expect(card).toContainText('Erased from the register');
  await expect(card).toContainText('With this status nobody practises');
  await expect(card.getByRole('button', { name: 'Sign their registration here' })).toBeDisabled();
  await card.getByLabel('Or refuse, with a reason they will see').fill('The register shows that you were erased.');
  await card.getByRole('button', { name: 'Refuse' }).click();
  await expect(card).toHaveCount(0);
  await expect(person.page.getByText('The register shows that you were erased.')).toBeVisible();
});

test('two people of one name are marked when the second joins, and told apart by their numbers when one is chosen', async ({
  browser,
}) => {
  const { officer: signer, doctor: owner } = ready();
  const first = await somebody(browser, 'Dr Fergus Foxglove', '9990006');
  await approve(signer, first, 'Cases');
  const second = await somebody(browser, 'Fergus Fóxglove', '9990001');
  const card = await waitingCard(signer.page, second.name);
  await expect(card).toContainText('looks like that of Dr Fergus Foxglove, GMC 9990006');
  await card.getByLabel('Why this is the same person').fill('The register was told of the change of name.');
  await card.getByRole('button', { name: 'Sign their registration here' }).click();
  await expect(card).toHaveCount(0);
  await expect(second.page.getByRole('heading', { name: 'Cases', exact: true })).toBeVisible();
  await openCase(owner.page, caseWords);
  await choosesInvited(owner.page);
  await expect(owner.page.getByRole('option', { name: /Foxglove, GMC 9990006, Doctor/u })).toBeVisible();
  await expect(owner.page.getByRole('option', { name: /Fóxglove, GMC 9990001, Doctor/u })).toBeVisible();
});

test('a number that somebody here has joins nobody, and says what to do', async ({ browser }) => {
  const { system: running, officer: signer } = ready();
  const person = await openPerson(browser, running, 'Mallory Marsh');
  await giveDetails(person, await invite(signer, organisations.own), { number: '9990006', specialty: 'Dermatology' });
  await makeKeys(person);
  await expect(person.page.getByRole('alert')).toContainText('Somebody here has this number');
});

test('the owner hands the case to a colleague and leaves it, on a phone', async ({ browser }) => {
  const { officer: signer, doctor: owner } = ready();
  const colleague = await somebody(browser, 'Dr Dunstan Dewberry', '9990004');
  await approve(signer, colleague, 'Cases');
  await owner.page.setViewportSize(sizes.phone);
  const { page } = owner;
  await invites(page, /Dewberry, GMC 9990004/u);
  const hand = page.getByRole('button', { name: 'Hand the case over to Dr Dunstan Dewberry' });
  await expect(hand).toBeVisible();
  await expect(page.getByRole('button', { name: 'Leave this case' })).toHaveCount(0);
  await inspect(owner, 'people-of-a-case');
  await showAbout(page);
  await hand.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
  await expect(hand).toHaveCount(0);
  await expect(page.getByText('handed the case to Dr Dunstan Dewberry')).toBeVisible();
  await page.getByRole('button', { name: 'Leave this case' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Cases', exact: true })).toBeVisible();
  await expect(page.getByText(caseWords.title)).toHaveCount(0);
});

test('a second officer is invited on screen and joins; a link nobody used is taken back', async ({ browser }) => {
  const { system: running, officer: signer } = ready();
  const second = await openPerson(browser, running, 'Noor Haddad');
  await join(second, await invite(signer, 'The registration office'), { staffNumber: 'ro 2' });
  const card = await waitingCard(signer.page, second.name);
  await expect(card.getByRole('button', { name: 'Sign their registration here' })).toBeDisabled();
  await readLetter(card, 'RO 3');
  await card.getByRole('button', { name: 'Sign their registration here' }).click();
  await expect(card.getByRole('alert')).toContainText('is not the one this person stated');
  await inspect(signer, 'staff-number-that-differs');
  await approve(signer, second, 'Register', 'RO 2');
  const unused = await openPerson(browser, running, 'Somebody Else');
  const link = await invite(signer, organisations.own);
  const { page } = signer;
  const open = page.getByRole('button', { name: `Take back the link for ${organisations.own}` });
  await expect(open.first()).toBeVisible();
  await inspect(signer, 'open-invitations');
  for (let left = await open.count(); left > 0; left -= 1) {
    await open.first().click();
    await expect(open).toHaveCount(left - 1);
  }
  await unused.page.goto(link);
  await expect(unused.page.getByRole('alert')).toContainText('Ask your registration officer for a new link');
});

test('a doctor who moves signs their details anew; the officer sees what changes, and signs', async () => {
  const { officer: signer, doctor: mover } = ready();
  await addOrganisation(await registerOf(signer), organisations.other, 'Clinical');
  await mover.page.goto(`${new URL(mover.page.url()).origin}/#/details`);
  await expect(mover.page.getByLabel('Name, as in the register')).toHaveValue(mover.name);
  await mover.page.getByRole('combobox', { name: 'Organisation you work for' }).click();
  await mover.page.getByRole('option', { name: organisations.other }).click();
  await mover.page.getByLabel('Specialty').fill('Dermatology and allergy');
  await inspect(mover, 'own-details');
  await mover.page.getByRole('button', { name: 'Sign and send to an officer' }).click();
  await expect(mover.page.getByText('An officer has what you said last')).toBeVisible();
  const card = await waitingCard(signer.page, mover.name);
  await expect(card).toContainText('signed this with the keys the register lists for them');
  await expect(card).toContainText(`${organisations.other} (until now: ${organisations.own})`);
  await expect(card).toContainText('Dermatology and allergy (until now: Dermatology)');
  await inspect(signer, 'renewal-that-moves');
  await card.getByRole('button', { name: 'Sign their registration here' }).click();
  await expect(card).toHaveCount(0);
  const line = (await registerOf(signer)).getByRole('listitem').filter({ hasText: mover.name });
  await expect(line).toContainText(organisations.other);
  await expect(mover.page.getByText('An officer has what you said last')).toHaveCount(0);
});

test('a refused joiner reads why, corrects it and asks again', async ({ browser }) => {
  const { officer: signer } = ready();
  const person = await somebody(browser, 'Gideon Gorse', '9990008');
  const card = await waitingCard(signer.page, person.name);
  await card.getByLabel('Or refuse, with a reason they will see').fill('Say your specialty, please.');
  await card.getByRole('button', { name: 'Refuse' }).click();
  await expect(card).toHaveCount(0);
  await expect(person.page.getByRole('heading', { name: 'Your request was not accepted' })).toBeVisible();
  await expect(person.page.getByText('Say your specialty, please.')).toBeVisible();
  await inspect(person, 'refused-joiner');
  await person.page.getByLabel('Specialty').fill('Emergency medicine for children');
  await person.page.getByRole('button', { name: 'Sign and send to an officer' }).click();
  await expect(person.page.getByRole('heading', { name: 'Waiting for the registration officer' })).toBeVisible();
  const again = await waitingCard(signer.page, person.name);
  await expect(again).toContainText('Emergency medicine for children');
  await expect(again).toContainText('with keys made with the link you gave');
});

async function registerOf({ page }: Person): Promise<Page> {
  await page.goto(`${new URL(page.url()).origin}/#/register`);
  return page;
}
