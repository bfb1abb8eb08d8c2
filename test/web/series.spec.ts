import { expect, test, type Page } from '@playwright/test';
import { plantedJpeg, smallJpeg } from '@consilium/testkit/pictures';
import { startSystem, type RunningSystem } from './support';
import { choosePicture, openThread, saidYes, toCases } from './story/case-room';
import { names } from './story/cast';
import { inspect } from './story/inspect';
import { join } from './story/joining';
import { oneDoctor } from './story/one-doctor';
import { openPerson, type Person } from './story/people';
import { signedBy } from './story/signed-by';
import { unlock } from './story/step-6-7-after';

test.describe.configure({ mode: 'serial' });

let system: RunningSystem | undefined;
let asker: Person | undefined;
let colleague: Person | undefined;

function atWork(): { readonly doctor: Person; readonly other: Person } {
  if (asker === undefined || colleague === undefined) throw new Error('Nobody is at work.');
  return { doctor: asker, other: colleague };
}

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  const { office, doctor } = await oneDoctor(browser, system);
  asker = doctor;
  colleague = await openPerson(browser, system, names.b);
  await join(colleague, await office.invite(), { number: '9990004', specialty: 'Dermatology' });
  await office.approve(colleague);
});

test.afterAll(async () => {
  try {
    const { doctor, other } = atWork();
    for (const { violations } of [doctor, other]) expect(violations.all()).toEqual([]);
  } finally {
    await system?.stop();
  }
});

const opened = (page: Page) => page.locator('nav [data-opened=true]');
const chosen = (page: Page) => page.getByRole('list', { name: 'Pictures chosen' }).getByRole('button');

const picture = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(plantedJpeg()) });

/** Files as they come from outside the page: let go over it, or out of the clipboard. */
async function brings(page: Page, how: 'drop' | 'paste', files: readonly ReturnType<typeof picture>[]): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, text: buffer.toString('base64') }));
  await page.evaluate(
    ([way, all]) => {
      const carrier = new DataTransfer();
      for (const { name, mimeType, text } of all) {
        const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
        carrier.items.add(new File([bytes], name, { type: mimeType }));
      }
      const common = { bubbles: true, cancelable: true };
      if (way === 'paste')
        document.body.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: carrier }));
      else {
        document.body.dispatchEvent(new DragEvent('dragover', { ...common, dataTransfer: carrier }));
        document.body.dispatchEvent(new DragEvent('drop', { ...common, dataTransfer: carrier }));
      }
    },
    [how, given] as const,
  );
}

async function begins(page: Page, question: string): Promise<void> {
  await page.getByRole('link', { name: 'New case' }).first().click();
  await page.getByLabel('What do you want to know?').fill(question);
}

/** A case with pictures, asked of the colleague; `Ask` is left to the caller. */
async function asks(page: Page, question: string, files: readonly ReturnType<typeof picture>[]): Promise<void> {
  await begins(page, question);
  await page.getByRole('checkbox', { name: names.b }).check();
  await choosePicture(page, page.getByRole('button', { name: 'Add pictures' }), [...files]);
  if (files.length > 1) await expect(chosen(page)).toHaveCount(files.length);
  else await expect(page.getByText(/Removed: location/u)).toBeVisible();
  await page.getByRole('radio', { name: saidYes }).check();
}

