import { expect, test } from '@playwright/test';
import { startSystem, type RunningSystem } from './support';
import { invites, leaveAbout, openCase, say, showAbout } from './story/case-room';
import { caseWords, names } from './story/cast';
import { worksOn } from './story/at-register';
import { inspect } from './story/inspect';
import { join } from './story/joining';
import { oneDoctor } from './story/one-doctor';
import { openPerson } from './story/people';

let system: RunningSystem | undefined;

test.afterAll(async () => {
  await system?.stop();
});

test('when the owner of a case is suspended, a colleague inside takes it over with one button', async ({ browser }) => {
  system = await startSystem();
  const { office, doctor: a } = await oneDoctor(browser, system);
  const b = await openPerson(browser, system, names.b);
  await join(b, await office.invite(), { number: '9990004', specialty: 'Dermatology' });
  await office.approve(b);
  await openCase(a.page, caseWords);
  await invites(a.page, names.b);

  // The list follows the announcement of the invitation.
  const { page } = b;
  await page.getByRole('link', { name: caseWords.title }).click();
  await expect(page.getByRole('heading', { name: caseWords.title })).toBeVisible();
  const take = page.getByRole('button', { name: 'Take the case over' });
  await expect(take).toHaveCount(0);

  const officer = await worksOn(browser, system, office.officer);
  await officer.page.getByRole('link', { name: 'Register' }).click();
  const line = officer.page.getByRole('listitem').filter({ hasText: names.a });
  await line.getByRole('button', { name: 'Suspend' }).click();
  const question = officer.page.getByRole('dialog');
  await question.getByLabel('Reason, and where you have it from').fill('Telephone call of the trust');
  await question.getByRole('button', { name: 'Suspend' }).click();

  await expect(take).toBeVisible();
  await inspect(b, 'take-over');
  await take.click();
  await expect(take).toHaveCount(0);
  await expect(page.getByText(`${names.b} took the case over`)).toBeVisible();
  await showAbout(page);
  await expect(page.getByRole('button', { name: 'Close the case' })).toBeVisible();
  await leaveAbout(page);
  await say(page, 'I go on with this case.');
  await inspect(b, 'taken-over');
  expect(b.violations.all()).toEqual([]);
});
