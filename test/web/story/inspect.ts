import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import {
  expectAccessible,
  expectAccessibleButForColours,
  expectColoursReadable,
  expectLinksInOurColours,
  expectNoSidewaysScroll,
  expectNoticesApart,
  expectPlacesNamedWhole,
  expectRoomForThumbs,
  savesScreenshots,
} from '../support';
import { sizes, type Size } from '../at-size';
import type { Person } from './people';

const folder = join(__dirname, '../../../reports/web/screenshots/story');

/** Saves what is in the window, where somebody is going to look (SCREENSHOTS=1). */
export async function picture({ page }: Person, name: string): Promise<void> {
  if (!savesScreenshots) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** As high as its content: what is half under the bar at the foot is only not scrolled to yet. */
async function unroll(page: Page): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: sizes.phone.width, height: Math.min(height + 120, 8_000) });
  }
}

/**
 * Changes the colour scheme. The page hears of it and follows a moment later. One that is being put in place just then does
 * not listen yet: it hears of the next change.
 */
async function shine(page: Page, colorScheme: 'dark' | 'light'): Promise<void> {
  const other = colorScheme === 'dark' ? 'light' : 'dark';
  const followed = page.locator(`html[data-mantine-color-scheme=${colorScheme}]`);
  for (const timeout of [5_000, 5_000, 20_000]) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const hasFollowed = await followed.waitFor({ state: 'attached', timeout }).then(
      () => true,
      () => false,
    );
    if (hasFollowed) break;
    await page.emulateMedia({ colorScheme: other, reducedMotion: 'reduce' });
  }
  await expect(followed).toBeAttached();
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}

type Look = readonly [scheme: 'dark' | 'light', expectFine: (page: Page) => Promise<void>];

/**
 * What axe is asked at each size and in each scheme. What is no colour is the same in both; a wide page has the colours of a
 * narrow one, and is asked for them in the long matrix. Where pictures are saved, every look is taken.
 */
const looks: Record<'usual' | 'long' | 'saved', Record<Size, readonly Look[]>> = {
  usual: {
    phone: [
      ['dark', expectColoursReadable],
      ['light', expectAccessible],
    ],
    desktop: [['light', expectAccessibleButForColours]],
  },
  long: {
    phone: [],
    desktop: [
      ['dark', expectColoursReadable],
      ['light', expectColoursReadable],
    ],
  },
  saved: {
    phone: [
      ['dark', expectColoursReadable],
      ['light', expectAccessible],
    ],
    desktop: [
      ['dark', expectColoursReadable],
      ['light', expectAccessible],
    ],
  },
};
const isLong = process.env['TEST_LONG'] === 'yes';
const schemes = looks[savesScreenshots ? 'saved' : isLong ? 'long' : 'usual'];

/** Saves the screen as it is in the window, in every scheme that is looked at. */
async function pictures(person: Person, name: string, size: Size): Promise<void> {
  if (!savesScreenshots) return;
  for (const [colorScheme] of schemes[size]) {
    await shine(person.page, colorScheme);
    await picture(person, `${name}-${size}-${colorScheme}`);
  }
}

/**
 * Looks at the screen a person has before them: phone and desktop, dark and light; nothing for axe to find in any. In the
 * dark it is asked for what the dark can change. Then the page is as wide again as it was.
 */
export async function inspect(person: Person, name: string): Promise<void> {
  const { page } = person;
  const before = page.viewportSize();
  let shines: 'dark' | 'light' | undefined;
  for (const size of ['phone', 'desktop'] as const) {
    await page.setViewportSize(sizes[size]);
    await pictures(person, name, size);
    if (size === 'phone') await unroll(page);
    for (const [colorScheme, expectFine] of schemes[size]) {
      if (colorScheme !== shines) await shine(page, colorScheme);
      shines = colorScheme;
      await expectFine(page);
      await expectLinksInOurColours(page);
    }
    if (size === 'phone') await page.setViewportSize(sizes[size]);
    await expectNoSidewaysScroll(page);
    await expectNoticesApart(page);
    await expectPlacesNamedWhole(page);
    if (size === 'phone') await expectRoomForThumbs(page);
  }
  if (before !== null) await page.setViewportSize(before);
}
