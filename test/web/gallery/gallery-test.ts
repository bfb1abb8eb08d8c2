import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { collectViolations, expectNoViolations, serveBuild, type StaticServer, type Violations } from '../support';

interface OfWorker {
  /** The kit gallery, built and sealed like the app, in a folder of its own. */
  readonly galleryBuild: string;
}
interface OfTest {
  readonly gallery: StaticServer;
  /** Must be empty when the test ends, unless `forget` was told what was meant to happen. */
  readonly violations: Violations;
}

export const test = base.extend<OfTest, OfWorker>({
  galleryBuild: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'consilium-gallery-'));
      execFileSync(process.execPath, [join(__dirname, '../support/build-page.mjs'), __dirname, folder], {
        env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
        stdio: 'pipe',
      });
      await use(folder);
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  gallery: async ({ galleryBuild }, use) => {
    const server = await serveBuild(galleryBuild);
    await use(server);
    await server.close();
  },
  violations: async ({ page }, use) => {
    const violations = await collectViolations(page);
    await use(violations);
    expectNoViolations(violations);
  },
});
