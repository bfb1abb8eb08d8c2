import { expect, test, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { enrolled, registered, type Someone } from '@consilium/testkit/people';
import { oneDoctor } from './story/one-doctor';
import { unlock } from './story/step-6-7-after';
import { expectAccessible, expectNoSidewaysScroll, expectRoomForThumbs, screenshot, startSystem } from './support';
import { keptRecords } from './support/kept-records';

test.afterEach(closeAll);

const title = 'A heron on the lower lip';
const canary = 'Kestrel, said before the lift';
const wrote = 'Curlew, written in the lift';

/** Everything this browser keeps for the page: of which owner each record is, and all of it as text. */
async function kept(page: Page): Promise<{ readonly owners: string[]; readonly text: string }> {
  const records = await keptRecords(page);
  const beside = await page.evaluate(async () => {
    const latin1 = new TextDecoder('latin1');
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        texts.push(`${request.url} ${latin1.decode(await answer?.arrayBuffer())}`);
      }
    }
    return [...texts, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  });
  const texts = records.map(({ owner, name, text }) => `${owner} ${name} ${text}`);
  return { owners: records.map(({ owner }) => owner), text: [...texts, ...beside].join('\n') };
}

const ofCases = async (page: Page): Promise<number> =>
  (await kept(page)).owners.filter((owner) => owner === 'offline').length;

/** From the list of cases: a case that is shown on a phone has the whole screen. */
async function locks(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/';
  });
  await page.getByRole('button', { name: 'Lock now' }).click();
}

const saysNoConnection = (page: Page) => expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible();

const reads = (page: Page) => page.getByRole('button', { name: 'Read without a connection' });

/** Everything kept of cases, but how it is opened, is taken away behind the page's back. */
const loses = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const open = indexedDB.open('consilium');
    const database = await new Promise<IDBDatabase>((resolve) => {
      open.onsuccess = () => {
        resolve(open.result);
      };
    });
    const writing = database.transaction('records', 'readwrite');
    const walk = writing.objectStore('records').openCursor();
    walk.onsuccess = () => {
      const { owner, name } = (walk.result?.value ?? {}) as { owner?: string; name?: string };
      if (owner === 'offline' && name !== 'head') walk.result?.delete();
      walk.result?.continue();
    };
    await new Promise<void>((resolve) => {
      writing.oncomplete = () => {
        resolve();
      };
    });
    database.close();
  });

/** What is written in the case that is shown waits here. */
async function writes(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Write about/u }).fill(text);
  await page.getByRole('button', { name: 'Keep it to be sent' }).click();
  await expect(page.getByText('Not sent. It waits on this device.')).toBeVisible();
}

/** The clock of where keys are opened goes on by so many hours. */
async function clockGoesOn(page: Page, hours: number): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate((by) => {
      const real = Date.now.bind(Date);
      Date.now = () => real() + by;
    }, hours * 3_600_000);
  }
}

/** A colleague's case with something said in it, which the doctor opened here. */
async function opened(page: Page, doctor: string, colleague: Someone): Promise<string> {
  const me = (await colleague.door.colleagues()).find(({ name }) => name === doctor)?.person ?? '';
  const room = await colleague.door.openCase({
    ...{ title, specialty: 'Dermatology', urgency: 'routine', ageBand: '40-64' },
    ...{ question: 'Does this need a biopsy?', responsible: 'Dr R' },
  });
  await colleague.door.invite(room, me);
  const { threads } = await colleague.door.room(room);
  await colleague.door.say(room, threads[0]?.thread ?? '', canary, '');
  await page.getByRole('link', { name: new RegExp(title, 'u') }).click();
  await expect(page.getByText(canary)).toBeVisible();
  return room;
}

test('a case that was opened here is read and written in without a connection, sent afterwards, and gone after a day', async ({
  browser,
}, info) => {
  const system = await startSystem();
  const { doctor, office } = await oneDoctor(browser, system, { device: { serviceWorkers: 'allow' } });
  const { page, context, violations } = doctor;
  const who = { ...registered.bela, role: 'clinician', organisation: office.hospital } as const;
  const colleague = await enrolled(office.officer, who);
  await page.evaluate(() => {
    location.hash = '#/settings';
  });
  await page.getByRole('radio', { name: 'My own device' }).check();
  await expect(page.getByRole('radio', { name: 'My own device' })).toBeChecked();
  await page.evaluate(() => {
    location.hash = '#/';
  });
  // The keys were made with the page; what opens them here afterwards opens what is kept, too.
  await page.reload();
  await unlock(doctor);
  const room = await opened(page, doctor.name, colleague);
  await expect.poll(() => ofCases(page), { timeout: 30_000 }).toBe(3);
  violations.forget(/./u);

  // The connection drops while the page stands open; locked then, what is kept is read all the same.
  await context.setOffline(true);
  await locks(page);
  await saysNoConnection(page);
  await reads(page).click();
  await page.getByRole('button', { name: title }).click();
  await expect(page.getByText(canary)).toBeVisible();
  await expect(page.getByText('Routine · Patient 40 to 64')).toBeVisible();
  await expect(page.getByRole('heading', { name: title })).toBeFocused();

  // And the page begins anew without one.
  await page.reload();
  await saysNoConnection(page);
  await expect(page.getByText('Not up to date since')).toBeVisible();
  await expect(page.getByText(title)).toBeHidden();
  await expectAccessible(page);
  await screenshot(page, info, 'offline-locked');
  await reads(page).click();
  await screenshot(page, info, 'offline-cases');
  await page.getByRole('button', { name: title }).click();
  await expect(page.getByText(canary)).toBeVisible();
  await expect(page.getByText('Not up to date since')).toBeVisible();
  await writes(page, wrote);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await expectRoomForThumbs(page);
  await screenshot(page, info, 'offline-case', { whole: true });
  const { text } = await kept(page);
  // What would be found if it stood there: the page itself is kept in clear.
  expect(text).toContain('consilium-build');
  for (const planted of [title, canary, wrote, room, doctor.name]) expect(text).not.toContain(planted);

  // Back: the author goes on when they are ready, and what they wrote is sent.
  await context.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByRole('button', { name: 'Go on with the service' }).click();
  await unlock(doctor);
  const said = async (): Promise<string[]> => {
    const { threads } = await colleague.door.room(room);
    return threads.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])));
  };
  await expect.poll(said, { timeout: 40_000 }).toContain(wrote);
  expect((await said()).filter((words) => words === wrote)).toHaveLength(1);

  // Locked before the connection dropped, it is read as well; words of a case that is here no more can be deleted.
  await locks(page);
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await context.setOffline(true);
  await saysNoConnection(page);
  await reads(page).click();
  await page.getByRole('button', { name: title }).click();
  await writes(page, 'Plover, not to be sent');
  await page.getByRole('button', { name: 'All cases on this device' }).click();
  await loses(page);
  await page.getByRole('button', { name: title }).click();
  await expect(page.getByText('This case is not on this device.')).toBeVisible();
  await page.getByRole('button', { name: 'All cases on this device' }).click();
  await expect(page.getByText('Plover, not to be sent')).toBeVisible();
  await screenshot(page, info, 'offline-words');
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Plover, not to be sent')).toBeHidden();

  // A day later nothing is read any more, and nothing is there.
  await clockGoesOn(page, 25);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await expect(page.getByText('What was kept on this device is deleted')).toBeVisible();
  expect(await ofCases(page)).toBe(0);
  await screenshot(page, info, 'offline-over');
  violations.forget(/./u);
});
