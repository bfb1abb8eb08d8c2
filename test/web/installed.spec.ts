import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { closeAll, closesAtTheEnd } from '@consilium/testkit';
import { collectViolations, expectAccessible, expectNoSidewaysScroll, screenshot, serveBuild } from './support';

test.afterEach(closeAll);

/** The build as it is served, in a folder of its own that a test may change. */
function copyOfBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-installed-'));
  closesAtTheEnd(() => {
    rmSync(folder, { recursive: true });
  });
  cpSync(join(__dirname, '../../dist/web'), folder, { recursive: true });
  return folder;
}

/** A browser in which service workers are let in, as in everybody's; the other tests do without. */
async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  closesAtTheEnd(() => context.close());
  return context.newPage();
}

/** The one that is in force for the page, and whose text it is. */
const inForce = (page: Page): Promise<string | undefined> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.scriptURL;
  });

test('the page can be installed; without a connection it says that nothing can be read; a new worker is there at once', async ({
  browser,
}, info) => {
  const folder = copyOfBuild();
  const build = await serveBuild(folder);
  closesAtTheEnd(build.close);
  const page = await openPage(browser);
  const violations = await collectViolations(page);
  await page.goto(build.origin);
  expect(await inForce(page)).toBe(`${build.origin}/service-worker.js`);
  const devtools = await page.context().newCDPSession(page);
  const { errors, url } = await devtools.send('Page.getAppManifest');
  expect({ errors, url }).toEqual({ errors: [], url: `${build.origin}/manifest.webmanifest` });
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A test's browser keeps nothing, and so installs nothing; nothing else stands against it.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);

  // The service is away: the page says so, and leads on to where somebody was going once it is back.
  violations.forget(/./u);
  await page.context().setOffline(true);
  await page.goto(`${build.origin}/#/waiting/AAAAAAAAAAAAAAAAAAAAAA`);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible();
  await expect(page.getByText('nothing of your cases can be read or sent just now')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await screenshot(page, info, 'no-connection');
  expect(violations.all().filter((words) => words.startsWith('policy'))).toEqual([]);
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Try again' }).click()]);
  await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('#app')).toBeAttached();
  expect(page.url()).toContain('#/waiting/AAAAAAAAAAAAAAAAAAAAAA');

  // Nothing of the page is kept: where another one is served, it stands there at the next look.
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), html.replace('name="consilium-build" content="', '$&the-next-'));
  await page.reload();
  await expect(page.locator('meta[name="consilium-build"]')).toHaveAttribute('content', /^the-next-/u);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);

  // A worker that takes itself away is one that a browser finds at its next look, and the old one is gone.
  build.replace('/service-worker.js', readFileSync(join(folder, 'no-service-worker.js'), 'utf8'));
  await page.reload();
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});
