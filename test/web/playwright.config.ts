import { availableParallelism } from 'node:os';
import { defineConfig, devices, type Project } from '@playwright/test';
import './support/libraries.cjs';
import { filesAt, partOf, sizes, type Size } from './at-size';

/**
 * What the driver turns off, as far as these tests need it, since the last such flag holds alone; and the browser's own
 * panels, which it would load beforehand for each window that nobody sees: a tenth of all the work.
 */
const withoutFeatures = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'PreloadTopChromeWebUI',
  'ThirdPartyStoragePartitioning',
];

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  `--disable-features=${withoutFeatures.join(',')}`,
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];
const launchOptions = { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: flags };

const part = partOf(process.env);

const uses = {
  desktop: { viewport: sizes.desktop, launchOptions },
  phone: { ...devices['Pixel 7'], launchOptions, viewport: sizes.phone },
};

/** The longest file begins first, and the others run beside it. */
const longest = 'story.spec.ts';

/** Whole names, since some end like others; the size is for whoever asks what runs where. */
const project = (name: string, size: Size, files: readonly string[]): Project => ({
  name,
  testMatch: files.map((file) => `**/web/${file}`),
  use: uses[size],
  metadata: { size },
});

const bySize = (['desktop', 'phone'] as const).map((size) => ({ size, files: filesAt(size, part) }));
const projects = [
  ...bySize
    .filter(({ files }) => files.includes(longest))
    .map(({ size }) => project(size === 'desktop' ? 'story' : 'story-phone', size, [longest])),
  ...bySize.map(({ size, files }) =>
    project(
      size,
      size,
      files.filter((file) => file !== longest),
    ),
  ),
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
  // The one limit of them all, a whole story at its longest, on a machine that does other things too: a shorter one of a
  // test's own would fail where it waits its turn.
  timeout: 900_000,
  // Where a whole run has an end (TEST_SECONDS of tools/test.mjs), tests that it does not reach are named as not run.
  globalTimeout: Number(process.env['TEST_WEB_SECONDS'] ?? 0) * 1000,
  expect: { timeout: 60_000 },
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
    actionTimeout: 60_000,
  },
  projects,
});
