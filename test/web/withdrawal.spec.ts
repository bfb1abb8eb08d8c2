import { expect, test } from '@playwright/test';
import { startSystem, type RunningSystem } from './support';
import { addPicture, openCase, openThread } from './story/case-room';
import { caseWords } from './story/cast';
import { inspect } from './story/inspect';
import { oneDoctor } from './story/one-doctor';
import { plantedFiles } from './story/planted-files';

let system: RunningSystem | undefined;

test.afterAll(async () => {
  await system?.stop();
});

test('a patient’s withdrawal is recorded step by step, and the picture says so afterwards', async ({ browser }) => {
  system = await startSystem();
  const { doctor: a } = await oneDoctor(browser, system);
  const { page } = a;
  await openCase(page, caseWords);
  await addPicture(page, (await plantedFiles(page)).jpeg, { where: 'left forearm', agreed: 'outside' });
  await openThread(page, /Picture 1/u);
  await expect(page.getByText('Agreement recorded: inside, and a named colleague outside')).toBeVisible();

  await page.getByRole('link', { name: 'Withdraw consent…' }).click();
  await expect(page.getByRole('button', { name: 'Record the withdrawal' })).toHaveCount(0);
  await page.getByRole('radio', { name: /^The picture itself/u }).check();
  await page.getByRole('radio', { name: /^Yes: it is part/u }).check();
  await expect(page.getByText(/refer the request to your Caldicott guardian/u)).toBeVisible();
  await inspect(a, 'withdrawal');
  await page.getByRole('radio', { name: /^Sharing outside/u }).check();
  await expect(page.getByText(/^Nobody outside can open this picture now/u)).toBeVisible();
  await page.getByRole('button', { name: 'Record the withdrawal' }).click();
  await inspect(a, 'withdrawal-confirm');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign and record' }).click();

  await expect(page.getByText(/^Sharing withdrawn: nobody outside this organisation can open/u)).toBeVisible();
  await expect(page.getByText(/recorded: consent to sharing picture 1 withdrawn/u)).toBeVisible();
  await expect(page.getByRole('link', { name: /Picture 1/u })).toContainText('Picture 1, withdrawn');
  await expect(page.getByRole('heading', { name: /^Picture 1, withdrawn/u })).toBeVisible();
  await inspect(a, 'withdrawn-picture');

  // What is left to withdraw is the picture itself.
  await page.getByRole('link', { name: 'Withdraw consent…' }).click();
  await expect(page.getByRole('radio', { name: /^Sharing outside/u })).toHaveCount(0);
  await page.getByRole('radio', { name: /^No: nobody/u }).check();
  await page.getByRole('button', { name: 'Record the withdrawal' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign and record' }).click();
  await expect(page.getByText(/^Withdrawal of the picture recorded/u)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Withdraw consent…' })).toHaveCount(0);
  expect(a.violations.all()).toEqual([]);
});
