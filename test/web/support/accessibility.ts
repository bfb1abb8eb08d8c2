import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Half as long as what the package itself gives as its source, and the same. */
const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What a colour scheme can change: the rest is the same in the dark. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** Zero findings of axe by WCAG 2.2 AA and best practice; the message names rule, element and reason. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await findings(page, { runOnly: { type: 'tag', values: rules } })).toEqual([]);
}

/** The same but for the rules of colour, which are most of its work: for a screen that is asked for them at another size. */
export async function expectAccessibleButForColours(page: Page): Promise<void> {
  const off = Object.fromEntries(rulesOfColour.map((rule) => [rule, { enabled: false }]));
  expect(await findings(page, { runOnly: { type: 'tag', values: rules }, rules: off })).toEqual([]);
}

/** Zero findings of axe among the rules of colour: for a screen of which the other scheme is asked whole. */
export async function expectColoursReadable(page: Page): Promise<void> {
  expect(await findings(page, { runOnly: { type: 'rule', values: rulesOfColour } })).toEqual([]);
}

/**
 * Asks axe in the page itself: it is brought there once, and says only what it found wrong. What it has to say of all that
 * is right took most of the time, here and on the way.
 */
async function findings(page: Page, options: axe.RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  return page.evaluate(async (asked) => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await inPage.run({ ...asked, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }, options);
}

/** Whatever can be pressed is at least 44 px high and wide, except links inside a sentence. */
export async function expectRoomForThumbs(page: Page): Promise<void> {
  const small = await page.evaluate(() => {
    const pressable = document.querySelectorAll<HTMLElement>(
      'button, a[href], [role=button], [role=tab], summary, input[type=text], select',
    );
    return [...pressable]
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) && getComputedStyle(element).display !== 'inline',
      )
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
      .map(
        ({ element, box }) => `${element.tagName} "${element.innerText}" ${String(box.width)} × ${String(box.height)}`,
      );
  });
  expect(small).toEqual([]);
}

/** Nothing sticks out sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const);
  expect(content).toBeLessThanOrEqual(window);
}

/** Places of the bar or the rail whose name stands on more than one line, or is cut. */
export async function expectPlacesNamedWhole(page: Page): Promise<void> {
  const broken = await page.locator('nav[aria-label=Main] a > span:first-of-type').evaluateAll((names) =>
    names
      .filter((name) => {
        const line = Number.parseFloat(getComputedStyle(name).lineHeight);
        return name.scrollWidth > name.clientWidth || name.clientHeight > 1.5 * line;
      })
      .map((name) => name.textContent),
  );
  expect(broken).toEqual([]);
}

/** No link has the colour of the browser, which is none of these pages'; in the dark least of all. */
export async function expectLinksInOurColours(page: Page): Promise<void> {
  const foreign = await page.locator('a[href]').evaluateAll((links) => {
    const plain = document.createElement('a');
    plain.href = '#plain';
    plain.style.color = 'revert';
    document.body.append(plain);
    const ofBrowser = getComputedStyle(plain).color;
    plain.remove();
    const hasWords = (link: Element): boolean =>
      [...link.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== '');
    return links
      .filter((link) => hasWords(link) && getComputedStyle(link).color === ofBrowser)
      .map((link) => link.textContent);
  });
  expect(foreign).toEqual([]);
}

/** A card does not touch the notice above it. */
export async function expectNoticesApart(page: Page): Promise<void> {
  const touching = await page
    .locator('main :is([data-tone], :has(> [data-tone]:only-child)) + section')
    .evaluateAll((cards) =>
      cards
        .filter((card) => {
          const above = card.previousElementSibling?.getBoundingClientRect();
          return above !== undefined && above.height > 0 && card.getBoundingClientRect().top - above.bottom < 8;
        })
        .map((card) => card.previousElementSibling?.textContent),
    );
  expect(touching).toEqual([]);
}
