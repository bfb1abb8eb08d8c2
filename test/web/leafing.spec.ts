import { expect, test, type Locator, type Page } from '@playwright/test';
import { strip } from '@consilium/pictures';
import { closeAll, eventually } from '@consilium/testkit';
import { clinic, photograph, type Clinic, type Someone } from '@consilium/testkit/people';
import { smallJpeg } from '@consilium/testkit/pictures';
import { caseThread, opensCase } from '../attacks/cases';
import { startSystem, type RunningSystem } from './support';
import { inspect } from './story/inspect';
import { openPerson, type Person } from './story/people';
import { posts } from './story/posts';
import { withWords } from './story/with-words';

/** From one picture in full detail through all of the case: by finger, by keys, by the strip, and two side by side. */

let system: RunningSystem | undefined;
let people: Clinic;
let room: string;
let home: string;
let b: Person;
const threads: string[] = [];

test.describe.configure({ mode: 'serial' });

const long = `A caption of many words. ${'It says where, since when, and how it was taken. '.repeat(8)}`;
const jpegOf = (bytes: Uint8Array): Blob => new Blob([Uint8Array.from(bytes)], { type: 'image/jpeg' });

/** So large that it can be gone nearer to on any screen. */
async function largeJpeg(page: Page): Promise<Blob> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1600, 1200);
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    pen.fillStyle = '#b06a55';
    pen.fillRect(0, 0, 1600, 1200);
    pen.fillStyle = '#5a2318';
    pen.arc(800, 600, 260, 0, 2 * Math.PI);
    pen.fill();
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
  });
  return jpegOf((await strip(Uint8Array.from(bytes))).bytes);
}

/** What no program can draw, though it is called a picture; its author's device is not asked about it. */
function broken(): Blob {
  const file = new Blob(['no picture at all'], { type: 'image/jpeg' });
  return Object.assign(file, { arrayBuffer: () => jpegOf(smallJpeg).arrayBuffer() });
}

async function postsAs({ door }: Someone, mark: string, changes: Parameters<typeof photograph>[1]): Promise<string> {
  const drawn = jpegOf(smallJpeg);
  await door.addPicture(room, photograph(mark, { original: drawn, view: drawn, thumb: drawn, ...changes }));
  let posted = '';
  await eventually(async () => {
    const view = await door.room(room);
    posted =
      view.threads.find(({ picture }) => picture?.caption === (changes?.caption ?? `caption ${mark}`))?.thread ?? '';
    expect(posted).not.toBe('');
  });
  return posted;
}

const count = 12;

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela } = people;
  room = await opensCase(alice, bela);
  b = await openPerson(browser, system, bela.name);
  await b.page.goto(system.origin);
  const large = await largeJpeg(b.page);
  const sizes = { original: large, view: large, width: 1600, height: 1200 };
  threads.push(await postsAs(alice, 'one', sizes), await postsAs(alice, 'two', { ...sizes, caption: long }));
  const { consent } = photograph('three');
  threads.push(
    await postsAs(alice, 'three', { named: [], consent: { ...consent, scopes: ['capture'] } }),
    await postsAs(alice, 'four', { original: broken() }),
    await posts(alice, room, 'five'),
  );
  for (let number = threads.length + 1; number <= count; number++)
    threads.push(await posts(alice, room, `picture ${String(number)}`));
  await alice.door.withdrawConsent(room, threads[4] ?? '', 'capture', 'not-yet-seen');
  home = await caseThread(alice.door, room);
  await alice.door.say(room, home, 'What do you think of them?', '');
  b = await withWords(b, system.origin, bela.words);
  await b.page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `#/cases/${room}?thread=${threads[0] ?? ''}`,
  );
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

const gallery = (page: Page): Locator => page.getByRole('dialog');
const position = (page: Page, number: number): Locator =>
  gallery(page)
    .getByRole('status')
    .filter({ hasText: new RegExp(`^${String(number)} of ${String(count)}, Picture ${String(number)}\\b`, 'u') });
const isDrawn = (page: Page): Locator => gallery(page).locator('[data-drawn=true]');
const frames = (page: Page): Locator => gallery(page).getByRole('list', { name: 'Pictures of this case' });

