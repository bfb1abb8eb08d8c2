import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { closeAll, closesAtTheEnd } from '@consilium/testkit';
import { enrolled, registered } from '@consilium/testkit/people';
import { smallJpeg } from '@consilium/testkit/pictures';
import { pushingTo, startPushCatcher, type PushedDevice } from '@consilium/testkit/servers';
import { ownerSql } from '../owner-sql';
import { answersForDevice } from './story/case-room';
import { inspect } from './story/inspect';
import { oneDoctor } from './story/one-doctor';
import {
  collectViolations,
  expectAccessible,
  expectNoSidewaysScroll,
  screenshot,
  serveBuild,
  startSystem,
} from './support';

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

test('the page can be installed; without a connection it begins, and says that nothing is kept; a new worker is there at once', async ({
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

  const keeps = (): Promise<string[]> => page.evaluate(() => caches.keys());
  await expect.poll(keeps).toEqual([expect.stringMatching(/^build /u)]);
  // Whole: what is put in last stands there.
  await expect.poll(() => page.evaluate(async () => (await caches.match('/whole')) !== undefined)).toBe(true);

  // The service is away: the page says so, and leads on to where somebody was going once it is back.
  violations.forget(/./u);
  const context = page.context();
  await context.setOffline(true);
  await page.goto(`${build.origin}/#/waiting/AAAAAAAAAAAAAAAAAAAAAA`);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible();
  await expect(page.getByText('No case is kept on this device, so nothing can be read or sent just now')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await screenshot(page, info, 'no-connection');
  expect(violations.all().filter((words) => words.startsWith('policy'))).toEqual([]);

  // What a page could lay in the place of the kept one is not run: nothing of that build begins any more.
  await page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    const { headers } = (await cache.match('/index.html')) ?? new Response();
    await cache.put('/index.html', new Response('<title>Tampered</title>', { headers }));
  });
  await page.reload();
  await expect(page.getByText('nothing of your cases can be read or sent just now')).toBeVisible();
  await expectAccessible(page);
  expect(await keeps()).toEqual([]);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('#app')).toBeAttached();
  expect(page.url()).toContain('#/waiting/AAAAAAAAAAAAAAAAAAAAAA');

  // With a connection nothing that is kept is shown: where another page is served, it stands there at the next look.
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), html.replace('name="consilium-build" content="', '$&the-next-'));
  await page.reload();
  await expect(page.locator('meta[name="consilium-build"]')).toHaveAttribute('content', /^the-next-/u);

  // A worker that takes itself away is one that a browser finds at its next look, and the old one is gone.
  build.replace('/service-worker.js', readFileSync(join(folder, 'no-service-worker.js'), 'utf8'));
  await page.reload();
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await expect.poll(keeps).toEqual([]);
});

/** In the place of the browser's own push service, which is not there without a network: a device of the tests' one. */
async function pretendsPush(page: Page, { endpoint, key, secret }: PushedDevice): Promise<void> {
  const keys = { p256dh: key, auth: secret };
  await page.addInitScript(
    (given) => {
      const kept = 'pretended-push';
      const subscription = {
        endpoint: given.endpoint,
        toJSON: () => given,
        unsubscribe: () => {
          sessionStorage.removeItem(kept);
          return Promise.resolve(true);
        },
      };
      const current = () => (sessionStorage.getItem(kept) === null ? null : subscription);
      PushManager.prototype.getSubscription = () => Promise.resolve(current() as never);
      PushManager.prototype.subscribe = () => {
        sessionStorage.setItem(kept, 'yes');
        return Promise.resolve(current() as never);
      };
    },
    { endpoint, keys },
  );
}

/** What stands on the screen beside every page. */
const noticesOn = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
  });

/** Hands a push to the page's service worker as the browser does, from behind its push service. */
async function delivers(page: Page, origin: string, text: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [found] = registrations.filter(({ isDeleted, scopeURL }) => !isDeleted && scopeURL === `${origin}/`);
      if (found !== undefined) resolve(found.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await registration;
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: text });
}

