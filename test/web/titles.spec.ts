import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { clinic, photograph, type Clinic, type Someone } from '@consilium/testkit/people';
import { caseForm, opensCase } from '../attacks/cases';
import { startSystem, type RunningSystem } from './support';
import { openPerson } from './story/people';
import { withWords } from './story/with-words';

/** Each page says in the tab which it is, and nothing of a case; the keys are at its beginning, or at the row one left. */

let system: RunningSystem | undefined;
let people: Clinic;
let room = '';
let picture = '';

/** Where pages were come to, by their routes. */
const walked = new Set<string>();
const file = readFileSync(join(__dirname, '../../apps/web/src/routes.tsx'), 'utf8');
const routes = [...file.matchAll(/(?:page\(\s*|path: )'(\/[^']*)'/gu)].map(([, path]) => path ?? '');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela } = people;
  room = await opensCase(alice, bela);
  await alice.door.addPicture(room, photograph('a mole'));
  await expect
    .poll(async () => (await alice.door.room(room)).threads.find(({ kind }) => kind === 'picture')?.thread ?? '')
    .not.toBe('');
  picture = (await alice.door.room(room)).threads.find(({ kind }) => kind === 'picture')?.thread ?? '';
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

/** With how much waits, or nothing. */
const titled = (name: string): RegExp => new RegExp(`^(?:\\(\\d+\\) )?${name} · Consilium$`, 'u');

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
}

async function signedIn(browser: Browser, who: Someone): Promise<Page> {
  if (system === undefined) throw new Error('Nothing runs');
  return (await withWords(await openPerson(browser, system, who.name), system.origin, who.words)).page;
}

/** What takes the keys itself: that a link leads nowhere. */
const saysWhy: readonly string[] = ['/waiting/$link', '/join/$link', '/advice/$advice'];

/** One page after the other, as a link leads there: its name in the tab, and the keys at its title, or at what is wrong. */
async function walk(page: Page, places: readonly (readonly [route: string, name: string])[]): Promise<void> {
  for (const [route, name] of places) {
    walked.add(route);
    const of = { $room: room, $thread: picture, $advice: room, $link: 'x', $opinion: 'x' };
    await goTo(
      page,
      Object.entries(of).reduce((path, [name, id]) => path.replace(name, id), route),
    );
    await expect(page).toHaveTitle(titled(name));
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(
      saysWhy.includes(route) ? page.locator('#content').getByRole('alert') : page.locator('h1'),
    ).toBeFocused();
    expect(await page.title()).not.toContain(caseForm.title);
  }
}

test('a clinician’s pages', async ({ browser }) => {
  const page = await signedIn(browser, people.alice);
  await expect(page).toHaveTitle('Your devices · Consilium');
  await walk(page, [
    ['/cases/new', 'New case'],
    ['/cases', 'Cases'],
    ['/cases/$room', 'Case'],
    ['/cases/$room/picture', 'Add a picture'],
    ['/cases/$room/opinion/$thread', 'Write an opinion'],
    ['/cases/$room/opinions/$opinion', 'Copy of an opinion'],
    ['/cases/$room/withdraw/$thread', 'Withdraw consent'],
    ['/cases/$room/agreement/$thread', 'What was agreed'],
    ['/cases/$room/share', 'Ask outside'],
    ['/cases/$room/record', 'Who did what, when'],
    ['/organisations', 'Organisation'],
    ['/organisations/colleagues', 'Colleagues'],
    ['/settings', 'Settings'],
    ['/devices', 'Your devices'],
    ['/details', 'Your details'],
    ['/told', 'How you are told'],
    ['/shared', 'Shared pictures'],
    ['/waiting/$link', 'What waits'],
    ['/join/$link', 'Join'],
    ['/help', 'Help'],
  ]);
  walked.add('/');
  await goTo(page, '/');
  await expect(page).toHaveTitle(titled('Cases'));
  // Back from a case one is at its row, and goes on from there.
  const row = page.getByRole('list', { name: 'Cases', exact: true }).getByRole('link', { name: caseForm.title });
  await row.click();
  await expect(page).toHaveTitle(titled('Case'));
  await page.goBack();
  await expect(row).toBeFocused();
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page).toHaveTitle('Locked · Consilium');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeFocused();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveTitle('Sign in · Consilium');
  await expect(page.locator('h1')).toBeFocused();
});

test('an officer’s and an adviser’s, and with them every page there is', async ({ browser }) => {
  await walk(await signedIn(browser, people.officer), [
    ['/register', 'Register'],
    ['/register/waiting', 'People waiting'],
  ]);
  await walk(await signedIn(browser, people.victor), [
    ['/advice', 'Requests'],
    ['/advice/$advice', 'Request'],
    ['/organisations/waits', 'How long questions wait'],
  ]);
  expect(routes.length).toBeGreaterThan(20);
  expect([...walked].sort()).toEqual([...routes].sort());
});
