import { expect, test, type Locator, type Page } from '@playwright/test';
import { startSystem, type RunningSystem } from './support';
import { caseWords } from './story/cast';
import { choosePicture, saidYes, writeCase } from './story/case-room';
import { oneDoctor } from './story/one-doctor';
import { plantedFiles } from './story/planted-files';

let system: RunningSystem | undefined;

test.afterAll(async () => {
  await system?.stop();
});

/** Counts every press; typing is not counted. */
function counter(): { press: (what: Locator) => Promise<void>; add: () => void; count: () => number } {
  let presses = 0;
  return {
    press: async (what) => {
      presses += 1;
      await what.click();
    },
    add: () => {
      presses += 1;
    },
    count: () => presses,
  };
}

async function untilPosted(page: Page, pictures: number): Promise<void> {
  await expect(page.locator('nav [data-opened=true]')).toHaveCount(pictures);
}

test('seven presses from New case to a posted picture, four in an open case', async ({ browser }) => {
  system = await startSystem();
  const { doctor } = await oneDoctor(browser, system);
  const { page } = doctor;
  const { jpeg, png } = await plantedFiles(page);

  const first = counter();
  await first.press(page.getByRole('link', { name: 'New case' }));
  await writeCase(page, caseWords);
  await first.press(page.getByRole('radio', { name: 'This week' }));
  await first.press(page.getByRole('radio', { name: '65 to 79' }));
  first.add();
  await choosePicture(page, page.getByRole('button', { name: 'Open it with a picture' }), jpeg);
  await page.getByLabel('Part of the body').fill('left forearm');
  await first.press(page.getByRole('radio', { name: saidYes }));
  await first.press(page.getByRole('radio', { name: 'For their care: colleagues in this organisation' }));
  await first.press(page.getByRole('button', { name: /^Post to/u }));
  await untilPosted(page, 1);
  await expect(page.getByRole('link', { name: /Picture 1/u })).toContainText('Left forearm');
  expect(first.count()).toBe(7);

  const second = counter();
  second.add();
  await choosePicture(page, page.getByRole('button', { name: 'Add a picture' }), png);
  await page.getByLabel('Part of the body').fill('left forearm');
  await second.press(page.getByRole('checkbox', { name: 'The same as for picture 1' }));
  await second.press(page.getByRole('button', { name: /^Post to/u }));
  await untilPosted(page, 2);
  expect(second.count()).toBeLessThanOrEqual(4);
});
