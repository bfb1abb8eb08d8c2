import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Zero findings of axe by WCAG 2.2 AA and best practice; the message names rule, element and reason. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
  expect(findings).toEqual([]);
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
