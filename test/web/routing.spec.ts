import { expect, test, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { enrolled, officer as firstOfficer, registered } from '@consilium/testkit/people';
import { startSystem, type MovableSystem } from './support';
import { worksOn } from './story/at-register';
import { saysOnChip, showAbout } from './story/case-room';
import { organisations } from './story/cast';
import { inspect } from './story/inspect';

let system: MovableSystem | undefined;

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

const toColleagues = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Organisation', exact: true }).click();
  await page.getByRole('link', { name: 'Colleagues and teams' }).click();
};
const team = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a colleague is found and asked; a team is named, asked and on call, and who reads it is said before', async ({
  browser,
}) => {
  system = await startSystem();
  const officer = await firstOfficer(system.origin, system.setUpCode);
  const hospital = await officer.door.addOrganisation(organisations.own, 'clinical');
  const here = { role: 'clinician', organisation: hospital } as const;
  const lead = await enrolled(officer, { ...registered.alice, ...here });
  const bela = await enrolled(officer, { ...registered.bela, ...here });
  const cora = await enrolled(officer, { ...registered.cora, ...here });
  const { seen } = await officer.door.organisationOffices(hospital);
  await officer.door.setOffice({ organisation: hospital, person: lead.person, office: 'lead', state: 'begun' }, seen);
  await cora.door.sayAway(Math.floor(Date.now() / 1000) + 3 * 86_400, bela.person);
  const a = await worksOn(browser, system, lead);
  const { page } = a;

  await test.step('everybody of the organisation, and who of them is away', async () => {
    await toColleagues(page);
    const people = page.getByRole('list', { name: 'Colleagues' }).getByRole('listitem');
    await expect(people).toHaveCount(2);
    await expect(people.filter({ hasText: cora.name })).toContainText(`${bela.name} stands in.`);
    await expect(people.first()).toContainText('(as stated)');
    await inspect(a, 'colleagues');
    await page.getByLabel('Look for a colleague').fill('nobody of that name');
    await expect(page.getByText('Nobody of your organisation by these words.')).toBeVisible();
    await page.getByLabel('Look for a colleague').fill(bela.name.split(' ').at(-1) ?? '');
    await expect(people).toHaveCount(1);
    await page.getByRole('link', { name: `Ask ${bela.name}` }).click();
    await expect(page.getByRole('checkbox', { name: bela.name })).toBeChecked();
    await page.getByRole('checkbox', { name: bela.name }).click();
  });

  await test.step('its lead names a team', async () => {
    await toColleagues(page);
    await page.getByRole('button', { name: 'New team' }).click();
    await page.getByLabel('Name of the team').fill('Dermatology');
    for (const { name } of [bela, cora]) {
      await page.getByRole('combobox', { name: 'Add a colleague' }).click();
      await page.getByRole('option', { name }).click();
      await expect(page.getByRole('checkbox', { name })).toBeChecked();
    }
    await inspect(a, 'team-form');
    await page.getByRole('button', { name: 'Sign and publish' }).click();
    await expect(team(page, 'Dermatology')).toContainText('Nobody is said to be on call.');
  });

  const b = await worksOn(browser, system, bela);
  await test.step('one of it says that they are on call', async () => {
    await toColleagues(b.page);
    await team(b.page, 'Dermatology').getByRole('button', { name: 'Say who is on call' }).click();
    await b.page.getByLabel('You are on call until').fill('23:59');
    await inspect(b, 'on-call-form');
    await b.page.getByRole('button', { name: 'Say so' }).click();
    await expect(team(b.page, 'Dermatology')).toContainText('You are on call until');
    await expect(team(b.page, 'Dermatology').getByRole('button', { name: 'Change' })).toHaveCount(0);
  });

  await test.step('the team is asked: how many read it stands on the button and above it', async () => {
    await toColleagues(page);
    await expect(team(page, 'Dermatology')).toContainText(`${bela.name} is on call until`);
    await inspect(a, 'teams');
    await team(page, 'Dermatology').getByRole('link', { name: 'Ask Dermatology' }).click();
    await expect(page.getByRole('checkbox', { name: 'Dermatology: 2 people' })).toBeChecked();
    // Who was taken off again before stays off.
    await expect(page.getByRole('checkbox', { name: new RegExp(`^${bela.name}`, 'u') })).not.toBeChecked();
    await expect(page.getByText('2 people are let in and can read everything in this case.')).toBeVisible();
    await page.getByLabel('What do you want to know?').fill('Is this a naevus?');
    await inspect(a, 'ask-team');
    await page.getByRole('button', { name: 'Ask Dermatology: 2 people' }).click();
    await expect(page.getByText('Asked of Dermatology')).toBeVisible();
    await b.page.getByRole('link', { name: 'Cases' }).first().click();
    await b.page.getByRole('link', { name: 'Is this a naevus' }).click();
    await expect(b.page.getByText('Asked of Dermatology')).toBeVisible();
    await showAbout(b.page);
    await expect(b.page.getByText(`${bela.name} stands in, and is told with them.`)).toHaveCount(1);
  });

  await test.step('who is on call for it is asked alone', async () => {
    await page.getByRole('link', { name: 'Cases' }).first().click();
    await page.getByRole('link', { name: 'New case' }).first().click();
    await page.getByRole('checkbox', { name: `On call for Dermatology: ${bela.name}` }).click();
    await page.getByLabel('What do you want to know?').fill('Is this one too?');
    await saysOnChip(page, 'Urgency', 'Today');
    await page.getByRole('button', { name: `Ask ${bela.name}, on call for Dermatology` }).click();
    await expect(page.getByText('Asked of who was on call for Dermatology')).toBeVisible();
  });

  await test.step('who is on call does not come: its asker lets in the rest of the team by one press', async () => {
    const own = async (): Promise<boolean> =>
      (await cora.door.cases()).some(({ title }) => title.startsWith('Is this one too'));
    const rest = page.getByRole('button', { name: 'Ask the rest of Dermatology: 1 person' });
    // In two steps: whoever is looked at stays signed in.
    system?.goesOn(10 * 60);
    expect([await own(), await rest.count()]).toEqual([false, 0]);
    await page.getByRole('link', { name: 'Back to cases' }).click();
    await expect(page.getByRole('link', { name: 'Is this one too' })).toBeVisible();
    system?.goesOn(5 * 60);
    await expect(page.getByText('Nobody read this within 15 minutes.')).toBeVisible();
    await page.getByRole('link', { name: 'Is this one too' }).click();
    await inspect(a, 'rest-of-team');
    // Nobody is let in by a clock that nobody vouches for.
    await page.getByRole('button', { name: 'The service’s clock is right' }).click();
    await rest.click();
    await expect(rest).toHaveCount(0);
    await expect.poll(own).toBe(true);
  });
  for (const { violations } of [a, b]) expect(violations.all()).toEqual([]);
});
