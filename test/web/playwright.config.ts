import { availableParallelism } from 'node:os';
import { defineConfig, devices, type Project } from '@playwright/test';
import './support/libraries.cjs';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];
const launchOptions = { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: flags };

const desktop = { width: 1280, height: 800 };
const phone = { ...devices['Pixel 7'], launchOptions, viewport: { width: 390, height: 844 } };
// The longest file begins first, and the others run beside it.
const story: Project = { name: 'story', testMatch: 'story.spec.ts', use: { viewport: desktop, launchOptions } };

/** These walk through phone and desktop by themselves; in the long matrix a phone walks through them once more. */
const walksThroughBoth = ['anchor.spec.ts', 'way-back.spec.ts'];

/** Every screen in sizes and colours that tell of each other's. */
const usual: Project[] = [
  story,
  { name: 'desktop', testIgnore: 'story.spec.ts', use: { viewport: desktop, launchOptions } },
  {
    name: 'phone',
    // The others walk through phone and desktop by themselves, or show nothing.
    testIgnore: [
      ...walksThroughBoth,
      'story.spec.ts',
      'accessibility.spec.ts',
      'bad-input.spec.ts',
      'kept-words.spec.ts',
      'taps.spec.ts',
      'readers.spec.ts',
      'organisations.spec.ts',
      'sizes.spec.ts',
      'page-cost.spec.ts',
      'authority.spec.ts',
      'withdrawal.spec.ts',
      'original.spec.ts',
      'take-over.spec.ts',
      'release.spec.ts',
      'registering.spec.ts',
      'two-officers.spec.ts',
      'security-news.spec.ts',
      'members.spec.ts',
      'proposals.spec.ts',
      'officers.spec.ts',
      'power-by-two.spec.ts',
    ],
    use: phone,
  },
];

/** What looks at screens (`story/inspect.ts`) walks once more and looks at them in the dark at a desk. */
const long: Project[] = [
  story,
  {
    name: 'desktop',
    testMatch: [
      ...walksThroughBoth,
      'members.spec.ts',
      'officers.spec.ts',
      'original.spec.ts',
      'organisations.spec.ts',
      'power-by-two.spec.ts',
      'proposals.spec.ts',
      'readers.spec.ts',
      'registering.spec.ts',
      'security-news.spec.ts',
      'take-over.spec.ts',
      'two-officers.spec.ts',
      'withdrawal.spec.ts',
    ],
    use: { viewport: desktop, launchOptions },
  },
  { name: 'phone', testMatch: walksThroughBoth, use: phone },
];

/** Pages are opened on http://localhost: passkeys and secure contexts work there, not on 127.0.0.1. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../reports/web/output',
  // Each file makes a database and a bucket of its own in them; only the story starts everything itself.
  globalSetup: ['./support/global-setup.cjs', '../../libs/testkit/src/servers/global-setup.cjs'],
  globalTeardown: '../../libs/testkit/src/servers/global-teardown.cjs',
  fullyParallel: false,
  workers: Math.min(3, availableParallelism()),
  // No test passes only at a second try.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: '../../reports/web/results.json' }],
    ['../../tools/testing/playwright-count.cjs'],
  ],
  use: {
    launchOptions,
    serviceWorkers: 'block',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What fades in is measured by axe while it is half there.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off',
    actionTimeout: 20_000,
  },
  projects: process.env['TEST_LONG'] === 'yes' ? long : usual,
});
