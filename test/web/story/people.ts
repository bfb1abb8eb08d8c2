import type { Browser, BrowserContext, Page } from '@playwright/test';
import { closesAtTheEnd } from '@consilium/testkit';
import {
  addAuthenticator,
  collectViolations,
  type RunningSystem,
  type VirtualAuthenticator,
  type Violations,
} from '../support';

/** One person at one browser of their own. */
export interface Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly passkeys: VirtualAuthenticator;
  readonly violations: Violations;
  /** The 24 recovery words, once they were shown. */
  words: string[];
}

export interface Device {
  readonly hasPrf?: boolean;
  /** Where a test needs this size; every other person has the size the test is run at (sizes.ts). */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Service workers are kept out of everybody's browser who does not ask for them. */
  readonly serviceWorkers?: 'allow';
  /** What its owner allows the page beforehand. */
  readonly permissions?: readonly string[];
}

/** The origins the page's own policy lets it talk to: the object store and the live connection. */
export async function allowedOrigins(origin: string): Promise<string[]> {
  const policy = (await fetch(origin)).headers.get('content-security-policy') ?? '';
  const words = /connect-src ([^;]+)/u.exec(policy)?.[1]?.split(' ') ?? [];
  return words.filter((word) => word.startsWith('http'));
}

export async function openPerson(
  browser: Browser,
  system: RunningSystem,
  name: string,
  { hasPrf = true, viewport, serviceWorkers, permissions }: Device = {},
): Promise<Person> {
  const context = await browser.newContext({
    ...(viewport === undefined ? {} : { viewport }),
    ...(serviceWorkers === undefined ? {} : { serviceWorkers }),
    ...(permissions === undefined ? {} : { permissions: [...permissions] }),
  });
  // A page that stays open goes on asking, for whoever runs after it in the same browser.
  closesAtTheEnd(() => context.close());
  const page = await context.newPage();
  const violations = await collectViolations(page, { origins: await allowedOrigins(system.origin) });
  const passkeys = await addAuthenticator(page, { hasPrf });
  return { name, context, page, passkeys, violations, words: [] };
}
