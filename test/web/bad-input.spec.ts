import { expect, test, type Browser, type Page } from '@playwright/test';
import { pixelFlood, plantedJpeg, smallJpeg } from '@consilium/testkit/pictures';
import { addAuthenticator, startSystem, type MovableSystem } from './support';
import { caseWords, names } from './story/cast';
import { addPicture, choosePicture, openCase, opensAlone, openThread, say, toCases } from './story/case-room';
import { giveDetails, join, typeWordsBack } from './story/joining';
import { oneDoctor, type Office } from './story/one-doctor';
import { openPerson, type Person } from './story/people';
import { unlock } from './story/step-6-7-after';

let system: MovableSystem | undefined;
let office: Office | undefined;
let doctor: Person | undefined;

interface Ready {
  readonly system: MovableSystem;
  readonly office: Office;
  readonly doctor: Person;
}

function ready(): Ready {
  if (system === undefined || office === undefined || doctor === undefined) throw new Error('The system is not ready.');
  return { system, office, doctor };
}

test.describe.configure({ mode: 'serial' });

async function prepare(browser: Browser): Promise<void> {
  system = await startSystem();
  ({ office, doctor } = await oneDoctor(browser, system));
  await openCase(doctor.page, caseWords);
}

test.beforeAll(async ({ browser }) => {
  await prepare(browser);
});

test.afterAll(async () => {
  await system?.stop();
});

const brokenPixels = (): Uint8Array => {
  const bytes = smallJpeg.slice();
  const scan = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xc4]));
  return bytes.fill(0, scan + 4, scan + 24);
};

const refused = [
  { name: 'corrupt.jpg', bytes: brokenPixels, says: 'is damaged' },
  { name: 'letter.pdf', bytes: () => Buffer.from('%PDF-1.7\n1 0 obj'), says: 'This is a PDF' },
  { name: 'empty.jpg', bytes: () => new Uint8Array(), says: 'This file is empty' },
  { name: 'flood.png', bytes: pixelFlood, says: 'more than 100 megapixels' },
] as const;

async function refuse(page: Page, { name, bytes, says }: (typeof refused)[number]): Promise<void> {
  const again = page.getByRole('button', { name: /^(?:Add a picture|Choose pictures)$/u });
  await choosePicture(page, again, { name, mimeType: 'image/jpeg', buffer: Buffer.from(bytes()) });
  await expect(page.getByRole('alert')).toContainText(says);
}

test('pictures that cannot be used are refused with a next step, and a good one still works', async () => {
  const { page } = ready().doctor;
  for (const each of refused) await refuse(page, each);
  await choosePicture(page, page.getByRole('button', { name: 'Choose pictures' }), {
    name: 'good.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(plantedJpeg()),
  });
  await expect(page.getByText(/Removed: location, device serial/u)).toBeVisible();
  await page.getByRole('button', { name: /^Post to/u }).click();
  await expect(page.getByRole('alert')).toContainText('Say which part of the body it shows.');
  await page.goBack();
});

test('a text that is too long is said and kept whole, and not sent until its author shortens it', async () => {
  const { page } = ready().doctor;
  const words = `${'a long report. '.repeat(600)}It is benign.`;
  const field = page.getByRole('textbox', { name: /^Write about/u });
  await field.focus();
  await page.keyboard.insertText(words);
  await expect(field).toHaveValue(words);
  await expect(page.getByText('1,013 characters too long: 8,000 at most. Nothing was cut.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Post to/u })).toBeDisabled();
  await field.fill('It is benign.');
  await expect(page.getByText('characters too long')).toHaveCount(0);
  await field.fill('');
  await toCases(page);
  await page.getByRole('link', { name: 'New case' }).click();
  const question = page.getByLabel('What do you want to know?');
  await question.focus();
  await page.keyboard.insertText(words);
  await opensAlone(page);
  await expect(page.getByRole('alert')).toContainText('Your question: 5,013 characters too long');
  await expect(question).toHaveValue(words);
  await question.fill('');
  await page.goBack();
  await page.goBack();
  await expect(field).toBeVisible();
});

test('on a device a day fast an agreement has the time of the service', async () => {
  const { page } = ready().doctor;
  const day = 86_400_000;
  await page.clock.setSystemTime(Date.now() + day);
  await addPicture(
    page,
    { name: 'fast.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(plantedJpeg()) },
    { where: 'left forearm', agreed: 'inside' },
  );
  await openThread(page, /left forearm/iu);
  const recorded = page.getByText(/^Agreement recorded/u).locator('time');
  await expect(recorded).toBeVisible();
  const at = Date.parse((await recorded.getAttribute('datetime')) ?? '');
  expect(Math.abs(at - Date.now())).toBeLessThan(180_000);
  await page.clock.setSystemTime(Date.now());
  await openThread(page, 'Case');
});

test('a browser that blocks cookies says so before anything is asked, one that stores nothing warns', async ({
  browser,
}) => {
  const { system: running, office: signer } = ready();
  const link = await signer.invite();
  const person = await openPerson(browser, running, names.x);
  await person.page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false });
  });
  await person.page.goto(link);
  await expect(person.page.getByRole('alert')).toContainText('blocks cookies for this site');
  await expect(person.page.getByLabel('Name, as in the register')).toHaveCount(0);
  const other = await openPerson(browser, running, names.x);
  await other.page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await other.page.goto(link);
  await expect(other.page.getByText('keeps no data for this site')).toBeVisible();
  await expect(other.page.getByLabel('Name, as in the register')).toBeVisible();
});

