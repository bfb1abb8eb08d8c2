import { expect, type Page } from '@playwright/test';

/** What a page did that it may not do: policy violations, errors on the console, uncaught errors, requests elsewhere. */
export interface Violations {
  readonly all: () => readonly string[];
  /** Forgets what a test provoked on purpose. */
  readonly forget: (pattern: RegExp) => void;
}

interface Options {
  /** Origins a page may talk to besides its own, e.g. the object store's. */
  readonly origins?: readonly string[];
}

/** What the driver says of each service worker that it keeps out, as these tests ask of it. */
const keptOut = 'Service Worker registration blocked by Playwright';

/** Listens from now on; call before the page is opened. */
export async function collectViolations(page: Page, { origins = [] }: Options = {}): Promise<Violations> {
  let found: string[] = [];
  const note = (words: string): void => {
    found.push(words);
  };
  await page.exposeFunction('noteViolation', note);
  await page.addInitScript(reportViolations);
  page.on('pageerror', (error) => {
    note(`uncaught: ${error.message}`);
  });
  page.on('console', (message) => {
    const isOurs = message.text() !== keptOut && ['error', 'warning'].includes(message.type());
    if (isOurs) note(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    const own = new URL(page.url() === 'about:blank' ? request.url() : page.url()).origin;
    if (protocol.startsWith('http') && origin !== own && !origins.includes(origin)) note(`request to ${origin}`);
  });
  return {
    all: () => found,
    forget: (pattern) => {
      found = found.filter((words) => !pattern.test(words));
    },
  };
}

/** Runs in the page. */
function reportViolations(): void {
  const { noteViolation } = globalThis as unknown as { noteViolation: (words: string) => Promise<void> };
  document.addEventListener('securitypolicyviolation', (event) => {
    void noteViolation(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
}

/** Fails with the list of what was seen. */
export function expectNoViolations(violations: Violations): void {
  expect(violations.all()).toEqual([]);
}
