import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { joins, officer as firstOfficer, registered, type Someone } from '@consilium/testkit/people';
import { startSystem, type RunningSystem } from './support';
import { organisations } from './story/cast';
import { inspect } from './story/inspect';
import { invite } from './story/joining';
import { openPerson, type Person } from './story/people';
import { withWords } from './story/with-words';

let system: RunningSystem | undefined;
let folder = '';

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'anchor-'));
});
test.afterAll(async () => {
  await closeAll();
  await system?.stop();
  await rm(folder, { recursive: true });
});

/** The organisation's own program, as it is run by hand. */
const program = (...words: string[]): string =>
  execFileSync(process.execPath, [path.join(__dirname, '../../tools/anchor.mjs'), ...words], { encoding: 'utf8' });
const said = (text: string, what: string): string => new RegExp(`${what}:\\s+(.+)`, 'u').exec(text)?.[1] ?? '';

/** A device of this person's, signed in. */
async function looks(browser: Browser, running: RunningSystem, who: Someone): Promise<Person> {
  const person = await openPerson(browser, running, who.name);
  return withWords(person, running.origin, who.words);
}

async function addDefence(page: Page, name: string, anchor: string): Promise<void> {
  await page.getByLabel('Name of the organisation').fill(name);
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Defence organisation' }).click();
  await page.getByLabel('The organisation’s own key (anchor)').fill(anchor);
  await page.getByRole('button', { name: 'Add organisation' }).click();
}

const listed = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Organisations' }).getByRole('listitem').filter({ hasText: name });

test('an organisation’s own key, made and used by its own program, begins its first adviser on the officer’s page', async ({
  browser,
}) => {
  system = await startSystem();
  const officer = await firstOfficer(system.origin, system.setUpCode);
  const key = path.join(folder, 'anchor.pem');
  const made = program('make', key);
  const o = await looks(browser, system, officer);
  const { page } = o;
  await o.passkeys.take(officer.passkeys.held());
  await page.getByRole('link', { name: 'Register', exact: true }).click();

  await test.step('the organisation is added with it', async () => {
    await addDefence(page, organisations.defence, 'no key at all');
    await expect(page.getByRole('alert')).toContainText('This is not the public key of an anchor.');
    await inspect(o, 'anchor-refused');
    await addDefence(page, organisations.defence, ` ${said(made, 'Public key')}\n`);
    await expect(listed(page, organisations.defence)).toContainText(
      `Key of its own, kept offline (anchor): ${said(made, 'Fingerprint')}`,
    );
    await addDefence(page, 'Bare Defence', '');
    await expect(listed(page, 'Bare Defence')).toContainText('No key of its own');
    await inspect(o, 'organisations-with-anchor');
  });

  const { organisations: known } = await officer.door.register();
  const defence = known.find(({ name }) => name === organisations.defence)?.id ?? '';
  const link = await invite(o, organisations.defence);
  const victor = await joins(link, { ...registered.victor, role: 'adviser', organisation: defence });
  await page.getByRole('link', { name: 'Waiting' }).click();
  const card = page.getByRole('region', { name: victor.name });
  await card.getByRole('button', { name: 'Sign their registration here' }).click();
  await expect(card).toHaveCount(0);
  await page.getByRole('link', { name: 'Register', exact: true }).click();
  const line = page.getByRole('listitem').filter({ hasText: victor.name });
  const request = page.getByTestId('anchor-request');
  const signature = page.getByLabel('Signature of the organisation’s own key');

  await test.step('its adviser waits for it, and reads so', async () => {
    await expect(line).toContainText(`Waits for the own key of ${organisations.defence}, which is kept offline.`);
    await expect(request).toContainText(/^consilium-anchor\./u);
    await expect(line.getByRole('button', { name: 'Copy the request' })).toBeVisible();
    await inspect(o, 'anchor-request');
    await victor.door.state();
    const v = await looks(browser, system as RunningSystem, victor);
    await v.page.getByRole('link', { name: 'Requests', exact: true }).click();
    await expect(v.page.getByText('Whoever keeps that key compares these digits of yours first')).toBeVisible();
    await inspect(v, 'adviser-waits-for-anchor');
    const digits = /of yours first: ([0-9a-f ]+)\./u.exec(await v.page.getByRole('main').innerText())?.[1] ?? '';
    expect(program('sign', key, await request.innerText())).toContain(`whose keys are ${digits}\n`);
    expect(v.violations.all()).toEqual([]);
  });

  await test.step('another key’s signature is refused in words, and its own begins them', async () => {
    const other = path.join(folder, 'other.pem');
    program('make', other);
    const answer = (by: string, line_: string): string => program('sign', by, line_).trim().split('\n').at(-1) ?? '';
    await signature.fill(answer(other, await request.innerText()));
    await line.getByRole('button', { name: 'Confirm with it' }).click();
    await expect(line.getByRole('alert')).toContainText('The organisation’s own key did not sign this request.');
    await inspect(o, 'anchor-signature-refused');
    await signature.fill(`${answer(key, await request.innerText())}\n`);
    await line.getByRole('button', { name: 'Confirm with it' }).click();
    await expect(request).toHaveCount(0);
    await expect(line).not.toContainText('Waits for');
    expect((await victor.door.state()).me?.membership).toBe('confirmed');
  });
  expect(o.violations.all()).toEqual([]);
});
