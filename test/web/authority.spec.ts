import { expect, test, type Page } from '@playwright/test';
import { startSystem, type RunningSystem } from './support';
import {
  choosePicture,
  opensAlone,
  openThread,
  type PictureFile,
  saysOnChip,
  showAbout,
  writeCase,
} from './story/case-room';
import { caseWords } from './story/cast';
import { countHands, handsAt, printHands } from './story/hands';
import { inspect } from './story/inspect';
import { oneDoctor } from './story/one-doctor';
import { plantedFiles } from './story/planted-files';
import { signedBy } from './story/signed-by';

const systems: RunningSystem[] = [];

/** A register of its own: its first doctor is the one who is looked at. */
async function begins(): Promise<RunningSystem> {
  const system = await startSystem();
  systems.push(system);
  return system;
}

test.afterAll(async () => {
  await Promise.all(systems.map((system) => system.stop()));
});

/** Everything on a screen that can hold an answer and holds one. */
const chosenIn = (page: Page): Promise<string[]> =>
  page
    .locator('main')
    .locator('input:checked, select, [aria-pressed=true], [aria-selected=true]')
    .evaluateAll((all) => all.map((each) => each.outerHTML.slice(0, 120)));

interface Recorded {
  readonly age: string;
  readonly answers: readonly (readonly [legend: string, answer: string])[];
  /** Of somebody under 18 everything that can be seen is said. */
  readonly isYoung?: true;
  /** What cannot be chosen at that age. */
  readonly without: string;
  /** What the picture says of itself, and what the record of the case says. */
  readonly says: string;
  readonly line: string;
}

const authority = 'Whose agreement, or why nobody’s';

const recorded: Readonly<Record<string, Recorded>> = {
  'somebody unconscious': {
    age: '40 to 64',
    answers: [[authority, 'Nobody could be asked: treated in their interests, will be told']],
    without: 'Child: understands, and said yes to me',
    says: 'Nobody could be asked: inside only',
    line: 'recorded that nobody could be asked, and that it is in the patient’s interests',
  },
  'a baby': {
    age: 'Under 1',
    answers: [
      [authority, 'Child: somebody with parental responsibility said yes'],
      ['Who said yes', 'Mother'],
    ],
    isYoung: true,
    without: 'Adult who can decide: said yes to me',
    says: 'Agreement by parental responsibility recorded: inside only',
    line: 'recorded that somebody with parental responsibility agreed',
  },
  'a young person of 17': {
    age: '16 to 17',
    answers: [[authority, 'Young person (16 or 17): said yes to me']],
    isYoung: true,
    without: 'Adult who can decide: said yes to me',
    says: 'Agreement of the young person recorded: inside only',
    line: 'recorded that the young person agreed',
  },
  'somebody who has died': {
    age: '80 and over',
    answers: [
      [authority, 'Has died'],
      ['Their own wishes', 'Not known'],
      ['The family', 'Asked, and agrees'],
      ['A coroner', 'Not involved'],
    ],
    without: 'Young person (16 or 17): said yes to me',
    says: 'Has died: authority recorded: inside only',
    line: 'recorded that the patient has died, and on what authority it is kept',
  },
};

async function opensCase(page: Page, title: string, age: string): Promise<void> {
  await page.getByRole('link', { name: 'New case' }).first().click();
  await writeCase(page, { ...caseWords, title });
  await saysOnChip(page, 'Urgency', 'This week');
  await saysOnChip(page, 'Age', age);
  await opensAlone(page);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
}

async function answer(page: Page, legend: string, choice: string): Promise<void> {
  await page.getByRole('group', { name: legend }).getByRole('radio', { name: choice, exact: true }).check();
}

async function checks(page: Page, picture: PictureFile): Promise<void> {
  await choosePicture(page, page.getByRole('button', { name: 'Add a picture' }), picture);
  await expect(page.getByRole('button', { name: /^Post to/u })).toBeVisible();
  expect(await chosenIn(page)).toEqual([]);
  await page.getByLabel('Part of the body').fill('left forearm');
}

