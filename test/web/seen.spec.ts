import { expect, test, type Locator, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { clinic, looksAt, registered, type Clinic, type Someone } from '@consilium/testkit/people';
import { caseThread, opensCase } from '../attacks/cases';
import { startSystem, type RunningSystem } from './support';
import { inspect } from './story/inspect';
import { openPerson, type Person } from './story/people';
import { withWords } from './story/with-words';

/** Who has looked at what one said, and naming a colleague so that they are told. */

let system: RunningSystem | undefined;
let people: Clinic;
let room: string;
let thread: string;
let author: Person;
let third: Someone;
let fourth: Someone;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela, hospital } = people;
  third = await people.enrol({ ...registered.cora, role: 'clinician', organisation: hospital });
  fourth = await people.enrol({ ...registered.winifred, role: 'clinician', organisation: hospital });
  room = await opensCase(alice, bela, third, fourth);
  thread = await caseThread(alice.door, room);
  await bela.door.say(room, thread, 'Is the edge raised?', '');
  await alice.door.say(room, thread, 'A little, on the left.', '');
  author = await withWords(await openPerson(browser, system, alice.name), system.origin, alice.words);
  await author.page.evaluate((hash) => {
    location.hash = hash;
  }, `#/cases/${room}`);
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

const talk = (page: Page): Locator => page.getByRole('list', { name: /^What was said/u });

test('under the last thing one said stands who has looked at it: as they look, two by name, all of them on a press', async () => {
  const { page } = author;
  const { bela } = people;
  const last = talk(page).getByRole('listitem').filter({ hasText: 'A little, on the left.' });
  await expect(last).toBeVisible();
  await expect(talk(page)).not.toContainText('Seen by');
  await looksAt(bela.door, room);
  await expect(last).toContainText(`Seen by ${bela.name}`);
  for (const { door } of [third, fourth]) await looksAt(door, room);
  const who = last.getByRole('button', { name: /^Seen by .* and 1 more$/u });
  await who.click();
  await expect(last.getByRole('button', { name: /^Seen by/u })).toHaveAttribute('aria-expanded', 'true');
  for (const { name } of [bela, third, fourth]) await expect(last).toContainText(name);
  await expect(last.getByRole('button', { name: /^Seen by/u })).toBeInViewport({ ratio: 1 });
  await inspect(author, 'seen-by');
  await people.alice.door.say(room, thread, 'It is new since May.', '');
  await expect(talk(page)).toContainText('It is new since May.');
  await expect(talk(page)).not.toContainText('Seen by');
});
