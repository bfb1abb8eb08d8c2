import { expect, test, type Browser, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  expectNoViolations,
  expectRoomForThumbs,
  screenshot,
} from './support';
import { startReleases, type Releases } from './next-release/releases';
import { makeKeys, giveDetails } from './story/joining';
import { sizes } from './at-size';
import { openPerson, type Person } from './story/people';
import { unlock } from './story/step-6-7-after';
import { withWords } from './story/with-words';
import { toCases } from './story/case-room';

type Member = Awaited<ReturnType<Releases['people']['officer']>>;

const newer = /A newer version of Consilium is needed to read this\. Reload\./u;
const title = 'Over a release';

let releases: Releases;
let officer: Member;
let bela: Member;
let alice: Person;
/** The officer, at a page of the release to come. */
let registrar: Person;
let room: string;
let thread: string;

test.describe.configure({ mode: 'serial' });

/** Somebody's own program of the release to come. */
const atNext = (who: Member): Promise<Member> => releases.people.onAnotherDevice(who, { books: releases.versionTwo });

async function enrolAlice(browser: Browser, hospital: string): Promise<Person> {
  const person = await openPerson(browser, releases, 'Alice Ashgrove');
  const { link } = await officer.door.invitePerson('clinician', hospital);
  await giveDetails(person, link, { number: '9990001', specialty: 'General practice' });
  await makeKeys(person);
  await expect(person.page.getByRole('heading', { name: 'Waiting for the registration officer' })).toBeVisible();
  const [request] = await officer.door.joinRequests();
  await officer.door.approve(request?.person ?? '', { byHand: undefined, staff: undefined, why: '' });
  await expect(person.page.getByRole('heading', { name: 'Cases', exact: true })).toBeVisible();
  return person;
}

test.beforeAll(async ({ browser }) => {
  releases = await startReleases();
  officer = await releases.people.officer(releases.origin, releases.setUpCode);
  const hospital = await officer.door.addOrganisation('Northfield Hospital', 'clinical');
  bela = await releases.people.enrolled(officer, {
    name: 'Bela Birchwood',
    number: '9990002',
    specialty: 'General practice',
    role: 'clinician',
    organisation: hospital,
  });
  await releases.serve({ rules: 'these', page: 'next' });
  registrar = await withWords(await openPerson(browser, releases, officer.name), releases.origin, officer.words);
  await releases.serve({ rules: 'these', page: 'this' });
  alice = await enrolAlice(browser, hospital);
  room = await bela.door.openCase({
    title,
    specialty: 'Dermatology',
    urgency: 'routine',
    ageBand: '40-64',
    question: 'Biopsy or wait?',
    responsible: 'Dr R',
  });
  const [colleague] = await bela.door.colleagues();
  await bela.door.invite(room, colleague?.person ?? '');
  thread = (await bela.door.room(room)).threads[0]?.thread ?? '';
  await bela.door.say(room, thread, 'Said before the release', '');
});

test.afterAll(async () => {
  await Promise.all([officer, bela].map(({ door }) => door.lock()));
  await closeAll();
  await releases.stop();
});

const message = (page: Page) => page.getByRole('textbox', { name: /^Write about/u });
const notice = (page: Page, words: RegExp | string) => page.getByRole('status').filter({ hasText: words });

/** In a case on a phone the settings stand one page back. */
async function toSettings(page: Page): Promise<void> {
  const settings = page.getByRole('link', { name: 'Settings' });
  if (!(await settings.isVisible())) await toCases(page);
  await settings.click();
}

/** To another page of this document, which goes on. */
async function goesTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.href = to;
  }, address);
}

/** Whoever is asked for their passkey at this page next cancels. */
function cancelsOnce(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { credentials } = navigator;
    const asks = credentials.get.bind(credentials);
    credentials.get = () => {
      credentials.get = asks;
      return Promise.reject(new DOMException('', 'NotAllowedError'));
    };
  });
}

