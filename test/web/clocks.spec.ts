import { expect, test, type Page } from '@playwright/test';
import { startSystem, type MovableSystem } from './support';
import { answers, listed, worksOn } from './story/at-register';
import { openCase, say } from './story/case-room';
import { caseWords } from './story/cast';
import { inspect } from './story/inspect';
import { oneDoctor } from './story/one-doctor';

let system: MovableSystem | undefined;

test.afterAll(async () => {
  await system?.stop();
});

async function signsInAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  // A shared computer names no passkey, so its keys take a second touch.
  await page.getByRole('button', { name: 'Open your keys' }).click();
  await expect(page.getByRole('link', { name: 'Cases' }).first()).toBeVisible();
}

test('the service’s clock is an hour ahead for a minute: the page says so, the case goes on, and nothing is alarmed', async ({
  browser,
}) => {
  system = await startSystem();
  const { office, doctor } = await oneDoctor(browser, system);
  const { page } = doctor;
  await openCase(page, caseWords);
  const url = page.url();
  await say(page, 'Before the clock was wrong.');
  const apart = page.getByText('This device’s clock is 60 minutes slow by the service’s.');
  await expect(apart).toHaveCount(0);

  system.goesOn(3600);
  await page.reload();
  await signsInAgain(page);
  await page.goto(url);
  await expect(apart).toBeVisible();
  await expect(page.getByRole('button', { name: 'The service’s clock is right' })).toBeVisible();
  await say(page, 'While the clock is wrong.');
  await inspect(doctor, 'clocks-apart');

  system.goesOn(-3600);
  await say(page, 'The clock is right again.');
  await expect(apart).toHaveCount(0);
  await expect(page.getByText('Dated ahead of the clock')).toHaveCount(2);
  await page.reload();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText('While the clock is wrong.')).toBeVisible();
  await expect(page.getByText('read-only here')).toHaveCount(0);
  await inspect(doctor, 'dated-ahead');
  await page.evaluate((of) => {
    location.hash = `${new URL(of).hash}/record`;
  }, url);
  await expect(page.getByText('Dated ahead of the clock')).toHaveCount(2);
  await inspect(doctor, 'dated-ahead-record');
  expect(doctor.violations.all()).toEqual([]);

  // What is signed of them is no earlier than what they wrote, so it bears that clock's time too.
  const morgan = await worksOn(browser, system, office.officer);
  await morgan.page.getByRole('link', { name: 'Register' }).click();
  const line = listed(morgan.page, 'People', doctor.name);
  await expect(line).toContainText('Dermatology');
  await expect(morgan.page.getByText('dated ahead of the clock')).toHaveCount(0);
  await line.getByRole('button', { name: 'Suspend' }).click();
  await answers(morgan, 'Suspend', 'Letter of the trust');
  await expect(line).toContainText('What was signed last about this is dated ahead of the clock');
  await expect(morgan.page.getByText('dated ahead of the clock')).toHaveCount(1);
  await inspect(morgan, 'dated-ahead-register');
  expect(morgan.violations.all()).toEqual([]);
});
