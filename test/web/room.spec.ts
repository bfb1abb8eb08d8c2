import { expect, test, type Locator, type Page } from '@playwright/test';
import { enrolled, registered, type Someone } from '@consilium/testkit/people';
import { expectAccessible, startSystem, type RunningSystem } from './support';
import { addPicture, invites, openCase, openThread, say } from './story/case-room';
import { caseWords } from './story/cast';
import { inspect } from './story/inspect';
import { oneDoctor } from './story/one-doctor';
import type { Person } from './story/people';
import { plantedFiles } from './story/planted-files';

let system: RunningSystem | undefined;
let doctor: Person;
let colleague: Someone;
let room: string;

/** As long as a title may be. */
const title = 'Changing mole on the left forearm, seen twice in clinic, darker at one edge since June';

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  const { doctor: alice, office } = await oneDoctor(browser, system);
  doctor = alice;
  const who = { ...registered.bela, role: 'clinician', organisation: office.hospital } as const;
  colleague = await enrolled(office.officer, who);
  const { page } = doctor;
  await page.setViewportSize({ width: 390, height: 844 });
  await openCase(page, { ...caseWords, title: title.slice(0, 80) });
  room = /cases\/([^/?]+)/u.exec(page.url())?.[1] ?? '';
  await invites(page, new RegExp(colleague.name, 'u'));
  await expect(page.getByRole('dialog').getByText(colleague.name).first()).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  for (let said = 1; said <= 12; said++) await say(page, `What I see, ${String(said)}: a border that is not even.`);
});

test.afterAll(async () => {
  await system?.stop();
});

/** How much of a screen of this height (pixels) is talk: of points down its middle, those that meet it. */
function talkShare(page: Page, screen: number): Promise<number> {
  return page.evaluate((height) => {
    let met = 0;
    for (let y = 0; y < window.innerHeight; y++)
      if ((document.elementFromPoint(window.innerWidth / 2, y)?.closest('[data-talk]') ?? null) !== null) met++;
    return met / height;
  }, screen);
}

/** Whether all of it is seen: nothing lies over its corners or its middle. */
function isSeen(what: Locator): Promise<boolean> {
  return what.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const across = [left + 4, (left + right) / 2, right - 4];
    const down = [top + 2, (top + bottom) / 2, bottom - 2];
    return down.every((y) =>
      across.every((x) => {
        const found = document.elementFromPoint(x, y);
        // What can be done about it stands beside its words, in its own row.
        return found !== null && ((element.closest('li') ?? element).contains(found) || found.contains(element));
      }),
    );
  });
}

const screens = [
  { name: 'a phone', width: 390, height: 844, least: 0.6 },
  { name: '320 px', width: 320, height: 640, least: 0.45 },
  { name: '200 % zoom', width: 720, height: 450, least: 0.45 },
] as const;

for (const { name, width, height, least } of screens) {
  test(`on ${name} the talk has at least ${String(least * 100)} % of the screen, under a long title`, async () => {
    const { page } = doctor;
    await page.setViewportSize({ width, height });
    const share = await talkShare(page, height);
    test.info().annotations.push({ type: 'talk', description: share.toFixed(2) });
    expect(share).toBeGreaterThanOrEqual(least);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
    await expectAccessible(page);
  });
}

test('with a keyboard over the page it has at least 35 % of the screen, and the field stays above the keyboard', async () => {
  const { page } = doctor;
  await page.setViewportSize({ width: 390, height: 844 });
  const field = page.getByRole('textbox', { name: /^Write about/u });
  await field.focus();
  // What a keyboard does to the page: less of it is seen, and it is not smaller.
  await page.evaluate(() => {
    const seen = window.visualViewport;
    if (seen === null) throw new Error('no visual viewport');
    Object.defineProperty(seen, 'height', { value: 508, configurable: true });
    seen.dispatchEvent(new Event('resize'));
  });
  await expect.poll(() => field.evaluate((element) => element.getBoundingClientRect().bottom)).toBeLessThan(508);
  expect(await talkShare(page, 844)).toBeGreaterThanOrEqual(0.35);
  expect(await isSeen(page.getByRole('article').last())).toBe(true);
  await page.evaluate(() => {
    const seen = window.visualViewport as unknown as Record<string, unknown>;
    delete seen['height'];
    window.visualViewport?.dispatchEvent(new Event('resize'));
  });
});

