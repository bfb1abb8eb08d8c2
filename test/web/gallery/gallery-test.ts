import { test as base } from '@playwright/test';
import {
  collectViolations,
  expectNoViolations,
  pageBuild,
  serveBuild,
  type StaticServer,
  type Violations,
} from '../support';

interface OfWorker {
  /** The kit gallery, built and sealed like the app. */
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
      await use(await pageBuild('gallery'));
    },
    { scope: 'worker' },
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
