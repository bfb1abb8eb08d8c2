import { expect, test, type Browser, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { enrolled, officer as firstOfficer, registered, type Someone } from '@consilium/testkit/people';
import { ownerSql } from '../owner-sql';
import { startSystem, type MovableSystem, type RunningSystem } from './support';
import { worksOn } from './story/at-register';
import { organisations } from './story/cast';
import { inspect } from './story/inspect';
import type { Person } from './story/people';

let system: MovableSystem | undefined;

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

/** A device of this person's with their passkey, at this place. */
async function at(browser: Browser, running: RunningSystem, who: Someone, place: string): Promise<Person> {
  const person = await worksOn(browser, running, who);
  await person.page.getByRole('link', { name: place, exact: true }).click();
  return person;
}

const listed = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Organisations' }).getByRole('listitem').filter({ hasText: name });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('an organisation is led by one of its own, says where it is reached, is renamed and retired', async ({
  browser,
}) => {
  system = await startSystem();
  const officer = await firstOfficer(system.origin, system.setUpCode);
  const hospital = await officer.door.addOrganisation(organisations.own, 'clinical');
  const defence = await officer.door.addOrganisation(organisations.defence, 'defence');
  const adviser = await enrolled(officer, { ...registered.victor, role: 'adviser', organisation: defence });
  const doctor = await enrolled(officer, { ...registered.alice, role: 'clinician', organisation: hospital, defence });
  const o = await at(browser, system, officer, 'Register');
  const d = await at(browser, system, doctor, 'Organisation');

  await test.step('nobody speaks for it yet', async () => {
    await expect(region(d.page, organisations.own)).toContainText('It has no lead and no Caldicott guardian here.');
    await expect(region(d.page, organisations.defence)).toContainText('Your defence organisation');
    await expect(d.page.getByRole('button', { name: 'Say how to reach it' })).toHaveCount(0);
    await inspect(d, 'organisations-empty');
  });

  await test.step('an officer gives an office', async () => {
    await listed(o.page, organisations.own).getByRole('button', { name: 'Who leads it' }).click();
    const dialog = o.page.getByRole('dialog');
    await expect(dialog).toContainText('Nobody leads it, and it has no Caldicott guardian.');
    await dialog.getByLabel('Lead', { exact: true }).check();
    await dialog.getByRole('combobox', { name: 'To' }).click();
    await o.page.getByRole('option', { name: `${doctor.name}, GMC 9990001` }).click();
    await inspect(o, 'office-to-give');
    await dialog.getByRole('button', { name: 'Give the office' }).click();
    await expect(dialog.getByRole('listitem')).toContainText(`${doctor.name}, GMC 9990001Lead`);
    await inspect(o, 'office-given');
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('its lead says where it is reached, and who may lead it', async () => {
    await expect(region(d.page, organisations.own)).toContainText(`Lead${doctor.name}, GMC 9990001`);
    await d.page.getByRole('button', { name: 'Say how to reach it' }).click();
    await d.page.getByLabel('Number or address').fill('020 7946 0123');
    await inspect(d, 'contacts-form');
    await d.page.getByRole('button', { name: 'Sign and publish' }).click();
    const number = d.page.getByRole('link', { name: '020 7946 0123' });
    await expect(number).toHaveAttribute('href', 'tel:02079460123');
    await d.page.getByRole('button', { name: 'Write a policy' }).click();
    await d.page.getByLabel('In words').fill('A consultant of the department leads for three years.');
    await d.page.getByRole('checkbox', { name: 'Doctor', exact: true }).check();
    await inspect(d, 'policy-form');
    await d.page.getByRole('button', { name: 'Sign and publish' }).click();
    await expect(region(d.page, organisations.own)).toContainText(
      `Leads are: Doctor. Version 1, signed by ${doctor.name}`,
    );
    await inspect(d, 'organisations-led');
  });

  await test.step('its lead reads how long questions wait', async () => {
    const over = new Date();
    over.setUTCDate(0);
    const month = over.toISOString().slice(0, 7);
    await ownerSql(
      system?.databaseUrl ?? '',
      `INSERT INTO waits (organisation, month, kind, answer_by, seconds)
       SELECT $1, $2, 'seen', of.answer_by, 60 * n FROM (VALUES ('today', 9), ('later', 3)) AS of (answer_by, most), generate_series(1, most) AS n`,
      [hospital, month],
    );
    await d.page.getByRole('link', { name: 'See how long' }).click();
    const shown = d.page.getByRole('region', { name: /^[A-Z][a-z]+ 20\d\d$/u });
    await expect(shown).toContainText('Asked until read');
    await expect(shown).toContainText('Half within 5 minutes, nine of ten within 9 minutes (of 9)');
    await expect(shown).toContainText('Fewer than 5: no times are shown');
    await inspect(d, 'organisation-waits');
    await d.page.goBack();
    await expect(region(d.page, organisations.own)).toBeVisible();
  });

  await test.step('an adviser says where the defence organisation is reached; its member reads it', async () => {
    const v = await at(browser, system as RunningSystem, adviser, 'Organisation');
    await v.page.getByRole('button', { name: 'Say how to reach it' }).click();
    await v.page.getByLabel('Number or address').fill('0800 561 9090');
    await v.page.getByRole('button', { name: 'Sign and publish' }).click();
    await expect(v.page.getByRole('link', { name: '0800 561 9090' })).toBeVisible();
    await inspect(v, 'organisations-adviser');
    await expect(region(d.page, organisations.defence).getByRole('link', { name: '0800 561 9090' })).toBeVisible();
    expect(v.violations.all()).toEqual([]);
  });

  await test.step('renamed, and retired', async () => {
    await listed(o.page, organisations.own).getByRole('button', { name: 'Rename' }).click();
    await o.page.getByRole('dialog').getByLabel('Its new name').fill('Northbank University Hospital');
    await inspect(o, 'organisation-rename');
    await o.page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await expect(listed(o.page, 'Northbank University Hospital')).toBeVisible();
    await expect(region(d.page, 'Northbank University Hospital')).toBeVisible();
    await listed(o.page, organisations.defence).getByRole('button', { name: 'Retire' }).click();
    await inspect(o, 'organisation-retire');
    await o.page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
    await expect(listed(o.page, organisations.defence)).toContainText('Retired: it takes nobody in');
    await expect(region(d.page, organisations.defence)).toContainText('This organisation is retired');
    await inspect(d, 'organisation-retired');
    await inspect(o, 'organisations-officer');
  });
  for (const { violations } of [o, d]) expect(violations.all()).toEqual([]);
});