test('pictures that are chosen, dropped and pasted share one agreement; what is of one alone is recorded of that one', async () => {
  const { doctor } = atWork();
  const { page } = doctor;
  await begins(page, 'Mole on left forearm, excise it now?');
  await choosePicture(page, page.getByRole('button', { name: 'Add pictures' }), picture('chosen.jpg'));
  await brings(page, 'drop', [picture('dropped.jpg')]);
  await brings(page, 'paste', [picture('pasted.jpg')]);
  await expect(chosen(page)).toHaveCount(3);
  await chosen(page).nth(1).click();
  await page.getByLabel('Caption (optional)').fill('close to');
  // Back and Cancel leave the picture and what was said of it; a crop is of this one alone.
  const crop = page.getByRole('button', { name: 'Turn or crop' });
  const dialog = page.getByRole('dialog', { name: 'Turn or crop' });
  await crop.click();
  await inspect(doctor, 'turn-or-crop');
  await page.goBack();
  await expect(dialog).toHaveCount(0);
  await crop.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('64 × 48 pixels, as it will be sent')).toBeVisible();
  await crop.click();
  await page.getByRole('slider', { name: 'The right edge' }).focus();
  for (let times = 0; times < 5; times++) await page.keyboard.press('Shift+ArrowLeft');
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('pixels, cropped by you, as it will be sent')).toBeVisible();
  await expect(page.getByLabel('Caption (optional)')).toHaveValue('close to');
  await chosen(page).nth(0).click();
  await expect(page.getByText(/\d pixels, as it will be sent/u)).toBeVisible();
  await chosen(page).nth(1).click();
  await page.getByText('It shows another part of the body').click();
  await page.getByLabel('Part of the body').fill('right hand');
  await page.getByRole('radio', { name: saidYes }).check();
  await page.getByText('A face, marks, a name on the film?').click();
  await page
    .getByRole('group', { name: 'The face can be seen', exact: true })
    .getByRole('radio', { name: 'Yes' })
    .check();
  await page.getByRole('button', { name: 'None of the others' }).click();
  await inspect(doctor, 'series');
  const signed = signedBy(page);
  await page.getByRole('button', { name: 'Open without asking' }).click();
  await expect(page.getByText('Say in which pictures: the face can be seen?')).toBeVisible();
  const which = page.getByRole('group', { name: 'The face can be seen: in which of them' });
  await which.getByRole('checkbox', { name: '3' }).check();
  await page.getByRole('button', { name: 'Open without asking' }).click();
  await expect(opened(page)).toHaveCount(3);
  const places = page.getByRole('navigation', { name: 'Threads of this case' });
  await expect(places.getByRole('link', { name: /Left forearm/u })).toHaveCount(2);
  await expect(places.getByRole('link', { name: /Picture 2.*Right hand/u })).toBeVisible();
  const consents = signed.filter(({ type }) => type === 'consent').map(({ body }) => body);
  expect(consents.map(({ authority, scopes }) => ({ authority, scopes }))).toEqual(
    Array.from({ length: 3 }, () => ({ authority: 'said-yes', scopes: ['capture', 'internal'] })),
  );
  expect(consents.map(({ flags }) => flags)).toEqual([[], [], ['face']]);
  expect(consents.map(({ ruledOut }) => (ruledOut as string[]).includes('face'))).toEqual([true, true, false]);
  await openThread(page, /Picture 2/u);
  await expect(page.getByText('close to').first()).toBeVisible();
  await expect(page.getByText('Cropped by its author')).toBeVisible();
  await openThread(page, /Picture 1/u);
  await expect(page.getByText('Removed before sending')).toBeVisible();
  await expect(page.getByText('Cropped by its author')).toHaveCount(0);
  // In an open case what is brought is checked, too.
  await brings(page, 'paste', [picture('pasted.jpg')]);
  await expect(page.getByRole('heading', { name: 'Check the picture' })).toBeVisible();
  await expect(page.getByText(/Removed: location/u)).toBeVisible();
  await page.goBack();
});

