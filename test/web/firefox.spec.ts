import { expect, test } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { startSystem, type RunningSystem } from './support';
import { installedFirefox, openAtFirefox } from './firefox/open-firefox';
import { addPicture, invites, leaveAbout, lockNow, openCase, openThread, say, toCases } from './story/case-room';
import { caseWords, names } from './story/cast';
import { join } from './story/joining';
import { openOffice } from './story/one-doctor';
import { plantedFiles } from './story/planted-files';

/** The same page in the other engine: what only Chromium does is a fault of ours. */

let system: RunningSystem | undefined;

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

test('in Firefox: join, sign in, a case with a picture, a colleague reads and answers', async () => {
  test.skip(installedFirefox === undefined, 'no firefox-esr or firefox is installed (FIREFOX_PATH)');
  system = await startSystem();
  const office = await openOffice(system);
  const [a, b] = await Promise.all([openAtFirefox(system, names.a), openAtFirefox(system, names.b)]);
  await test.step('both join', async () => {
    await join(a, await office.invite(), { number: '9990003', specialty: 'Dermatology' });
    await office.approve(a);
    await join(b, await office.invite(), { number: '9990004', specialty: 'Dermatology' });
    await office.approve(b);
    expect(await a.passkeys.count()).toBe(1);
  });
  await test.step('a case, a picture, a colleague', async () => {
    await openCase(a.page, caseWords);
    const { jpeg } = await plantedFiles(a.page);
    await addPicture(a.page, jpeg, { where: 'left forearm', caption: 'View 1', agreed: 'inside' });
    const threads = a.page.getByRole('navigation', { name: 'Threads of this case' });
    await expect(threads.getByRole('link', { name: /Picture 1/u })).toBeVisible();
    await invites(a.page, names.b);
    await expect(a.page.getByRole('button', { name: `Remove ${names.b}` })).toBeVisible();
    await leaveAbout(a.page);
  });
  await test.step('they read, see and answer each other', async () => {
    await b.page.getByRole('link', { name: caseWords.title }).click();
    await expect(b.page.getByText(caseWords.question)).toBeVisible();
    await openThread(b.page, /Picture 1/u);
    const line = b.page
      .getByRole('navigation', { name: 'Threads of this case' })
      .getByRole('link', { name: /Picture 1/u });
    const opened = line.locator('[data-opened=true] img');
    await expect.poll(() => opened.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await say(b.page, 'Agreed. 14 by 11 mm against the scale today.');
    await expect(a.page.getByText('Agreed. 14 by 11 mm against the scale today.')).toBeVisible();
    await openThread(a.page, /Picture 1/u);
    await say(a.page, 'The lower edge is new since May.');
    await expect(b.page.getByText('The lower edge is new since May.')).toBeVisible();
  });
  await test.step('locked and opened by the passkey, at the same place', async () => {
    await lockNow(b.page);
    await expect(b.page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect(b.page.getByText(names.a)).toHaveCount(0);
    await b.page.getByRole('button', { name: 'Unlock' }).click();
    await expect(b.page.getByText('The lower edge is new since May.')).toBeVisible();
  });
  await test.step('signed out and in again', async () => {
    await toCases(a.page);
    await lockNow(a.page);
    await a.page.getByRole('button', { name: 'Sign out' }).click();
    await a.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    // A shared computer names no passkey, so its keys take a second touch.
    await a.page.getByRole('button', { name: 'Open your keys' }).click();
    await expect(a.page.getByRole('link', { name: caseWords.title })).toBeVisible();
  });
  expect([a, b].flatMap(({ violations }) => violations.all())).toEqual([]);
});
