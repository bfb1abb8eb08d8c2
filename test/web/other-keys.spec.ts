import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { enrolled, realClinic, registered, type RealClinic, type Someone } from '@consilium/testkit/people';
import { opensCase } from '../attacks/cases';
import { startSystem, type RunningSystem } from './support';
import { atRegister, confirms, listed, waits } from './story/at-register';
import { say, showAbout } from './story/case-room';
import { inspect } from './story/inspect';
import { makeKeys } from './story/joining';
import { openPerson, type Person } from './story/people';
import { withWords } from './story/with-words';

interface Lost {
  readonly system: RunningSystem;
  readonly clinic: RealClinic;
  readonly bela: Someone;
  readonly room: string;
}

let lost: Lost | undefined;

test.beforeAll(async () => {
  const system = await startSystem({ REGISTER_MODE: 'production' });
  const clinic = await realClinic(system.origin, system.setUpCode);
  const { hospital, officers, alice } = clinic;
  const bela = await enrolled(officers[0], { ...registered.bela, role: 'clinician', organisation: hospital });
  const room = await opensCase(alice, bela);
  const thread = (await alice.door.room(room)).threads[0]?.thread ?? '';
  await alice.door.say(room, thread, 'Said before the keys were lost.', '');
  lost = { system, clinic, bela, room };
});

test.afterAll(async () => {
  await closeAll();
  await lost?.system.stop();
});

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

/** What a dialog says does not touch its edge. */
async function standsOffTheEdge(dialog: Locator): Promise<void> {
  const [outer, words] = [
    await dialog.boundingBox(),
    await dialog.getByText('Until then nothing changes').boundingBox(),
  ];
  expect((words?.x ?? 0) - (outer?.x ?? 0)).toBeGreaterThan(16);
}

/** The officer makes the link for somebody who stands before them. */
async function givesLink(officer: Person, name: string): Promise<string> {
  const { page } = officer;
  await listed(page, 'People', name)
    .getByRole('button', { name: `Other keys: ${name}` })
    .click();
  await expect(page.getByRole('dialog')).toContainText('whom you see in front of you with their papers');
  await standsOffTheEdge(page.getByRole('dialog'));
  await inspect(officer, 'other-keys-asked');
  await page.getByRole('dialog').getByRole('button', { name: 'Make a one-time link' }).click();
  await expect(page.getByText(`Other keys for ${name}`)).toBeVisible();
  return page.getByTestId('invitation-link').innerText();
}

/** Whoever lost everything makes keys with it, and is told to wait. */
async function comes(browser: Browser, system: RunningSystem, name: string, link: string): Promise<Person> {
  const person = await openPerson(browser, system, name);
  const { page } = person;
  await page.goto(link);
  await expect(page.getByRole('heading', { name: `New keys for ${name}` })).toBeVisible();
  await expect(page.getByText('GMC 9990002')).toBeVisible();
  await inspect(person, 'other-keys-made');
  await makeKeys(person);
  await expect(page.getByRole('heading', { name: 'Your new keys wait for the officers' })).toBeVisible();
  await inspect(person, 'other-keys-wait');
  return person;
}

test('who lost every passkey and the words comes with other keys, by two officers, and reads the case again when its owner knows them', async ({
  browser,
}) => {
  if (lost === undefined) throw new Error('The system is not ready.');
  const { system, clinic, bela, room } = lost;
  const olive = await atRegister(browser, system, clinic.officers[0]);
  const osric = await atRegister(browser, system, clinic.officers[1]);
  const again = await comes(browser, system, bela.name, await givesLink(olive, bela.name));

  const former = await withWords(await openPerson(browser, system, 'Bela, still in'), system.origin, bela.words);

  await goTo(osric.page, '#/register/waiting');
  const card = (page: Page) => page.getByRole('region', { name: `Other keys for ${bela.name}` });
  await expect(card(osric.page)).toContainText('These keys were not made with a link of yours');
  await expect(card(osric.page).getByRole('button', { name: 'Propose these keys' })).toBeDisabled();
  await goTo(olive.page, '#/register/waiting');
  await expect(card(olive.page)).toContainText('made with the link you gave for this person');
  await inspect(olive, 'other-keys-came');
  await card(olive.page).getByRole('button', { name: 'Propose these keys' }).click();
  await expect(card(olive.page)).toContainText('One officer proposed these keys.');
  await expect(former.page.getByText('Did you not ask for them? Tell another registration officer now')).toBeVisible();
  await inspect(former, 'other-keys-told');
  await goTo(osric.page, '#/register');
  await expect(waits(osric.page)).toContainText(`Give ${bela.name} (clinician) other keys`);
  await expect(waits(osric.page)).toContainText('a case that nobody else is in stays closed to them');
  await expect(waits(osric.page)).toContainText('See them or telephone them yourself');
  await inspect(osric, 'other-keys-proposed');
  await confirms(osric);
  await expect(card(olive.page)).toHaveCount(0);
  await expect(former.page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();

  await again.page.getByRole('link', { name: 'To the sign-in page' }).click();
  await again.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await again.page.getByRole('button', { name: 'Open your keys' }).click();
  await expect(again.page.getByRole('heading', { name: 'Cases', exact: true })).toBeVisible();
  await expect(again.page.getByText('A case in which nobody else is stays closed for good')).toBeVisible();
  await inspect(again, 'other-keys-no-case');

  const alice = await withWords(
    await openPerson(browser, system, clinic.alice.name),
    system.origin,
    clinic.alice.words,
  );
  await goTo(alice.page, `#/cases/${room}`);
  await showAbout(alice.page);
  const knows = alice.page.getByRole('button', { name: `I know ${bela.name} again` });
  await expect(knows).toBeVisible();
  await inspect(alice, 'known-again');
  await showAbout(alice.page);
  await knows.click();
  await inspect(alice, 'known-again-asked');
  await showAbout(alice.page);
  await knows.click();
  await alice.page
    .getByRole('dialog', { name: `Is this ${bela.name}?` })
    .getByRole('button', { name: 'I know them again' })
    .click();
  await expect(knows).toHaveCount(0);
  await expect(alice.page.getByText(`Officers gave ${bela.name} other keys`)).toHaveCount(0);

  await again.page.getByRole('link', { name: /Rash on the forearm/u }).click();
  await expect(again.page.getByText('Said before the keys were lost.')).toBeVisible();
  await say(again.page, 'I am back.');
  await inspect(again, 'other-keys-back');
  for (const { violations } of [olive, osric, again, alice, former]) expect(violations.all()).toEqual([]);
});