test('who could not agree is never said to have agreed, and nothing is chosen beforehand', async ({ browser }) => {
  const { doctor } = await oneDoctor(browser, await begins());
  const { page } = doctor;
  const { jpeg } = await plantedFiles(page);
  for (const [title, { age, answers, isYoung, without, says, line }] of Object.entries(recorded)) {
    await countHands(page);
    await opensCase(page, title, age);
    await checks(page, jpeg);
    await expect(page.getByRole('radio', { name: without, exact: true })).toHaveCount(0);
    for (const [legend, choice] of answers) await answer(page, legend, choice);
    await answer(page, 'Who may see it', 'For their care: colleagues in this organisation');
    if (isYoung === true) await page.getByRole('button', { name: 'None of these' }).click();
    if (title === 'somebody who has died') await inspect(doctor, 'authority-has-died');
    await page.getByRole('button', { name: /^Post to/u }).click();
    const hands = await handsAt(page);
    await openThread(page, /Picture 1/u);
    await expect(page.getByText(says)).toBeVisible();
    // From "New case" until the picture is posted; of this device it is said once, with the first.
    printHands(title, hands);
    await showAbout(page);
    await page.getByRole('link', { name: 'Who did what, when' }).click();
    await expect(page.getByText(line)).toBeVisible();
    await expect(page.getByText(/patient agreed|consented/u)).toHaveCount(0);
    await page.getByRole('link', { name: 'Cases' }).first().click();
  }

  // An intimate picture of somebody of 17 is refused, with where to turn.
  await opensCase(page, 'Seventeen', '16 to 17');
  await checks(page, jpeg);
  await answer(page, authority, 'Young person (16 or 17): said yes to me');
  await answer(page, 'Who may see it', 'For their care: colleagues in this organisation');
  await page.getByRole('button', { name: /^Post to/u }).click();
  await expect(
    page.getByText(/^Say of the picture: the face can be seen; an intimate part can be seen;/u),
  ).toBeVisible();
  await answer(page, 'An intimate part can be seen', 'Yes');
  await page.getByRole('button', { name: /^Post to/u }).click();
  await page.getByRole('button', { name: 'None of the others' }).click();
  const refused = page.getByRole('status').filter({ hasText: 'holds no intimate pictures of anyone under 18' });
  await expect(refused).toBeVisible();
  await refused.getByText('Why', { exact: true }).click();
  await expect(refused.getByText(/Rule R29: .*Protection of Children Act 1978/u)).toBeVisible();
  await inspect(doctor, 'why-refused');
  await page.getByRole('link', { name: 'Cases' }).first().click();
  await page.getByRole('link', { name: /Seventeen/u }).click();
  await expect(page.getByRole('link', { name: /Picture 1/u })).toHaveCount(0);
  expect(doctor.violations.all()).toEqual([]);
});

test('by the shortest path nothing is signed or told that no press and no word of theirs said', async ({ browser }) => {
  const { doctor } = await oneDoctor(browser, await begins());
  const { page } = doctor;
  const { jpeg } = await plantedFiles(page);
  await opensCase(page, 'Shortest', '40 to 64');
  const signed = signedBy(page);
  await checks(page, jpeg);
  await answer(page, authority, 'Adult who can decide: said yes to me');
  await answer(page, 'Who may see it', 'For their care: colleagues in this organisation');
  await page.getByRole('button', { name: /^Post to/u }).click();
  await openThread(page, /Picture 1/u);
  await expect(page.getByText('Agreement recorded: inside only')).toBeVisible();

  const consent = signed.find(({ type }) => type === 'consent')?.body ?? {};
  const { consent: _id, thread: _thread, takenBy: _by, takenAt: _at, ...said } = consent;
  expect(said).toEqual({
    ...{ version: 1, recording: 'kind-not-said', authority: 'said-yes', scopes: ['capture', 'internal'] },
    ...{ facts: [], flags: [], ruledOut: [], explained: [], attested: [] },
  });
  const [picture = {}, ...more] = signed.filter(({ type }) => type === 'picture').map(({ body }) => body);
  expect(more).toEqual([]);
  expect(Object.keys(picture).toSorted()).toEqual(['capture', 'consent', 'description', 'gen', 'objects', 'thread']);
  // What was pressed of this device, under what its organisation published.
  expect(picture['capture']).toEqual({
    ...{ policy: 'published', version: 1, says: 'personal-device', device: 'managed', source: '' },
    attestedAt: expect.any(Number),
  });

  await showAbout(page);
  await page.getByRole('link', { name: 'Who did what, when' }).click();
  const record = page.locator('main ol li');
  await expect(record.filter({ hasText: 'recorded that the patient agreed' })).toHaveCount(1);
  const lines = await record.allInnerTexts();
  const told = lines.filter((line) => /agree|consent|explain|capacity|child|pressure|interpreter/iu.test(line));
  expect(told).toEqual([expect.stringContaining('recorded that the patient agreed')]);
  expect(doctor.violations.all()).toEqual([]);
});