test('of 40 chosen at once one is broken: 39 are there, and the broken one is named', async () => {
  test.setTimeout(900_000);
  const { page } = atWork().doctor;
  const before = await opened(page).count();
  const broken = smallJpeg.slice();
  broken.fill(0, Buffer.from(broken).indexOf(Buffer.from([0xff, 0xc4])) + 4);
  const files = Array.from({ length: 40 }, (_, index) => picture(`view-${String(index + 1)}.jpg`));
  files[16] = { name: 'view-17.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(broken) };
  await choosePicture(page, page.getByRole('button', { name: 'Add a picture' }), files);
  await expect(chosen(page)).toHaveCount(39, { timeout: 300_000 });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('1 of 40 pictures cannot be used');
  await expect(alert).toContainText('view-17.jpg: This picture file is damaged');
  await expect(page.getByText('covers each of these pictures too.')).toBeVisible();
  await page.getByRole('radio', { name: 'Left forearm' }).check();
  await page.getByRole('button', { name: /^Post to/u }).click();
  await expect(opened(page)).toHaveCount(before + 39, { timeout: 600_000 });
  await expect(page.getByRole('list', { name: 'Pictures being sent' })).toHaveCount(0);
});

test('no answer comes to the press: pressed again it is one case, with its pictures and whom it asks', async () => {
  const { doctor, other } = atWork();
  const { page, context } = doctor;
  await toCases(page);
  await asks(page, 'Ulcer on right shin, biopsy?', [picture('one.jpg'), picture('two.jpg')]);
  await context.route('**/api/ledgers/append', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  const ask = page.getByRole('button', { name: `Ask ${names.b}` });
  await ask.click();
  await expect(page.getByText('Nobody knows yet whether the case is there.')).toBeVisible();
  await expect(page.getByLabel('What do you want to know?')).toBeDisabled();
  await inspect(doctor, 'ask-no-answer');
  await context.unroute('**/api/ledgers/append');
  await ask.click();
  await expect(page.getByRole('heading', { name: 'Ulcer on right shin, biopsy' })).toBeVisible();
  await expect(opened(page)).toHaveCount(2);
  await toCases(page);
  await expect(page.getByRole('link', { name: /Ulcer on right shin/u })).toHaveCount(1);
  await expect(other.page.getByRole('link', { name: /Ulcer on right shin/u })).toHaveCount(1);
  doctor.violations.forget(/ERR_CONNECTION_RESET/u);
});

test('no answer comes, and the page is left: the same asked again later is the same case', async () => {
  const { doctor } = atWork();
  const { page, context } = doctor;
  await begins(page, 'Lump behind the knee, scan it?');
  await page.getByRole('checkbox', { name: names.b }).check();
  const noAnswer = page.getByText('Nobody knows yet whether the case is there.');
  const ask = page.getByRole('button', { name: `Ask ${names.b}` });
  await context.route('**/api/ledgers/append', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await ask.click();
  await expect(noAnswer).toBeVisible();
  await context.unroute('**/api/ledgers/append');
  await toCases(page);
  await page.getByRole('link', { name: 'New case' }).first().click();
  await ask.click();
  await expect(page.getByRole('heading', { name: 'Lump behind the knee, scan it' })).toBeVisible();
  await toCases(page);
  await expect(page.getByRole('link', { name: /Lump behind the knee/u })).toHaveCount(1);
  doctor.violations.forget(/ERR_CONNECTION_RESET/u);
});

test('it fails half way: the case and whom it asked are there, and the pictures follow by their own button, each once', async () => {
  const { doctor, other } = atWork();
  const { page, context } = doctor;
  await asks(page, 'Nail of left thumb, melanoma?', [picture('one.jpg'), picture('two.jpg')]);
  let isDown = false;
  await context.route('**/api/**', async (route) => {
    if (isDown) return route.abort('internetdisconnected');
    if (!route.request().url().endsWith('/ledgers/append')) return route.continue();
    const response = await route.fetch();
    isDown = true;
    return route.fulfill({ response });
  });
  await page.getByRole('button', { name: `Ask ${names.b}` }).click();
  await expect(page.getByRole('heading', { name: '“Nail of left thumb, melanoma” is open' })).toBeVisible();
  await expect(page.getByText(`${names.b} can read it.`)).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Not every picture is there');
  await inspect(doctor, 'ask-half-done');
  await context.unroute('**/api/**');
  await page.getByRole('button', { name: 'Post the rest' }).click();
  await expect(opened(page)).toHaveCount(2);
  await other.page.getByRole('link', { name: /Nail of left thumb/u }).click();
  await expect(opened(other.page)).toHaveCount(2);
  await toCases(other.page);
  await toCases(page);
  await expect(page.getByRole('link', { name: /Nail of left thumb/u })).toHaveCount(1);
  doctor.violations.forget(/ERR_INTERNET_DISCONNECTED/u);
});

test('the card is shown from here too, and everything is there again; a picture can be for its author alone', async () => {
  const { doctor } = atWork();
  const { page } = doctor;
  await asks(page, 'Rash of right calf, vasculitis?', [picture('one.jpg'), picture('two.jpg')]);
  await page.getByText('Explain it first: a card to show the patient').click();
  await page.getByRole('button', { name: 'Show the patient' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Why we ask' })).toBeVisible();
  await page.getByRole('button', { name: 'Clinician: unlock' }).click();
  await expect(page.getByRole('heading', { name: 'New case' })).toBeVisible();
  await expect(chosen(page)).toHaveCount(2);
  await expect(page.getByLabel('What do you want to know?')).toHaveValue('Rash of right calf, vasculitis?');
  await expect(page.getByRole('radio', { name: saidYes })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: names.b })).toBeChecked();
  const authority = page.getByRole('region', { name: 'On what authority' });
  await authority.getByRole('button', { name: 'Say otherwise' }).click();
  await page.getByRole('radio', { name: 'Only making and keeping it: nobody but colleagues I name reads it' }).check();
  const ask = page.getByRole('button', { name: `Ask ${names.b}` });
  await ask.click();
  await expect(page.getByText('Say who reads it: colleagues of this case, or nobody but you.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Nobody but me' }).check();
  const signed = signedBy(page);
  await ask.click();
  await expect(opened(page)).toHaveCount(2);
  const consents = signed.filter(({ type }) => type === 'consent').map(({ body }) => body['scopes']);
  expect(consents).toEqual([['capture'], ['capture']]);
  await openThread(page, /Picture 1/u);
  await expect(page.getByText(/^Only for .*: nobody else/u)).toBeVisible();
});

test('a lock in the middle keeps the words and whom they ask', async () => {
  const { doctor } = atWork();
  const { page } = doctor;
  await toCases(page);
  await begins(page, 'Scaly patch, left temple?');
  await page.getByRole('checkbox', { name: names.b }).check();
  await page.getByRole('button', { name: 'Lock now' }).click();
  await unlock(doctor);
  await expect(page.getByLabel('What do you want to know?')).toHaveValue('Scaly patch, left temple?');
  await expect(page.getByRole('button', { name: `Ask ${names.b}` })).toBeVisible();
});
