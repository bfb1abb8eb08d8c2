import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { clinic, type Clinic, type Someone } from '@consilium/testkit/people';
import { asks, caseThread, decides, opensCase } from '../attacks/cases';
import { startSystem, type RunningSystem } from './support';
import { openThread, say } from './story/case-room';
import { inspect } from './story/inspect';
import type { Person } from './story/people';
import { posts, telling } from './story/posts';
import { composer, field, menuOf, sayingOf, swipe, talk, toNewest } from './story/talk';
import { atCase } from './story/with-words';

/** One case is one talk: all that is said in it in the order of the record, of the case and of each picture. */

let system: RunningSystem | undefined;
let people: Clinic;
let room: string;
let a: Person;

test.describe.configure({ mode: 'serial' });

const thread = { case: '', one: '', two: '' };

test.beforeAll(async ({ browser }) => {
  system = await startSystem();
  people = await clinic(system);
  const { alice, bela, victor } = people;
  await victor.door.makeOrganisationKey();
  room = await opensCase(alice, bela);
  thread.case = await caseThread(alice.door, room);
  await alice.door.say(room, thread.case, 'Since Monday, and it spreads.', '');
  thread.one = await posts(alice, room, 'one');
  await alice.door.say(room, thread.one, 'The left arm.', '');
  thread.two = await posts(alice, room, 'two');
  await bela.door.say(room, thread.case, 'Any new medicine?', '');
  await bela.door.say(room, thread.one, 'Is the edge raised here?', '');
  await alice.door.say(room, thread.two, 'The right arm, for comparison.', '');
  a = await looks(browser, alice, room);
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

function looks(browser: Browser, who: Someone, room: string): Promise<Person> {
  if (system === undefined) throw new Error('The system did not start.');
  return atCase(browser, system, who, room);
}

/** What a colleague's device has last in a thread: what stands on the page already may still be on its way to it. */
async function lastIn(where: string): Promise<unknown> {
  const { threads } = await people.bela.door.room(room);
  return threads.find((each) => each.thread === where)?.items.at(-1);
}

const said = [
  'Since Monday, and it spreads.',
  'caption one',
  'The left arm.',
  'caption two',
  'Any new medicine?',
  'Is the edge raised here?',
  'The right arm, for comparison.',
];

test('a case opens with all that is said in it, in order, pictures among it, each with where it was said', async () => {
  const { page } = a;
  const articles = talk(page).getByRole('article');
  await expect(articles).toHaveCount(said.length);
  for (const [index, words] of said.entries()) await expect(articles.nth(index)).toContainText(words);
  const item = (words: string): Locator => talk(page).getByRole('listitem').filter({ hasText: words });
  await expect(item('Any new medicine?').getByRole('link')).toHaveCount(0);
  await expect(item('Is the edge raised here?').getByRole('link', { name: 'on picture 1' })).toBeVisible();
  await expect(item('The right arm').getByRole('link', { name: 'on picture 2' })).toBeVisible();
  await expect(item('caption one').getByRole('img', { name: /^Picture 1/u })).toBeAttached();
  await expect(talk(page).locator('[class*=day]:not([data-new])')).toHaveCount(1);
  // It opens at the first that this reader has not looked at, with a line before it.
  await expect(talk(page).locator('[data-new]')).toHaveCount(1);
  await expect(item('Any new medicine?').locator('[data-new]')).toBeInViewport();
  await item('caption one')
    .getByRole('button', { name: /^Picture 1.*: open full detail$/u })
    .click();
  await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await inspect(a, 'talk-all');
});

test('from a message one gets to its picture and to what was said of it alone, and back to all of it', async () => {
  const { page } = a;
  await talk(page).getByRole('link', { name: 'on picture 1' }).last().click();
  await expect(page.getByRole('heading', { name: /^Picture 1/u })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Picture 1/u })).toBeInViewport();
  await expect(talk(page).getByRole('article')).toHaveCount(2);
  await expect(talk(page).getByRole('link')).toHaveCount(0);
  await expect(talk(page)).not.toContainText('Any new medicine?');
  await inspect(a, 'talk-of-one');
  await openThread(page, /^Case/u);
  await expect(talk(page).getByRole('article')).toHaveCount(said.length);
});

