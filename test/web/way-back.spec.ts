import { expect, test } from '@playwright/test';
import type { PersonId } from '@consilium/domain';
import { closeAll } from '@consilium/testkit';
import { clinic } from '@consilium/testkit/people';
import { caseForm, caseThread, opensCase } from '../attacks/cases';
import { EvilMember } from '../attacks/evil-member';
import { say, toCases } from './story/case-room';
import { inspect } from './story/inspect';
import { openPerson } from './story/people';
import { withWords } from './story/with-words';
import { startSystem, type RunningSystem } from './support';

let system: RunningSystem | undefined;

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

test('a key that did not reach the device is said with its author’s name, and a new one is begun with one button', async ({
  browser,
}) => {
  system = await startSystem();
  const { alice, bela } = await clinic(system);
  const room = await opensCase(alice, bela);
  const thread = await caseThread(alice.door, room);
  for (const { door } of [alice, bela]) await door.lock();
  const evil = await EvilMember.of(bela);
  evil.desk.rooms.tend = () => undefined;
  for (const entry of [
    () => evil.spoiltRotation(room, thread, [bela.person as PersonId]),
    () => evil.message(room, thread, 'for nobody else'),
  ])
    expect(await evil.post(room, [await entry()])).toBe('taken');

  const person = await withWords(await openPerson(browser, system, alice.name), system.origin, alice.words);
  const { page } = person;
  await toCases(page);
  await page.getByRole('link', { name: caseForm.title }).click();
  await expect(page.getByText(`begun by ${bela.name}, did not reach this device.`)).toBeVisible();
  await expect(page.getByText(`under a key that did not reach this device; ${bela.name} began it.`)).toBeVisible();
  const begin = page.getByRole('button', { name: 'Begin a new key' });
  await expect(begin).toBeVisible();
  await inspect(person, 'missing-key');
  await begin.click();
  await expect(begin).toHaveCount(0);
  await expect(page.getByText(`${alice.name} began a new key and skipped one begun by ${bela.name}`)).toBeVisible();
  await say(page, 'Here again.');
  expect(person.violations.all()).toEqual([]);
});