/** A finger goes over the picture, to the left by so much. */
async function swipe(page: Page, left: number): Promise<void> {
  const box = await gallery(page).locator('section > :first-child').boundingBox();
  if (box === null) throw new Error('no picture is shown');
  const { x, y, width, height } = box;
  const [from, down] = [x + width / 2 + left / 2, y + height / 2];
  const client = await page.context().newCDPSession(page);
  const touch = (type: string, ...at: readonly number[]) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at.map((across) => ({ x: across, y: down })),
    } as never);
  await touch('touchStart', from);
  for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', from - left * part);
  await touch('touchEnd');
  await client.detach();
}

/** What is written about a picture lies beside it: no point of the one is one of the other. */
async function captionLiesBeside(page: Page): Promise<void> {
  const boxes = await gallery(page)
    .locator('section > :nth-child(-n+2)')
    .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().toJSON() as DOMRect));
  for (let at = 0; at < boxes.length; at += 2) {
    const [stage, caption] = boxes.slice(at, at + 2);
    expect(stage?.bottom).toBeLessThanOrEqual(caption?.top ?? 0);
    expect(stage?.height).toBeGreaterThan(96);
    expect(caption?.height).toBeGreaterThan(16);
  }
}

test('on a phone one leafs by finger, nearer the finger moves the picture; what is not shown stands in its place', async () => {
  const { page } = b;
  await page.setViewportSize({ width: 390, height: 844 });
  const open = page.getByRole('button', { name: 'Open full detail', exact: true });
  await open.click();
  await expect(position(page, 1)).toBeVisible();
  await expect(isDrawn(page)).toBeVisible();
  await captionLiesBeside(page);
  await swipe(page, 20);
  await expect(position(page, 1)).toBeVisible();
  await swipe(page, 150);
  await expect(position(page, 2)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(gallery(page)).toHaveCount(0);
  await expect(open).toBeFocused();
  await open.click();
  await swipe(page, 150);
  await expect(isDrawn(page)).toBeVisible();
  // A long caption is two lines until somebody wants all of it, and never over the picture.
  await captionLiesBeside(page);
  await gallery(page).getByRole('button', { name: 'All of it' }).click();
  await captionLiesBeside(page);
  await inspect(b, 'leafing');
  await page.setViewportSize({ width: 390, height: 844 });
  await gallery(page).getByRole('button', { name: 'Less' }).click();

  await gallery(page).getByRole('button', { name: 'Zoom in' }).click();
  await swipe(page, 150);
  await expect(position(page, 2)).toBeVisible();
  await gallery(page).getByRole('button', { name: 'Fit the picture' }).click();
  await swipe(page, 150);
  await expect(position(page, 3)).toBeVisible();
  await expect(gallery(page)).toHaveAccessibleName('Picture 3, not shown');
  await expect(
    gallery(page).getByText(`Only for ${people.alice.name}. Nothing of it is opened for you.`),
  ).toBeVisible();
  await expect(gallery(page).getByRole('button', { name: 'Talk' })).toHaveCount(0);
  await inspect(b, 'leafing-not-shown');
  await page.setViewportSize({ width: 390, height: 844 });
  await swipe(page, 150);
  await expect(position(page, 4)).toBeVisible();
  await expect(gallery(page).locator('[data-tone=bad]')).toBeVisible();
  await swipe(page, 150);
  await expect(gallery(page).getByText(/^This picture was withdrawn: it is closed/u)).toBeVisible();
  await swipe(page, -150);
  await expect(position(page, 4)).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(gallery(page)).toHaveCount(0);
  // Looked at in other sizes meanwhile, what opened it is another button now: the focus is in the same talk.
  await expect(page.getByRole('region', { name: 'All of Picture 1' })).toBeFocused();
});

test('by keys to the next, the first and the last, with the focus kept; its talk is one press away', async () => {
  const { page } = b;
  await page.getByRole('button', { name: 'Open full detail', exact: true }).click();
  const next = gallery(page).getByRole('button', { name: 'Next picture' });
  await next.focus();
  await next.press('End');
  await expect(position(page, count)).toBeVisible();
  await expect(next).toBeFocused();
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await next.press('ArrowRight');
  await expect(position(page, count)).toBeVisible();
  // Of the strip only what is in sight is there.
  await expect(frames(page).getByRole('button', { name: /^Picture 12/u })).toBeInViewport();
  await expect(frames(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', String(count));
  expect(await frames(page).getByRole('listitem').count()).toBeLessThan(count);
  await frames(page)
    .getByRole('button', { name: /^Picture 12/u })
    .focus();
  await page.keyboard.press('Home');
  await expect(position(page, 1)).toBeVisible();
  await expect(frames(page).getByRole('button', { name: 'Picture 1', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(frames(page).getByRole('button', { name: 'Picture 2', exact: true })).toBeFocused();

  // Nearer, arrows move the picture, and Page down leafs.
  await expect(isDrawn(page)).toBeVisible();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  await expect(position(page, 2)).toBeVisible();
  await page.keyboard.press('0');
  await page.keyboard.press('ArrowLeft');
  await expect(position(page, 1)).toBeVisible();
  await page.keyboard.press('PageDown');
  await frames(page).getByRole('button', { name: 'Picture 6', exact: true }).click();
  await expect(position(page, 6)).toBeVisible();
  await gallery(page).getByRole('button', { name: 'Talk' }).click();
  await expect(gallery(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /^Picture 6/u })).toBeVisible();
  await expect(page.getByRole('region', { name: 'All of Picture 6' })).toBeFocused();
});

test('a picture passed by is not opened, one that was seen here counts as looked at', async () => {
  const { page } = b;
  const isNew = async (number: number): Promise<boolean | undefined> => {
    const view = await people.bela.door.room(room);
    return view.threads.find(({ thread }) => thread === threads[number - 1])?.isPictureNew;
  };
  await page.getByRole('button', { name: 'Open full detail', exact: true }).click();
  expect(await isNew(7)).toBe(true);
  // Key by key, with no time to look at any between.
  await gallery(page).evaluate(async (dialog) => {
    for (let step = 0; step < 3; step++) {
      dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
      await Promise.resolve();
    }
  });
  await expect(position(page, 9)).toBeVisible();
  await expect(isDrawn(page)).toBeVisible();
  await expect.poll(() => isNew(9)).toBe(false);
  expect(await isNew(7)).toBe(true);
  await page.keyboard.press('Escape');
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/cases/${room}/opinion/${home}`);
  await expect(page.getByRole('checkbox', { name: 'Picture 9 (full detail)' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Picture 8/u })).not.toHaveAccessibleName(/full detail/u);
  expect(b.violations.all()).toEqual([]);
});

test('at a desk two stand side by side, each with its caption, its own nearness, and reached by keys', async () => {
  const { page } = b;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `#/cases/${room}?thread=${threads[0] ?? ''}`,
  );
  await page.getByRole('button', { name: 'Open full detail', exact: true }).click();
  const two = gallery(page).getByRole('button', { name: 'Two side by side' });
  await two.press('Enter');
  await expect(two).toHaveAttribute('aria-pressed', 'true');
  const panes = gallery(page).getByRole('region');
  await expect(panes).toHaveCount(2);
  await expect(isDrawn(page)).toHaveCount(2);
  await captionLiesBeside(page);
  await expect(panes.nth(0)).toContainText('caption one');
  await expect(panes.nth(1)).toContainText('A caption of many words');
  await inspect(b, 'leafing-two');

  // The second is chosen: keys go nearer to it and leaf it alone.
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  await expect(panes.nth(1)).toHaveAccessibleName(/^Picture 2.*2 of 12$/u);
  await panes.nth(0).getByRole('button', { name: 'Next picture' }).focus();
  await expect(panes.nth(0)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('End');
  await expect(panes.nth(0)).toHaveAccessibleName(/^Picture 12.*12 of 12$/u);
  await expect(panes.nth(1)).toHaveAccessibleName(/^Picture 2.*2 of 12$/u);
  await frames(page).getByRole('button', { name: 'Picture 1', exact: true }).click();
  await expect(panes.nth(0)).toHaveAccessibleName(/^Picture 1\b.*1 of 12$/u);
  await two.click();
  await expect(panes).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(gallery(page)).toHaveCount(0);
  expect(b.violations.all()).toEqual([]);
});