test('notices on a device: turned on by a press, tried, shown without a word of what it is about, and off with the session', async ({
  browser,
}, info) => {
  const catcher = await startPushCatcher();
  closesAtTheEnd(() => catcher.stop());
  const system = await startSystem(pushingTo(catcher));
  const { doctor, office } = await oneDoctor(browser, system, {
    device: { serviceWorkers: 'allow', permissions: ['notifications'] },
    isOwnDevice: true,
  });
  const { page } = doctor;
  const device = catcher.device();
  await pretendsPush(page, device);
  await page.goto(`${system.origin}/#/told`);
  await page.reload();
  await page.getByRole('button', { name: 'Unlock' }).click();
  const offered = page.getByRole('button', { name: 'Show notices on this device' });
  await expect(offered).toBeVisible();
  // Said to be shared, it says why none is offered, and leads to where that is changed.
  await page.goto(`${system.origin}/#/settings`);
  await page.getByRole('radio', { name: 'A shared computer' }).check();
  await expect(page.getByText('What stays on it while you are locked', { exact: false })).toBeVisible();
  await page.goto(`${system.origin}/#/told`);
  await expect(page.getByText('Not on a shared computer', { exact: false })).toBeVisible();
  await expect(offered).toHaveCount(0);
  await inspect(doctor, 'told-shared');
  await page.getByRole('main').getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('radio', { name: 'My own device' }).check();
  await expect(page.getByText('What stays on it: words', { exact: false })).toBeVisible();
  await page.goto(`${system.origin}/#/told`);
  await offered.click();
  await expect(page.getByText('Turned on, and never tried.')).toBeVisible();
  await inspect(doctor, 'told-push');

  // A test: sealed for this device, shown by its worker, which says that it came.
  await page.getByRole('button', { name: 'Try it on this device' }).click();
  await expect(page.getByText('Handed to the push service on')).toBeVisible();
  await delivers(page, system.origin, catcher.pushes[0]?.text ?? '');
  await expect(page.getByText('Arrived: this device showed one on')).toBeVisible();
  expect(await noticesOn(page)).toEqual([{ title: 'Something waits in Consilium', body: '', tag: 'test' }]);
  await screenshot(page, info, 'told-push-arrived', { whole: true });

  // Something real: twice the same one is one on the screen, and it leads past the lock to the case.
  const who = { ...registered.bela, role: 'clinician', organisation: office.hospital } as const;
  const colleague = await enrolled(office.officer, who);
  const me = (await colleague.door.colleagues()).find(({ name }) => name === doctor.name)?.person ?? '';
  const room = await colleague.door.openCase({
    ...{ title: 'A rash that spreads', specialty: 'Dermatology', urgency: 'today', ageBand: '40-64' },
    ...{ question: 'Does this need a biopsy today?', responsible: 'Dr R' },
  });
  await colleague.door.invite(room, me);
  await expect.poll(() => catcher.pushes.length).toBe(2);
  const { text = '' } = catcher.pushes[1] ?? {};
  await delivers(page, system.origin, text);
  await delivers(page, system.origin, text);
  await expect.poll(async () => (await noticesOn(page)).map(({ tag }) => tag).toSorted()).toEqual(['test', 'waits']);
  await page.goto(`${system.origin}/#/waiting/${(JSON.parse(text) as { link: string }).link}`);
  await expect(page.getByRole('heading', { name: 'A rash that spreads' })).toBeVisible();

  // Another application shares a picture: it passes the lock in the page's memory, and goes where somebody says.
  await page.goto('about:blank');
  await page.setContent(
    `<form method="post" enctype="multipart/form-data" action="${system.origin}/shared">
       <input type="file" name="pictures"><button>Share</button></form>`,
  );
  const shared = { name: 'shared.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(smallJpeg) };
  await page.locator('input').setInputFiles(shared);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('heading', { name: 'One picture was shared' })).toBeVisible();
  expect(page.url()).toBe(`${system.origin}/#/shared`);
  await inspect(doctor, 'shared');
  await page.getByRole('link', { name: /^A rash that spreads/u }).click();
  await answersForDevice(page, 'The organisation’s: it manages it');
  await expect(page.getByRole('heading', { name: 'Check the picture' })).toBeVisible();
  await expect(page.getByRole('img').first()).toBeVisible();
  // It was handed over: loaded anew, the page has nothing of it.
  await page.goto(`${system.origin}/#/shared`);
  await expect(page.getByText('Nothing arrived here')).toBeVisible();

  // Whoever has the device next is told nothing: the service forgets it before the session ends.
  await page.goto(`${system.origin}/#/devices`);
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(page.getByRole('button', { name: /Sign in/u }).first()).toBeVisible();
  const left = await ownerSql(system.databaseUrl, 'SELECT 1 FROM told_by_push');
  expect(left).toEqual([]);
  expect(doctor.violations.all()).toEqual([]);
});
