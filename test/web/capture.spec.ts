import { expect, test, type Browser, type Route } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { realClinic, type Someone } from '@consilium/testkit/people';
import { opensCase } from '../attacks/cases';
import { startSystem } from './support';
import {
  addPicture,
  answersForDevice,
  check,
  choosePicture,
  openCase,
  openThread,
  saysSource,
  toCases,
} from './story/case-room';
import { caseWords } from './story/cast';
import { inspect } from './story/inspect';
import { oneDoctor } from './story/one-doctor';
import { openPerson, type Person } from './story/people';
import { plantedFiles } from './story/planted-files';
import { signedBy } from './story/signed-by';
import { atCase } from './story/with-words';

test.afterEach(closeAll);

const day = 86_400;
const policyCard = 'The organisation’s policy on pictures';

/** A browser of this person's in the case, with a picture chosen and a device that somebody answered for. */
async function checksWith(
  browser: Browser,
  system: Parameters<typeof openPerson>[1],
  who: Someone,
  { room, device }: { readonly room: string; readonly device: string },
): Promise<Person> {
  const person = await atCase(browser, system, who, room);
  const { page } = person;
  const { jpeg } = await plantedFiles(page);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add a picture' }).click(),
  ]);
  await chooser.setFiles(jpeg);
  await answersForDevice(page, device);
  await check(page, { where: 'left forearm', agreed: 'outside' });
  return person;
}

test('where no policy is published: one that was found binds by its words, none found lets no own device, and neither goes outside', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const system = await startSystem({ REGISTER_MODE: 'production' });
  const { alice, victor } = await realClinic(system.origin, system.setUpCode);
  await victor.door.makeOrganisationKey();
  const room = await opensCase(alice);
  const own = await checksWith(browser, system, alice, { room, device: 'My own' });
  const { page } = own;
  const card = page.getByRole('region', { name: policyCard });
  const post = page.getByRole('button', { name: /^Post to/u });
  await expect(card).toContainText('Northfield Hospital has published none here.');
  await expect(card.locator('input:checked')).toHaveCount(0);
  await post.click();
  await expect(page.getByText('Say whether you found the organisation’s policy.')).toBeVisible();
  await card.getByRole('radio', { name: 'I could not find it' }).check();
  await expect(card).toContainText('Then only a device that the organisation manages may be used.');
  await expect(
    page.getByRole('status').filter({ hasText: 'only with a device the organisation manages' }),
  ).toBeVisible();
  await inspect(own, 'policy-not-found');
  await post.click();
  await expect(page.getByText('Not posted yet')).toBeVisible();
  await card.getByRole('radio', { name: 'I found it' }).check();
  await expect(card.getByLabel('Its title')).toHaveValue('');
  await post.click();
  await expect(page.getByText('Say which policy you found, and of when.')).toBeVisible();
  await card.getByLabel('Its title').fill('Clinical photography policy');
  await card.getByLabel('Its date, as it stands on it').fill('May 2024');
  await card.getByRole('radio', { name: 'One’s own device too' }).check();
  await inspect(own, 'policy-found');
  const signed = signedBy(page);
  await post.click();
  await openThread(page, /Picture 1/u);
  await saysSource(page, 'The patient sent it');
  await expect(
    page.getByText('Under a policy its author found: Clinical photography policy, May 2024.', { exact: false }),
  ).toBeVisible();
  expect(signed.find(({ type }) => type === 'picture')?.body['capture']).toMatchObject({
    ...{ policy: 'found', version: 0, says: 'personal-device', device: 'own' },
  });
  await page.close();

  const managed = await checksWith(browser, system, alice, { room, device: 'The organisation’s: it manages it' });
  const signedThere = signedBy(managed.page);
  await managed.page.getByRole('radio', { name: 'I could not find it' }).check();
  await managed.page.getByRole('button', { name: /^Post to/u }).click();
  await openThread(managed.page, /Picture 2/u);
  await saysSource(managed.page, 'The patient sent it');
  await expect(managed.page.getByText('Its author could find no policy.', { exact: false })).toBeVisible();
  expect(signedThere.find(({ type }) => type === 'picture')?.body['capture']).toMatchObject({
    ...{ policy: 'not-found', version: 0, says: '', device: 'managed' },
  });
  await managed.page.evaluate((hash) => {
    location.hash = hash;
  }, `#/cases/${room}/share`);
  await expect(managed.page.getByText('posted under no policy published here, so it stays inside')).toHaveCount(2);
  for (const number of [1, 2]) {
    await expect(managed.page.getByRole('checkbox', { name: `Picture ${String(number)}` })).toBeDisabled();
  }
  await inspect(managed, 'no-policy-stays-inside');
  for (const { violations } of [own, managed]) expect(violations.all()).toEqual([]);
});

test('what was said of the device runs out while a picture is on its way: it stays here with a sentence until it is said again', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const system = await startSystem();
  const { doctor } = await oneDoctor(browser, system);
  const { page, context } = doctor;
  await openCase(page, caseWords);
  const { jpeg } = await plantedFiles(page);
  await addPicture(page, jpeg, { where: 'left forearm', agreed: 'inside' });
  const pictures = page.getByRole('navigation', { name: 'Threads of this case' }).locator('[data-opened=true]');
  await expect(pictures).toHaveCount(1);

  system.goesOn(90 * day - 300);
  await page.reload();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  // A shared computer names no passkey, so its keys take a second touch.
  await page.getByRole('button', { name: 'Open your keys' }).click();
  await page.getByRole('button', { name: 'The service’s clock is right' }).click();
  await choosePicture(page, page.getByRole('button', { name: 'Add a picture' }), jpeg);
  await check(page, { where: 'right forearm', agreed: 'inside' });
  await expect(page.locator('[data-device=holds]')).toBeVisible();
  const later = async (route: Route): Promise<void> => {
    system.goesOn(600);
    await route.continue();
  };
  await context.route('**/api/pictures/complete', later, { times: 1 });
  await page.getByRole('button', { name: /^Post to/u }).click();
  const sending = page.getByRole('list', { name: 'Pictures being sent' });
  await expect(sending.getByRole('alert')).toContainText('What you said of this device is 90 days old or more');
  await expect(pictures).toHaveCount(1);
  await inspect(doctor, 'device-ran-out');

  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add a picture' }).click(),
  ]);
  await chooser.setFiles(jpeg);
  await expect(page.getByText(/What you said of this device on .* has run out\./u)).toBeVisible();
  // The form is there where the picture was read before this was known, and says that nothing is posted with it.
  const form = page.getByRole('button', { name: /^Post to/u });
  const isThere = await form.isVisible();
  await expect(page.getByText('Say again how it is kept; then post the picture.')).toHaveCount(isThere ? 1 : 0);
  if (isThere) await form.click();
  await answersForDevice(page, 'The organisation’s: it manages it');
  await toCases(page);
  await page.getByRole('list', { name: 'Cases' }).getByRole('link', { name: caseWords.title }).click();
  await sending.getByRole('button', { name: 'Retry' }).click();
  await expect(pictures).toHaveCount(2);
  await expect(sending).toHaveCount(0);
  expect(doctor.violations.all()).toEqual([]);
});
