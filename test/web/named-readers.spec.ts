import { expect, test, type Browser } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { clinic, registered, type Clinic, type Someone } from '@consilium/testkit/people';
import { opensCase } from '../attacks/cases';
import { startSystem, type RunningSystem } from './support';
import { choosePicture, openThread, say, saidYes } from './story/case-room';
import { inspect } from './story/inspect';
import type { Person } from './story/people';
import { plantedFiles } from './story/planted-files';
import { atCase } from './story/with-words';

let system: RunningSystem | undefined;
let people: Clinic;

test.beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

function looks(browser: Browser, who: Someone, room: string): Promise<Person> {
  if (system === undefined) throw new Error('The system did not start.');
  return atCase(browser, system, who, room);
}

const onlyMaking = 'Only making and keeping it: nobody but colleagues I name reads it';

test('agreed to for making only: a colleague who is named opens it, another sees that it is there and for whom', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { alice, bela, hospital } = people;
  const cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: hospital });
  const room = await opensCase(alice, bela, cora);
  const a = await looks(browser, alice, room);
  const { jpeg } = await plantedFiles(a.page);
  await choosePicture(a.page, a.page.getByRole('button', { name: 'Add a picture' }), jpeg);
  await a.page.getByLabel('Part of the body').fill('left forearm');
  await a.page.getByRole('radio', { name: saidYes }).check();
  const readers = a.page.getByRole('group', { name: 'Who reads it' });
  await expect(readers).toHaveCount(0);
  await a.page.getByRole('radio', { name: onlyMaking }).check();
  await expect(readers.getByRole('checkbox')).toHaveCount(3);
  await expect(readers.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await a.page.getByRole('button', { name: /^Post to/u }).click();
  await expect(a.page.getByText('Say who reads it: colleagues of this case, or nobody but you.')).toBeVisible();
  await readers.getByRole('checkbox', { name: 'Nobody but me' }).check();
  await readers.getByRole('checkbox', { name: bela.name }).check();
  await expect(readers.getByRole('checkbox', { name: 'Nobody but me' })).not.toBeChecked();
  await inspect(a, 'named-readers');
  await a.page.getByRole('button', { name: /^Post to/u }).click();

  const only = new RegExp(
    `^Only for (?:${alice.name} and ${bela.name}|${bela.name} and ${alice.name}): nobody else`,
    'u',
  );
  await openThread(a.page, /Picture 1/u);
  await expect(a.page.getByText(only)).toBeVisible();
  await expect(a.page.getByText('2 people can read this')).toBeVisible();
  await expect(a.page.getByText('Agreement recorded: making and keeping it only')).toBeVisible();
  await say(a.page, 'For Bela alone.');
  await inspect(a, 'named-thread');

  const b = await looks(browser, bela, room);
  await openThread(b.page, /Picture 1/u);
  await expect(b.page.getByRole('img', { name: /Picture 1/u })).toBeVisible();
  await expect(b.page.getByText('For Bela alone.')).toBeVisible();
  await expect(b.page.getByText(only)).toBeVisible();

  const c = await looks(browser, cora, room);
  await expect(c.page.getByText(/^Picture 1 is only for .*, and is not opened for you\.$/u)).toBeVisible();
  await expect(
    c.page.getByText(`${alice.name} and ${bela.name}`).or(c.page.getByText(`${bela.name} and ${alice.name}`)),
  ).toBeVisible();
  await expect(c.page.getByRole('navigation', { name: 'Threads of this case' }).getByRole('link')).toHaveCount(1);
  await expect(c.page.getByText('For Bela alone.')).toHaveCount(0);
  await expect(c.page.locator('main img')).toHaveCount(0);
  await inspect(c, 'for-others');
  for (const { violations } of [a, b, c]) expect(violations.all()).toEqual([]);
});
