import { expect, test as base, type Page } from '@playwright/test';
import vectors from '../../libs/sealing/vectors/consilium-1.json';
import type {} from './native-keys/page';
import { pageBuild, serveBuild, type StaticServer } from './support';

/** X-Wing and Ed25519 by this browser's own engine, beside the road in JavaScript and a published library. */
const test = base.extend<object, { site: StaticServer }>({
  site: [
    async ({}, use) => {
      const server = await serveBuild(await pageBuild('native-keys'));
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

async function open(page: Page, site: StaticServer): Promise<void> {
  await page.goto(site.origin);
  await page.waitForFunction(() => 'nativeKeys' in globalThis);
}

test('this browser has both, and each does what the road in JavaScript does', async ({ page, site }) => {
  await open(page, site);
  expect(await page.evaluate(() => nativeKeys.trials())).toEqual({ x25519: true, mlKem: true });
});

for (const road of ['engine', 'javascript'] as const) {
  test(`by ${road}: vectors, tries by lot and points of small order are as the published library has them`, async ({
    page,
    site,
  }) => {
    await open(page, site);
    expect(await page.evaluate((by) => nativeKeys.vectors(by), road)).toBe(vectors.grants.length);
    expect(await page.evaluate((by) => nativeKeys.byLot(by, 60), road)).toBe(60);
    const { points, here, library } = await page.evaluate((by) => nativeKeys.refused(by), road);
    expect({ here, library }).toEqual({ here: points, library: points });
  });
}

test('signatures are judged by one equation: by this engine, by the library, and by the ledger itself', async ({
  page,
  site,
}) => {
  await open(page, site);
  for (const by of ['engine', 'library', 'ledger'] as const) {
    expect({ by, otherwise: await page.evaluate((road) => nativeKeys.otherwise(road), by) }).toEqual({
      by,
      otherwise: [],
    });
  }
});

/** Counts what the engine was asked; `refuse` makes it an engine that has neither. */
async function countedEngine(page: Page, refuse: boolean): Promise<() => Promise<{ mlKem: number; x25519: number }>> {
  await page.addInitScript((isRefusing: boolean) => {
    const asked = { mlKem: 0, x25519: 0 };
    Object.assign(globalThis, { asked });
    const engine = SubtleCrypto.prototype;
    type Method = (...given: readonly unknown[]) => Promise<unknown>;
    const inPlaceOf = (
      name: string,
      replacement: (original: Method, given: readonly unknown[]) => Promise<unknown>,
    ): void => {
      const method = Reflect.get(engine, name) as Method;
      Reflect.set(engine, name, function (this: SubtleCrypto, ...given: readonly unknown[]) {
        return replacement(method.bind(this), given);
      });
    };
    inPlaceOf('importKey', (original, given) => {
      const isNew = given[2] === 'X25519' || given[2] === 'ML-KEM-768';
      return isRefusing && isNew ? Promise.reject(new DOMException('none', 'NotSupportedError')) : original(...given);
    });
    inPlaceOf('deriveBits', (original, given) => {
      if ((given[0] as Algorithm).name === 'X25519') asked.x25519++;
      return original(...given);
    });
    inPlaceOf('decapsulateBits', (original, given) => {
      asked.mlKem++;
      return original(...given);
    });
  }, refuse);
  return () =>
    page.evaluate(() => ({ ...(globalThis as unknown as { asked: { mlKem: number; x25519: number } }).asked }));
}

test('the door takes the road of the engine, and opens and seals the vectors', async ({ page, site }) => {
  const asked = await countedEngine(page, false);
  await open(page, site);
  const every = vectors.grants.length;
  expect(await page.evaluate(() => nativeKeys.door())).toEqual({ opened: every, sealedAlike: every });
  // Two of the trial, and one for each opening.
  expect((await asked()).mlKem).toBe(2 + every);
  expect((await asked()).x25519).toBeGreaterThanOrEqual(4 * every);
});

test('in an engine that has neither, the door does the same in JavaScript', async ({ page, site }) => {
  const asked = await countedEngine(page, true);
  await open(page, site);
  const every = vectors.grants.length;
  expect(await page.evaluate(() => nativeKeys.door())).toEqual({ opened: every, sealedAlike: every });
  expect(await asked()).toEqual({ mlKem: 0, x25519: 0 });
});