/** An officer whose page knows newer rules puts them in force, and says so by typing what. */
async function putsInForce({ page }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Register' }).click();
  const rules = page.getByRole('region', { name: 'Rules in force' });
  await expect(rules).toContainText('Rules in force: version 1. This release knows version 2.');
  await rules.getByRole('button', { name: 'Put version 2 in force' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await expect(dialog.getByRole('button', { name: 'Put in force' })).toBeDisabled();
  await dialog.getByRole('textbox').fill('version 2');
  // A gesture that is not given: nothing is in force, the page says so, and the same button asks again.
  await cancelsOnce(page);
  await dialog.getByRole('button', { name: 'Put in force' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The passkey was not used');
  await expect(rules).toContainText('Rules in force: version 1.');
  await dialog.getByRole('button', { name: 'Put in force' }).click();
  await expect(rules).toContainText('Rules in force: version 2. This release knows version 2.');
  await expect(rules.getByRole('button')).toHaveCount(0);
}

test('a tab of the build before holds, calmly, where the next one wrote: what came before is read, what is being written stays', async ({}, info) => {
  const { page } = alice;
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByText('Said before the release')).toBeVisible();
  await message(page).pressSequentially('Half a thought');
  await releases.serve({ rules: 'next', page: 'this' });
  await registrar.passkeys.take(officer.passkeys.held());
  await putsInForce(registrar);
  const member = await atNext(bela);
  await member.door.say(room, thread, 'Written by the next release', '');
  await expect(notice(page, newer)).toBeVisible();
  await expect(notice(page, newer).getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect(page.getByText('Said before the release')).toBeVisible();
  await expect(page.getByText('Written by the next release')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save the evidence' })).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(message(page)).toHaveValue('Half a thought');
  await expect(page.getByRole('button', { name: /^Post to/u })).toBeDisabled();
  await message(page).pressSequentially(', and the rest of it');
  // The build served is still this page's own.
  await expect(notice(page, 'A new version of Consilium is ready')).toHaveCount(0);
  const before = page.viewportSize() ?? sizes.desktop;
  for (const [name, size] of [
    ['held', sizes.desktop],
    ['held-phone', sizes.phone],
  ] as const) {
    await page.setViewportSize(size);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await expectRoomForThumbs(page);
    await screenshot(page, info, name);
  }
  await page.setViewportSize(before);
  await toCases(page);
  await expect(page.getByRole('link', { name: title })).toContainText('Needs a newer version of Consilium: reload');
  await screenshot(page, info, 'held-list');
  await page.getByRole('link', { name: title }).click();
  await member.door.lock();
});

test('the release is announced quietly when it is served, and a lazy part of the build before still loads', async ({}, info) => {
  const { page } = alice;
  await expect(message(page)).toHaveValue('Half a thought, and the rest of it');
  await releases.serve({ rules: 'next', page: 'next' });
  const ready = notice(page, 'A new version of Consilium is ready. Reload when it suits you');
  await expect(ready).toBeVisible();
  await screenshot(page, info, 'release');
  const chunks: string[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/assets/')) chunks.push(`${String(answer.status())} ${new URL(answer.url()).pathname}`);
  });
  const here = page.url();
  await toSettings(page);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(chunks.some((chunk) => /^200 .*settings-page-/u.test(chunk))).toBe(true);
  await goesTo(page, here);
});

test('reloaded, the tab is of the next release: everything is readable, and what was being written is there and is posted', async ({}, info) => {
  const { page } = alice;
  await notice(page, newer).getByRole('button', { name: 'Reload' }).click();
  await unlock(alice);
  await expect(page.getByText('Written by the next release')).toBeVisible();
  await expect(message(page)).toHaveValue('Half a thought, and the rest of it');
  await expect(page.getByRole('button', { name: 'Reload' })).toHaveCount(0);
  await page.getByRole('button', { name: /^Post to/u }).click();
  await expect(page.getByRole('article').filter({ hasText: 'and the rest of it' })).toBeVisible();
  await screenshot(page, info, 'after-release');
});

test('a part that cannot be loaded says so and how to go on; nothing reloads by itself, and what is being written stays', async ({}, info) => {
  const { page, context, violations } = alice;
  await message(page).pressSequentially('Not sent yet');
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  await context.route('**/assets/settings-page-*.js', (route) => route.fulfill({ status: 404, body: 'gone' }));
  const here = page.url();
  await toSettings(page);
  const missing = notice(page, 'A part of Consilium could not be loaded');
  await expect(missing.getByRole('button', { name: 'Reload' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, info, 'part-missing');
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  await goesTo(page, here);
  await expect(message(page)).toHaveValue('Not sent yet');
  violations.forget(/404|dynamically imported module|integrity|A part of Consilium could not be loaded/u);
  // While the application was replaced, the page found nobody: that is what the browser calls an error.
  violations.forget(/ERR_CONNECTION_REFUSED|WebSocket connection|503/u);
  expectNoViolations(violations);
});
