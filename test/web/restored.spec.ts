import { expect, test, type Browser, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import {
  confirmsNewest,
  enrolled,
  founders,
  passphrase,
  registered,
  type Registered,
  type Someone,
} from '@consilium/testkit/people';
import { caseForm, caseThread, opensCase } from '../attacks/cases';
import { startSystem, type MovableSystem } from './support';
import { answers, atRegister, listed } from './story/at-register';
import { say, toCases } from './story/case-room';
import { organisations } from './story/cast';
import { inspect } from './story/inspect';
import { openPerson, type Person } from './story/people';

let running: MovableSystem | undefined;
let olive: Person | undefined;
let osric: Person | undefined;
/** Her page stays open over it all. */
let alice: Person | undefined;
/** Her page is opened afresh after the copy was put back. */
let bela: Person | undefined;

test.describe.configure({ mode: 'serial' });

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Not there yet.');
  return value;
}

const lost = 'Said by Alice, and lost.';
const stopped = 'The service does not show the register as this device has checked it';
const reason = 'The disk failed this morning; the copy of 07:00, as the trust’s service desk told us.';

async function opens(page: Page, press: string): Promise<void> {
  await page.getByRole('button', { name: press }).click();
  await page.locator('#passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

/** A browser of somebody's, with their passkey, signed in and in the case. */
async function inTheCase(browser: Browser, who: Someone): Promise<Person> {
  const { origin } = found(running);
  const person = await openPerson(browser, found(running), who.name, { hasPrf: false });
  await person.passkeys.take(who.passkeys.held());
  await person.page.goto(origin);
  await opens(person.page, 'Sign in with a passkey');
  await entersCase(person.page);
  return person;
}

async function entersCase(page: Page): Promise<void> {
  await page.getByRole('link', { name: caseForm.title }).click();
  await expect(page.getByRole('textbox', { name: /^Write about/u })).toBeVisible();
}

const missing = (page: Page) => page.getByRole('region', { name: 'Something is missing' });
const proposed = (page: Page) => page.getByRole('region', { name: 'An older copy waits to be accepted' });
const toRegister = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Waiting' }).click();
  await page.getByRole('link', { name: 'Register', exact: true }).click();
};

async function saysLost({ page }: Person): Promise<void> {
  await missing(page).getByLabel('What happened, and how you know').fill(reason);
  await missing(page).getByRole('button', { name: 'Say that it is lost' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'It is lost', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test.beforeAll(async ({ browser }) => {
  const system = await startSystem({ REGISTER_MODE: 'production' });
  running = system;
  const officers = await founders(system.origin, system.setUpCode);
  const [first, second] = officers;
  const organisation = await first.door.addOrganisation(organisations.own, 'clinical');
  await confirmsNewest(second);
  const joins = (who: Registered): Promise<Someone> =>
    enrolled(first, { ...who, role: 'clinician', organisation, prf: 'no' });
  const [a, b, c] = [await joins(registered.alice), await joins(registered.bela), await joins(registered.cora)];
  const room = await opensCase(a, b);
  await a.door.say(room, await caseThread(a.door, room), 'Before the copy.', '');
  // Nobody but the browsers knows what comes now.
  for (const { door } of [...officers, a, b, c]) await door.lock();
  olive = await atRegister(browser, system, first);
  osric = await atRegister(browser, system, second);
  alice = await inTheCase(browser, a);
  bela = await inTheCase(browser, b);
});

test.afterAll(async () => {
  await closeAll();
  await running?.stop();
});

const locks = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
};

/** Opens a page until its device has kept what is new in the register since it was locked, and locks it again. */
async function checksWhatIsNew(page: Page): Promise<void> {
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/sign-in/remember'));
  await opens(page, 'Unlock');
  await kept;
  await locks(page);
}

test('a copy of the database is put back: the open page and the fresh one say so, and write nothing', async () => {
  const { page: open } = found(alice);
  const { page: fresh } = found(bela);
  const { page: office } = found(olive);
  const putsBack = await found(running).backsUp();
  await say(open, lost);
  await expect(fresh.getByText(lost)).toBeVisible();
  await toCases(fresh);
  await locks(fresh);
  await listed(office, 'People', registered.cora.name).getByRole('button', { name: 'Suspend' }).click();
  await answers(found(olive), 'Suspend', 'Letter of the trust');
  await expect(listed(office, 'People', registered.cora.name)).toContainText('Access here suspended');
  await checksWhatIsNew(fresh);

  await putsBack();
  await expect(open.getByText(stopped)).toBeVisible();
  await expect(open.getByText('older history of this record').first()).toBeVisible();
  await expect(open.getByText(lost)).toBeVisible();
  await expect(open.getByRole('textbox', { name: /^Write about/u })).toHaveCount(0);
  await inspect(found(alice), 'put-back-open');

  await fresh.reload();
  await opens(fresh, 'Unlock');
  await expect(fresh.getByText(stopped)).toBeVisible();
  await expect(fresh.getByText(lost)).toHaveCount(0);
  await inspect(found(bela), 'put-back-fresh');
});

test('an officer says what was lost, another compares and drops it, or confirms it', async () => {
  const { page: first } = found(olive);
  const { page: second } = found(osric);
  await test.step('what is missing, by whose device, and what of it is against somebody', async () => {
    await expect(first.getByText(stopped)).toBeVisible();
    await toRegister(first);
    await expect(missing(first)).toContainText('Your device had them.');
    await expect(missing(first)).toContainText(`A case: 1 entry${registered.alice.name}’s device had them.`);
    await expect(missing(first)).toContainText(`${registered.cora.name} was suspended`);
    await expect(missing(first).getByRole('button', { name: 'Say that it is lost' })).toBeDisabled();
    await inspect(found(olive), 'put-back-missing');
  });
  await test.step('one says so, the other drops it, and nothing has happened', async () => {
    await saysLost(found(olive));
    await expect(proposed(first)).toContainText('Another officer compares it with what their device had');
    await toRegister(second);
    await expect(proposed(second)).toContainText(reason);
    await expect(proposed(second)).toContainText('Your device had nothing of the register beyond this.');
    await inspect(found(osric), 'put-back-proposed');
    await proposed(second).getByRole('button', { name: 'Do not confirm' }).click();
    await second.getByRole('dialog').getByRole('button', { name: 'Drop it' }).click();
    await expect(proposed(second)).toHaveCount(0);
    await expect(second.getByText(stopped)).toBeVisible();
  });
  await test.step('said again, it is confirmed', async () => {
    await expect(proposed(first)).toHaveCount(0);
    await saysLost(found(olive));
    await expect(proposed(second)).toContainText(reason);
    await proposed(second).getByRole('button', { name: 'Confirm that it is lost' }).click();
    for (const page of [first, second]) {
      await expect(page.getByText(stopped)).toHaveCount(0);
      await expect(missing(page)).toHaveCount(0);
    }
  });
});

test('open and fresh page go on, read what happened and by whom, and lost words are sent again', async () => {
  const { page: open } = found(alice);
  const { page: fresh } = found(bela);
  const gap = 'At least 1 entry of this case is lost: the service was put back to an older copy';
  await test.step('the page that stayed open', async () => {
    await expect(open.getByText(stopped)).toHaveCount(0);
    await expect(open.getByText('read-only here')).toHaveCount(0);
    await expect(open.getByText(gap)).toContainText('as Olive Okafor and Osric Oakes signed on');
    await expect(open.getByText('Something you wrote or signed was lost')).toBeVisible();
    const words = open.getByRole('article').filter({ hasText: lost });
    await expect(words).toContainText('Not sent.');
    await inspect(found(alice), 'restored-open');
    await open.getByRole('button', { name: 'See what was lost' }).click();
    const list = open.getByRole('dialog');
    await expect(list).toContainText('A case: at least 1 entry is lost, written after');
    await expect(list).toContainText(reason);
    await expect(list).toContainText(lost);
    await expect(list).toContainText('Lost, and kept on this device: not sent.');
    await inspect(found(alice), 'restored-own');
    await list.getByRole('link', { name: 'its case' }).click();
    await expect(list).toHaveCount(0);
    await words.getByRole('button', { name: 'Retry' }).click();
    await expect(words).not.toContainText('Not sent.');
  });
  await test.step('the page that was opened afresh', async () => {
    await entersCase(fresh);
    await expect(fresh.getByText(gap)).toContainText('as Olive Okafor and Osric Oakes signed on');
    await expect(fresh.getByText(lost)).toBeVisible();
    await fresh.getByRole('button', { name: 'What was lost' }).click();
    await expect(fresh.getByRole('dialog')).toContainText('nothing of your own is known to be lost');
    await inspect(found(bela), 'restored-fresh');
    await fresh.getByRole('button', { name: 'Close' }).click();
    await say(fresh, 'It is here again.');
    await expect(open.getByText('It is here again.')).toBeVisible();
    for (const page of [open, fresh]) await expect(page.getByText('read-only here')).toHaveCount(0);
  });
  await test.step('read once, the list of one’s own is told no more, also after a reload', async () => {
    await open.reload();
    await opens(open, 'Unlock');
    await open.getByRole('button', { name: 'See what was lost' }).click();
    await expect(open.getByRole('dialog')).toContainText('Sent again since.');
    await open.getByRole('button', { name: 'I have read this' }).click();
    await expect(open.getByText('Something you wrote or signed was lost')).toHaveCount(0);
    await expect(open.getByText(gap)).toBeVisible();
  });
  for (const page of [open, fresh]) await expect(page.getByText('The list of what your devices')).toHaveCount(0);
});

test('what was known against somebody is said again by an officer', async () => {
  const { page } = found(olive);
  const said = page.getByRole('region', { name: 'Put back to an older copy' });
  const { name } = registered.cora;
  await expect(said).toContainText(`${name} was suspended`);
  await expect(said).toContainText('Signed in the register: that somebody is suspended');
  await inspect(found(olive), 'restored-register');
  await listed(page, 'People', name).getByRole('button', { name: 'Suspend' }).click();
  await answers(found(olive), 'Suspend', 'Letter of the trust, again');
  await expect(said).not.toContainText(`${name} was suspended`);
  for (const person of [olive, osric, alice, bela]) {
    const { violations } = found(person);
    // The service stood still while it was copied and put back.
    violations.forget(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|WebSocket connection|503/u);
    expect(violations.all()).toEqual([]);
  }
});