test('a wrong or a used invitation says what to ask for', async ({ browser }) => {
  const { system: running, office: signer } = ready();
  const link = await signer.invite();
  const person = await openPerson(browser, running, names.b);
  await person.page.goto(`${running.origin}/#/join/${'A'.repeat(22)}.${'B'.repeat(43)}.${'C'.repeat(43)}`);
  await expect(person.page.getByRole('alert')).toContainText(/officer/u);
  await join(person, link, { number: '9990004', specialty: 'Dermatology' });
  const other = await openPerson(browser, running, names.x);
  await other.page.goto(link);
  await expect(other.page.getByRole('alert')).toContainText(/used|officer/u);
});

test('a passkey without PRF takes a passphrase, which opens the keys again later', async ({ browser }) => {
  const { system: running, office: signer } = ready();
  const person = await openPerson(browser, running, 'Dr Edda Elderflower', { hasPrf: false });
  const passphrase = 'four wards of quiet corridors 7';
  await giveDetails(person, await signer.invite(), { number: '9990005', specialty: 'Dermatology' });
  await person.page.getByRole('button', { name: 'Make a passkey' }).click();
  await person.page.locator('#passphrase').fill('short');
  await person.page.getByRole('button', { name: 'Use this passphrase' }).click();
  await expect(person.page.getByRole('alert')).toBeVisible();
  await person.page.locator('#passphrase').fill(passphrase);
  await person.page.getByRole('button', { name: 'Use this passphrase' }).click();
  await typeBackAfterPassphrase(person);
  await signer.approve(person);
  await person.page.getByRole('button', { name: 'Lock now' }).click();
  await person.page.getByRole('button', { name: 'Unlock' }).click();
  await person.page.locator('#passphrase').fill(passphrase);
  await person.page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(person.page.getByRole('heading', { name: 'Cases', exact: true })).toBeVisible();
});

test('a second tab holds no key and says that the first one is at work, which goes on', async () => {
  const { system: running, doctor: person } = ready();
  const second = await person.context.newPage();
  await second.goto(running.origin);
  await addAuthenticator(second);
  await second.goto(`${running.origin}/#/cases`);
  await expect(second.getByRole('heading', { name: 'Open in another tab' })).toBeVisible();
  await expect(second.getByRole('button', { name: 'Use it here' })).toBeVisible();
  await say(person.page, 'Said while two tabs were open.');
  await expect(second.getByText('Said while two tabs were open.')).toHaveCount(0);
  await second.close();
});

test('a message whose connection is lost stays in its place, and Retry sends it once', async () => {
  const { page, context } = ready().doctor;
  const words = 'Written in a lift without a signal.';
  const field = page.getByRole('textbox', { name: /^Write about/u });
  await context.route('**/api/**', (route) => route.abort('internetdisconnected'));
  await field.fill(words);
  await page.getByRole('button', { name: /^Post to/u }).click();
  const message = page.getByRole('article').filter({ hasText: words });
  await expect(message.getByRole('alert')).toContainText('Check your connection');
  await context.unroute('**/api/**');
  await message.getByRole('button', { name: 'Retry' }).click();
  await expect(message.getByRole('alert')).toHaveCount(0);
  await expect(message).toHaveCount(1);
  await expect(field).toHaveValue('');
});

test('five minutes without a touch leave nothing on the page, and one press returns to the same place', async () => {
  const { page } = ready().doctor;
  await page.clock.install();
  await page.reload();
  await unlock(ready().doctor);
  await expect(page.getByText(caseWords.question)).toBeVisible();
  await page.clock.fastForward('05:10');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(page.getByText(caseWords.question)).toHaveCount(0);
  await expect(page.getByText(caseWords.title)).toHaveCount(0);
  await unlock(ready().doctor);
  await expect(page.getByText(caseWords.question)).toBeVisible();
});

test('a session that ends while the page is locked becomes signing in by itself, and leads back to what was half written', async () => {
  const { doctor: someone, system: running } = ready();
  const { page } = someone;
  const field = page.getByRole('textbox', { name: /^Write about/u });
  await field.fill('Half a sentence');
  await page.clock.fastForward('05:10');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  // As far as the page's own clock went in both tests.
  running.goesOn(26 * 60);
  await page.clock.fastForward('16:05');
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Locked' })).toHaveCount(0);
  await unlock(someone);
  // A shared computer names no passkey, so its keys take a second touch.
  await page.getByRole('button', { name: 'Open your keys' }).click();
  await expect(page.getByText(caseWords.question)).toBeVisible();
  await expect(field).toHaveValue('Half a sentence');
});

async function typeBackAfterPassphrase(person: Person): Promise<void> {
  await typeWordsBack(person);
  await expect(person.page.getByRole('heading', { name: 'Waiting for the registration officer' })).toBeVisible();
}