test('what is half written stays where it was begun: no other talk has it, and it is sent nowhere else', async () => {
  const { page } = a;
  await expect(composer(page)).toContainText('Case');
  await field(page).fill('For the case');
  await openThread(page, /Picture 1/u);
  await expect(field(page)).toHaveValue('');
  await expect(composer(page)).toContainText('Picture 1');
  await field(page).fill('Of the first picture');
  await expect(composer(page)).toContainText('Picture 1');
  await openThread(page, /Picture 2/u);
  await expect(field(page)).toHaveValue('');
  await openThread(page, /^Case/u);
  await expect(field(page)).toHaveValue('For the case');
  await say(page, 'For the case, all of it.');
  await openThread(page, /Picture 1/u);
  await expect(field(page)).toHaveValue('Of the first picture');
  await say(page, 'Of the first picture, all of it.');
  await expect.poll(() => lastIn(thread.case)).toMatchObject({ text: 'For the case, all of it.' });
  await expect.poll(() => lastIn(thread.one)).toMatchObject({ text: 'Of the first picture, all of it.' });
});

test('what arrives under a picture is seen at once in the talk of all, and who writes there is named with it', async () => {
  const { page } = a;
  const { bela } = people;
  await openThread(page, /^Case/u);
  // What was on the screen too briefly to count as read is new, and the talk opens there.
  await toNewest(page);
  await bela.door.enter(room);
  // Said for some seconds: said again until the page was seen to say it.
  await expect(async () => {
    await bela.door.typing(room, thread.two);
    await expect(page.getByText(`${bela.name} is writing on picture 2`)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await bela.door.say(room, thread.two, 'Symmetrical, then.', '');
  const newest = talk(page).getByRole('listitem').last();
  await expect(newest).toContainText('Symmetrical, then.');
  await expect(newest.getByRole('link', { name: 'on picture 2' })).toBeInViewport({ ratio: 1 });
});

test('who is shown a picture whose file says more than it is told what to do, with the rule', async () => {
  const { page } = a;
  await posts(people.bela, room, 'telling', telling());
  const warned = talk(page).getByText(/^The file of this picture says more than the picture/u);
  await expect(warned).toHaveCount(1);
  await talk(page).getByText('Why', { exact: true }).click();
  await expect(talk(page).getByText(/^Rule R20: MDU on clinical photographs/u)).toBeVisible();
  await talk(page)
    .getByRole('button', { name: /^Picture 3.*open full detail$/u })
    .click();
  const detail = page.getByRole('dialog', { name: /^Picture 3/u });
  await expect(detail.getByText(/^The file of this picture says more than the picture/u)).toBeVisible();
  await inspect(a, 'telling-file');
  await detail.getByRole('button', { name: 'Close full detail' }).click();
});

test('outside, all one may read is one talk; what others read from outside is said beside it, and by the field', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { alice, victor, xenia } = people;
  const { page } = a;
  const advice = await asks(alice, room, [thread.one], xenia.person);
  await decides(victor, advice);
  await alice.door.admit(advice);
  await xenia.door.acceptInvitation(room);
  await alice.door.say(room, thread.one, 'What would you do?', '');
  await expect(talk(page).getByRole('link', { name: 'on picture 1 · read from outside' }).last()).toBeVisible();
  await expect(composer(page)).not.toContainText('outside colleague reads');
  await expect(
    talk(page)
      .getByRole('link', { name: `with ${xenia.name}` })
      .first(),
  ).toBeVisible();

  const x = await looks(browser, xenia, room);
  await expect(talk(x.page)).toContainText('What would you do?');
  await expect(talk(x.page)).toContainText('Please look at the forearm.');
  await expect(talk(x.page)).not.toContainText('Any new medicine?');
  await expect(talk(x.page).getByRole('link', { name: 'on picture 1', exact: true }).last()).toBeVisible();
  await expect(composer(x.page)).toContainText(`With ${alice.name}`);
  await expect(composer(x.page)).not.toContainText('outside colleague reads');
  await say(x.page, 'I would wait two weeks.');
  await expect(talk(page)).toContainText('I would wait two weeks.');
  await inspect(a, 'talk-with-outside');
  await inspect(x, 'talk-outside');
  await talk(page)
    .getByRole('link', { name: `with ${xenia.name}` })
    .last()
    .click();
  await expect(composer(page)).toContainText('An outside colleague reads what you post here.');
  expect([...a.violations.all(), ...x.violations.all()]).toEqual([]);
});

test('who goes elsewhere and back before it was kept finds what they had typed', async () => {
  const { page } = a;
  await openThread(page, /^Case/u);
  await expect(composer(page)).toContainText('Case');
  await field(page).fill('Typed just now');
  // In the page itself: from outside, what was typed might be kept meanwhile.
  const took = await page.evaluate(async () => {
    const from = performance.now();
    const [home, one] = document.querySelectorAll<HTMLElement>('nav[aria-label="Threads of this case"] a');
    for (const [link, name] of [
      [one, 'Picture 1'],
      [home, 'Case'],
    ] as const) {
      link?.click();
      const isThere = (): boolean => document.querySelector(`textarea[aria-label^="Write about: ${name}"]`) !== null;
      while (!isThere()) await new Promise((painted) => requestAnimationFrame(painted));
    }
    return performance.now() - from;
  });
  console.log(`there and back in ${took.toFixed(0)} ms; kept 300 ms after the last key`);
  await expect(field(page)).toHaveValue('Typed just now');
  await field(page).fill('');
});

/** What stands above a message that answers something, and leads to it. */
const quote = (page: Page, words: string): Locator => talk(page).getByRole('button', { name: `Answers ${words}` });
/** The entry of a message, as a colleague's device has it. */
async function entryOf(where: string, text: string): Promise<string> {
  const { threads } = await people.bela.door.room(room);
  const items = threads.find((each) => each.thread === where)?.items ?? [];
  return items.find((item) => item.kind === 'message' && item.text === text)?.entry ?? '';
}

test('one answers by the menu, by R and by a swipe, where it was said; what is answered is named, kept, dropped and led to', async () => {
  const { page } = a;
  const { bela } = people;
  await openThread(page, /^Case/u);
  await toNewest(page);
  await bela.door.say(room, thread.case, 'Does it itch at night?', '');
  // The talk follows what came, and a menu closes where it moves.
  await expect(sayingOf(page, 'Does it itch at night?')).toBeInViewport({ ratio: 1 });
  await (await menuOf(page, 'Does it itch at night?')).getByRole('menuitem', { name: /^Answer/u }).click();
  await expect(field(page)).toBeFocused();
  await expect(composer(page)).toContainText(`Answering ${bela.name} Does it itch at night?`);
  await inspect(a, 'talk-answering');
  // Kept with what is being written, and there again.
  await field(page).fill('Yes, since');
  await openThread(page, /Picture 2/u);
  await expect(composer(page)).not.toContainText('Answering');
  await openThread(page, /^Case/u);
  await expect(composer(page)).toContainText('Answering');
  await say(page, 'Yes, since Monday.');
  await expect(composer(page)).not.toContainText('Answering');
  await expect(quote(page, `${bela.name} Does it itch at night?`)).toBeVisible();

  // Of a picture it is answered there, before those who read it there, and the composer says so.
  await sayingOf(page, 'Is the edge raised here?').getByRole('button', { name: 'Answer and more' }).focus();
  await page.keyboard.press('r');
  await expect(composer(page)).toContainText('Picture 1');
  await expect(composer(page)).toContainText(`Answering ${bela.name} Is the edge raised here?`);
  await expect(field(page)).toBeFocused();
  await page.getByRole('button', { name: 'Answer nothing' }).click();
  await expect(composer(page)).not.toContainText('Answering');
  const edge = await entryOf(thread.one, 'Is the edge raised here?');
  for (const text of ['more', 'and more', 'and more of it'])
    await bela.door.say(room, thread.one, text.repeat(200), '');
  await bela.door.say(room, thread.one, 'It is, a little.', edge);
  await quote(page, `${bela.name} Is the edge raised here?`).click();
  const led = talk(page).locator('[data-entry]:focus');
  await expect(led).toContainText('Is the edge raised here?');
  await expect(led).toBeInViewport({ ratio: 1 });

  await swipe(page, led.locator('article'));
  await expect(composer(page)).toContainText(`Answering ${bela.name} Is the edge raised here?`);
  await page.getByRole('button', { name: 'Answer nothing' }).click();
});

const choices = (page: Page): Locator => page.getByRole('listbox', { name: 'Name a colleague' });
const edgesOf = (what: Locator) => what.evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect);
const press = (what: Locator): Promise<void> => (test.info().project.use.hasTouch === true ? what.tap() : what.click());
const named = (page: Page, name: string): Locator => talk(page).locator('strong', { hasText: `@${name}` });

test('a colleague who reads what is said is named by keys and by a tap, told in words, and stands out; others are not offered', async () => {
  const { page } = a;
  const { alice, bela, xenia } = people;
  const options = choices(page).getByRole('option');
  const post = page.getByRole('button', { name: /^Post/u });
  await openThread(page, /Picture 1/u);
  await field(page).pressSequentially('Could @');
  await expect(options).toHaveCount(2);
  await expect(options.filter({ hasText: xenia.name })).toContainText('Outside colleague');
  await inspect(a, 'talk-naming');
  const list = await edgesOf(choices(page));
  expect(list.bottom).toBeLessThanOrEqual((await edgesOf(composer(page))).top);
  expect(list.top).toBeGreaterThan(0);
  const second = ((await options.nth(1).textContent()) ?? '').includes(xenia.name) ? xenia : bela;
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue(`Could @${second.name} `);
  await expect(choices(page)).toHaveCount(0);
  await expect(composer(page)).toContainText(`Tells ${second.name} that they are named`);
  // Who comes back to it finds it named still; who writes into the name does not.
  await openThread(page, /^Case/u);
  await expect(composer(page)).not.toContainText('that they are named');
  await openThread(page, /Picture 1/u);
  await expect(composer(page)).toContainText(`Tells ${second.name} that they are named`);
  await field(page).focus();
  await page.keyboard.press('End');
  for (const key of ['Backspace', 'Backspace', 'x']) await page.keyboard.press(key);
  await expect(composer(page)).not.toContainText('that they are named');
  await field(page).fill('');

  await openThread(page, /^Case/u);
  await field(page).pressSequentially(`@${xenia.name.slice(0, 1)}`);
  await expect(choices(page)).toHaveCount(0);
  await field(page).fill('');
  await field(page).pressSequentially(`Look, @${bela.name.slice(0, 2).toLowerCase()}`);
  await expect(options).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(choices(page)).toHaveCount(0);
  await field(page).fill('');
  const sought = `Look, @${bela.name.slice(0, 2).toLowerCase()}`;
  await field(page).pressSequentially(sought);
  await expect(options).toHaveCount(1);
  // Before anything is drawn: the next letter that is typed stands behind the name.
  const caret = await options.first().evaluate((option: HTMLElement) => {
    option.click();
    return (document.activeElement as HTMLTextAreaElement).selectionStart;
  });
  expect(caret).toBe(`Look, @${bela.name} `.length);
  await field(page).fill('');
  await field(page).pressSequentially(sought);
  await press(options.first());
  await expect(field(page)).toHaveValue(`Look, @${bela.name} `);
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('again?');
  await post.click();
  await expect(named(page, bela.name)).toHaveAttribute('data-me', 'false');
  const words = `Look, @${bela.name} again?`;
  const mentions = [{ at: 6, length: bela.name.length + 1, me: true }];
  await expect.poll(() => lastIn(thread.case)).toMatchObject({ text: words, mentions });
  await (await menuOf(page, words)).getByRole('menuitem', { name: 'Copy text' }).click();
  await expect(sayingOf(page, words)).toContainText('Copied');
  await field(page).focus();
  await page.keyboard.press('Control+v');
  await expect(field(page)).toHaveValue(words);
  await expect(composer(page)).not.toContainText('that they are named');
  await field(page).fill('');
  const mine = [{ person: alice.person, at: 0, length: alice.name.length + 1 }];
  await bela.door.say(room, thread.case, `@${alice.name} I have.`, '', mine);
  await expect(named(page, alice.name)).toHaveAttribute('data-me', 'true');
  await inspect(a, 'talk-named');
  expect(a.violations.all()).toEqual([]);
});

test('a message is copied, or told why not; taken back within a minute it is gone for its reader, and its answer says so', async () => {
  const { page } = a;
  const { bela } = people;
  await openThread(page, /^Case/u);
  await (await menuOf(page, 'Since Monday, and it spreads.')).getByRole('menuitem', { name: 'Copy text' }).click();
  await expect(sayingOf(page, 'Since Monday, and it spreads.')).toContainText('Copied');
  await field(page).focus();
  await page.keyboard.press('Control+v');
  await expect(field(page)).toHaveValue('Since Monday, and it spreads.');
  await field(page).fill('');
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
  });
  await (await menuOf(page, 'Since Monday, and it spreads.')).getByRole('menuitem', { name: 'Copy text' }).click();
  await expect(sayingOf(page, 'Since Monday, and it spreads.')).toContainText('lets no page copy');
  const late = (await menuOf(page, 'Yes, since Monday.')).getByRole('menuitem', { name: 'Take back' });
  await expect(late).toBeVisible();
  await page.keyboard.press('Escape');

  // On a machine that needs a minute for this, with another message.
  let slip = '';
  await expect(async () => {
    slip = `A slip of ${String(Date.now())}`;
    await say(page, slip);
    const take = (await menuOf(page, slip)).getByRole('menuitem', { name: 'Take back' });
    await expect(take).toBeEnabled();
    await bela.door.say(room, thread.case, `To the ${slip}`, await entryOf(thread.case, slip));
    await (await menuOf(page, slip)).getByRole('menuitem', { name: 'Take back' }).click();
    await expect(talk(page)).toContainText('You took back a message');
  }).toPass();
  await expect(talk(page).getByText(slip, { exact: true })).toHaveCount(0);
  await expect(quote(page, 'You Taken back')).toBeVisible();
  await inspect(a, 'talk-taken-back');
  expect(JSON.stringify(await bela.door.room(room))).not.toContain(`"${slip}"`);
  expect(a.violations.all()).toEqual([]);
});
