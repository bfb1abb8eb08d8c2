import { expect, test, type Page } from '@playwright/test';
import type { CaseForm } from '@consilium/client';
import { enrolled, registered, type Someone } from '@consilium/testkit/people';
import { startSystem, type RunningSystem } from './support';
import { sizes } from './at-size';
import { say, toCases } from './story/case-room';
import { inspect } from './story/inspect';
import { oneDoctor } from './story/one-doctor';
import { openPerson, type Person } from './story/people';
import { unlock } from './story/step-6-7-after';
import { withWords } from './story/with-words';

const form: CaseForm = {
  ...{ title: 'A rash that spreads', specialty: 'Dermatology', urgency: 'routine', ageBand: '40-64' },
  ...{ question: 'Does this need a biopsy?', responsible: 'Dr R' },
};

let system: RunningSystem | undefined;
/** Who writes, at a program of their own; who reads, at browsers; and a doctor with a passkey at one. */
let author: Someone;
let reader: Someone;
let doctor: Person;
let room: string;
let thread: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  const { doctor: ada, office } = await oneDoctor(browser, system);
  doctor = ada;
  const of = { role: 'clinician', organisation: office.hospital } as const;
  author = await enrolled(office.officer, { ...registered.bela, ...of });
  reader = await enrolled(office.officer, { ...registered.winifred, ...of });
  room = await author.door.openCase(form);
  const people = await author.door.colleagues();
  for (const name of [doctor.name, reader.name])
    await author.door.invite(room, people.find((each) => each.name === name)?.person ?? '');
  thread = (await author.door.room(room)).threads[0]?.thread ?? '';
});

test.afterAll(async () => {
  await system?.stop();
});

const writes = (text: string): Promise<void> => author.door.say(room, thread, text, '');
const caseLine = (page: Page) => page.getByRole('link', { name: new RegExp(`^${form.title}`, 'u') });
const opens = async (page: Page): Promise<void> => {
  await caseLine(page).click();
  await expect(page.getByRole('heading', { name: form.title })).toBeVisible();
};

/** Nothing is new in the case once its newest was on the screen. */
async function reads(page: Page, newest: string): Promise<void> {
  await expect(page.getByText(newest)).toBeVisible();
  await expect(page.getByRole('link', { name: /\d new/u })).toHaveCount(0);
}

/** Whether the keys that are pressed come to this page: of two pages a person uses, one. */
const isLookedAt = (page: Page, is: boolean): Promise<void> =>
  page.evaluate((looks) => {
    document.hasFocus = () => looks;
    window.dispatchEvent(new Event(looks ? 'focus' : 'blur'));
  }, is);

async function device(browser: Parameters<typeof openPerson>[0], size: keyof typeof sizes): Promise<Person> {
  if (system === undefined) throw new Error('Nothing runs');
  const person = await openPerson(browser, system, reader.name);
  await person.page.setViewportSize(sizes[size]);
  await withWords(person, system.origin, reader.words);
  await person.page.goto(`${system.origin}/#/cases`);
  return person;
}

test('what is new stays new on a page nobody looks at, and is read on both devices once it was looked at on one', async ({
  browser,
}) => {
  const [phone, desk] = [await device(browser, 'phone'), await device(browser, 'desktop')];
  for (const { page } of [phone, desk]) await isLookedAt(page, false);
  for (const text of ['It began on the forearm.', 'Now the other arm too.']) await writes(text);
  for (const { page } of [phone, desk]) await expect(caseLine(page)).toContainText('2 new');
  await inspect(phone, 'reading-list');
  await opens(desk.page);
  await expect(desk.page.getByText('Now the other arm too.')).toBeVisible();
  await expect(desk.page.getByRole('link', { name: /2 new/u })).toBeVisible();
  await inspect(desk, 'reading-new');
  // In sight for long enough to have been read, had anybody looked.
  await desk.page.waitForTimeout(2500);
  await expect(caseLine(phone.page)).toContainText('2 new');
  await isLookedAt(desk.page, true);
  await reads(desk.page, 'Now the other arm too.');
  await expect(caseLine(phone.page)).toBeVisible();
  await expect(caseLine(phone.page)).not.toContainText('new');
  expect((await reader.door.cases()).find((each) => each.room === room)?.unread).toBe(0);
  for (const { page, violations } of [phone, desk]) {
    expect(violations.all()).toEqual([]);
    await page.close();
  }
});

test('what was read is read after a lock, what came meanwhile is new, and what one says oneself never is', async () => {
  const { page } = doctor;
  await expect(caseLine(page)).toContainText('2 new');
  await opens(page);
  await reads(page, 'Now the other arm too.');
  await toCases(page);
  await expect(caseLine(page)).not.toContainText('new');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await writes('A third thing.');
  await unlock(doctor);
  await expect(caseLine(page)).toContainText('1 new');
  await opens(page);
  await reads(page, 'A third thing.');
  await say(page, 'I have seen it.');
  await toCases(page);
  await expect(caseLine(page)).not.toContainText('new');
  expect(doctor.violations.all()).toEqual([]);
});

test('a long talk opens at the first that is new, under a line that says so; what is further down stays new until it was seen', async () => {
  const { page } = doctor;
  for (let said = 1; said <= 40; said++) await writes(`What I saw on day ${String(said)}: it spreads, slowly.`);
  await expect(caseLine(page)).toContainText('40 new');
  await opens(page);
  await expect(page.getByText('New since you looked')).toBeInViewport();
  await expect(page.getByText('What I saw on day 1:')).toBeInViewport();
  await expect(page.getByText('What I saw on day 40:')).not.toBeInViewport();
  const left = page.getByRole('navigation', { name: 'Threads of this case' }).getByRole('link', { name: /\d new/u });
  // What is in sight is read, and no more.
  await expect(left).not.toContainText('40');
  await expect(left).toHaveCount(1);
  await inspect(doctor, 'reading-first-unread');
  await toCases(page);
  await expect(caseLine(page)).toContainText(/\d new/u);
  await opens(page);
  await expect(page.getByText('New since you looked')).toBeInViewport();
  await expect(page.getByText('What I saw on day 1:')).not.toBeInViewport();
  await page.getByRole('button', { name: /\d new/u }).click();
  await reads(page, 'What I saw on day 40:');
  await toCases(page);
  await expect(caseLine(page)).not.toContainText('new');
  await opens(page);
  await expect(page.getByText('What I saw on day 40:')).toBeInViewport();
  await expect(page.getByText('New since you looked')).toHaveCount(0);
});