test('opens at the newest; what one says oneself is seen entirely; who reads further up is told what came, and stays', async () => {
  const { page } = doctor;
  await page.getByRole('link', { name: 'Back to cases' }).click();
  await page.getByRole('link', { name: /^Changing mole/u }).click();
  await expect(page.getByRole('article').last()).toContainText('What I see, 12');
  await expect.poll(() => isSeen(page.getByRole('article').last())).toBe(true);
  const talk = page.locator('[data-talk]');
  await talk.evaluate((element) => {
    element.scrollTop = 0;
  });
  const thread = (await colleague.door.room(room)).threads[0]?.thread ?? '';
  await colleague.door.say(room, thread, 'I would take it out.', '');
  const down = page.getByRole('button', { name: '1 new' });
  await expect(down).toBeVisible();
  expect(await talk.evaluate((element) => element.scrollTop)).toBe(0);
  // To the newest and up again within one frame: the talk hears of both as of one.
  await down.evaluate((button: HTMLElement) => {
    button.click();
    (button.closest('main') ?? document).querySelector('[data-talk]')?.scrollTo({ top: 0, behavior: 'instant' });
  });
  await expect(down).toHaveCount(0);
  await colleague.door.say(room, thread, 'All of it, with a margin.', '');
  const further = page.getByRole('button', { name: '2 new' });
  await expect(further).toBeVisible();
  expect(await talk.evaluate((element) => element.scrollTop)).toBe(0);
  await further.click();
  await expect(further).toHaveCount(0);
  await expect.poll(() => isSeen(page.getByRole('article').last())).toBe(true);
  await expect(page.getByRole('article').last()).toContainText('All of it, with a margin.');
  await talk.evaluate((element) => {
    element.scrollTop = 0;
  });
  await say(page, 'Thank you, I will.');
  await expect.poll(() => isSeen(page.getByRole('article').last())).toBe(true);
});

test('one line names where it goes while one writes; Enter posts at a desk and begins a line on a phone', async () => {
  const { page } = doctor;
  const isPhone = test.info().project.metadata['size'] === 'phone';
  const field = page.getByRole('textbox', { name: /^Write about/u });
  await field.fill('half a thought');
  const form = page.locator('form').filter({ has: field });
  await expect(form).toContainText('Changing mole');
  await field.press('Shift+Enter');
  await expect(field).toHaveValue('half a thought\n');
  await expect(form.getByText('Enter posts, Shift + Enter begins a line')).toHaveCount(isPhone ? 0 : 1);
  await field.press('Enter');
  if (isPhone) {
    await expect(field).toHaveValue('half a thought\n\n');
    await page.getByRole('button', { name: /^Post/u }).click();
  }
  await expect(field).toHaveValue('');
  await expect(page.getByRole('article').last()).toContainText('half a thought');
});

test('people and acts are one press away on a phone, and beside the talk at a desk; by keyboard back where one was', async () => {
  const { page } = doctor;
  await page.setViewportSize({ width: 390, height: 844 });
  const about = page.getByRole('button', { name: /^About this case/u });
  await about.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: 'Who did what, when' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Close the case' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close the case' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(about).toBeFocused();
  // One right after the other: the second press is for the dialog around, as soon as the inner one is gone.
  await about.click();
  await dialog.getByRole('button', { name: 'Close the case' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(2);
  await page.evaluate(async () => {
    const open = (): number => document.querySelectorAll('[role=dialog]').length;
    const leave = (): boolean =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }),
      );
    leave();
    while (open() === 2) await new Promise((then) => setTimeout(then));
    leave();
  });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(about).toBeFocused();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(about).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'About this case' })).toBeVisible();
});

test('at a desk at least five messages stand beside a picture', async () => {
  const { page } = doctor;
  await page.setViewportSize({ width: 1440, height: 900 });
  await addPicture(page, (await plantedFiles(page)).jpeg, { where: 'left forearm', agreed: 'inside' });
  await openThread(page, /Picture 1/u);
  await expect(page.getByRole('img', { name: /Picture 1/u }).first()).toBeVisible();
  for (let said = 1; said <= 6; said++) await say(page, `About the picture, ${String(said)}.`);
  const seen = async (): Promise<number> => {
    const all = await Promise.all((await page.getByRole('article').all()).map(isSeen));
    return all.filter((each) => each).length;
  };
  // The newest says "Sending" for a moment, which takes a line more.
  await expect(page.getByText('Sending', { exact: true })).toHaveCount(0);
  await expect.poll(seen).toBeGreaterThanOrEqual(5);
  expect(await isSeen(page.getByRole('img', { name: /Picture 1/u }).first())).toBe(true);
  await inspect(doctor, 'picture-and-talk');
  expect(doctor.violations.all()).toEqual([]);
});
