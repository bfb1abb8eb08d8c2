import { expect, test, type Browser, type Locator } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { clinic, type Someone } from '@consilium/testkit/people';
import { asks, caseThread, opensCase, signsDecision } from '../attacks/cases';
import { startSystem, type RunningSystem } from './support';
import { openThread, say } from './story/case-room';
import { inspect } from './story/inspect';
import type { Person } from './story/people';
import { posts } from './story/posts';
import { talk, toNewest } from './story/talk';
import { atCase } from './story/with-words';

/** What is no entry of a case, and stands in its talk all the same: how far a request has come. */

let system: RunningSystem | undefined;

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

function looks(browser: Browser, who: Someone, room: string): Promise<Person> {
  if (system === undefined) throw new Error('The system did not start.');
  return atCase(browser, system, who, room);
}

test('each step of a request stands in the talk at its time, and what is to be done next beside the newest of them', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  system = await startSystem();
  const { alice, bela, victor, xenia } = await clinic(system);
  await victor.door.makeOrganisationKey();
  const room = await opensCase(alice, bela);
  const home = await caseThread(alice.door, room);
  const shared = await posts(alice, room, 'one');
  await posts(alice, room, 'two');
  const a = await looks(browser, alice, room);
  const { page } = a;
  const item = (words: string): Locator => talk(page).getByRole('listitem').filter({ hasText: words });
  const numberOf = async (words: string): Promise<number> => Number(await item(words).getAttribute('aria-posinset'));
  const about = `Share with ${xenia.name}: `;
  const advice = await asks(alice, room, [shared], xenia.person);
  await expect(item(`${about}${alice.name} sent the request`)).toContainText('Waiting for an adviser');
  await victor.door.assignToMe(advice);
  await victor.door.ask(advice, 'Is the patient told?');
  const asked = `${about}${victor.name} asked for more information`;
  await expect(item(asked)).toContainText('Is the patient told?');
  await expect(item(`${about}${alice.name} sent the request`)).not.toContainText('Waiting for an adviser');
  /** Later by the clocks of both devices: each is within a second of the service's, and an entry is dated by one. */
  const laterThanNewest = async (): Promise<void> => {
    const at = (await alice.door.room(room)).shares[0]?.steps.at(-1)?.line.at ?? 0;
    await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(at + 1);
  };
  await laterThanNewest();
  await say(page, 'They are back on Thursday.');
  expect(await numberOf(asked)).toBeLessThan(await numberOf('They are back on Thursday.'));
  await inspect(a, 'talk-share-asked');
  await item(asked).getByRole('textbox', { name: 'Your answer to the adviser' }).fill('Yes, in person.');
  await item(asked).getByRole('button', { name: 'Send the answer' }).click();
  await expect(item(`${about}${alice.name} answered`)).toContainText('Waiting for the adviser to decide');
  await expect(talk(page).getByRole('textbox')).toHaveCount(0);
  await signsDecision(victor, advice);
  const advised = `${about}${victor.name} advised: no medico-legal objection`;
  await expect(item(advised)).toBeVisible();
  await laterThanNewest();
  for (const words of ['After the advice. ', 'And after that. '])
    await alice.door.say(room, home, words.repeat(40), '');
  await expect(item('And after that.')).toBeVisible();
  await toNewest(page);
  await expect(item(advised)).not.toBeInViewport();
  expect((await bela.door.room(room)).shares).toEqual([]);

  // At a desk the card beside the talk leads to where it is done, and has no second button for it.
  await page.setViewportSize({ width: 1440, height: 900 });
  const invite = page.getByRole('button', { name: `Invite ${xenia.name} now` });
  await page.getByRole('link', { name: 'Invite from the talk' }).click();
  await expect(item(advised)).toBeInViewport();
  await expect(invite).toHaveCount(1);
  await inspect(a, 'talk-share-advised');
  await page.setViewportSize({ width: 390, height: 844 });
  // A picture shows what is asked of it; another one does not.
  await openThread(page, /Picture 2/u);
  await expect(talk(page)).not.toContainText(about);
  await openThread(page, /Picture 1/u);
  await expect(item(advised)).toHaveCount(1);
  await invite.click();
  await expect(item('admitted an outside colleague')).toContainText('Waiting for the outside colleague to accept.');
  await expect(invite).toHaveCount(0);
  expect(a.violations.all()).toEqual([]);
});
