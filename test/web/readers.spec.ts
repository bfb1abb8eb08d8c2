import { expect, type Browser, type Page, test } from '@playwright/test';
import { grantingIn, textDraft } from '@consilium/client/testing';
import { newEntryId } from '@consilium/ledger';
import { closeAll, eventually } from '@consilium/testkit';
import { clinic, type Clinic, renewsKeys, type Someone } from '@consilium/testkit/people';
import { asks, caseForm, caseThread, decides, opensCase } from '../attacks/cases';
import { EvilMember } from '../attacks/evil-member';
import { sizes } from './at-size';
import { startSystem, type RunningSystem } from './support';
import { leaveAbout, openThread, showAbout } from './story/case-room';
import { inspect } from './story/inspect';
import { openPerson, type Person } from './story/people';
import { posts } from './story/posts';
import { withWords } from './story/with-words';

/** What one case looks like to several readers. They made it with clients of their own; here each looks at it in a browser. */

let system: RunningSystem | undefined;
let people: Clinic;

test.beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
  await people.victor.door.makeOrganisationKey();
});

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

/** A browser of this person's, signed in. */
async function looks(browser: Browser, who: Someone): Promise<Person> {
  if (system === undefined) throw new Error('The system did not start.');
  return withWords(await openPerson(browser, system, who.name), system.origin, who.words);
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

const rail = (page: Page) => page.getByRole('navigation', { name: 'Threads of this case' });
const restsOn = 'Picture 2, withdrawn (full detail), Picture 3 (full detail)';

/** A case of three pictures; two were shown to somebody outside, who has filed an opinion on them, and one taken away again. */
async function shownAndTakenAway(): Promise<{ room: string; advice: string }> {
  const { alice, bela, victor, xenia } = people;
  const room = await opensCase(alice, bela);
  const threads: string[] = [];
  for (const mark of ['one', 'two', 'three']) threads.push(await posts(alice, room, mark));
  const shared = threads.slice(1);
  const advice = await asks(alice, room, shared, xenia.person);
  await decides(victor, advice);
  await alice.door.admit(advice);
  await xenia.door.acceptInvitation(room);
  const side = (await xenia.door.room(room)).threads.find(({ kind }) => kind === 'side')?.thread ?? '';
  for (const thread of shared) await xenia.door.picture(room, thread, 'original');
  const opinion = {
    ...{ impression: 'A naevus.', advice: 'Leave it.', urgency: 'routine' as const, limits: 'Two pictures only.' },
    ...{ confidence: 'high' as const, examined: 'not-examined' as const, inPerson: 'needed' as const },
    ...{ nextAction: 'See again in a year', next: 'here' as const, nextBy: alice.person },
  };
  await xenia.door.fileOpinion(room, side, opinion, shared);
  await alice.door.withdrawConsent(room, shared[0] ?? '', 'sharing');
  return { room, advice };
}

/** An adviser takes a request, begins with sentences that are offered, and gives it back once they were asked about it. */
async function beginsWithSentences(v: Person): Promise<void> {
  const { alice, victor, xenia } = people;
  const { page } = v;
  const room = await opensCase(alice);
  const advice = await asks(alice, room, [await posts(alice, room, 'four')], xenia.person);
  await goTo(page, `#/advice/${advice}`);
  await page.getByRole('button', { name: 'No conflict: take it' }).click();
  await page.getByRole('radio', { name: /^Advised against/u }).check();
  await page.getByText('Reasons to begin with').click();
  await expect(page.getByText('No defence organisation has reviewed these yet.')).toBeVisible();
  const offered = page.getByRole('button', { name: /^The pictures show more/u });
  await offered.click();
  const reasons = page.getByRole('textbox', { name: 'Your reasons' });
  await expect(reasons).toHaveValue('The pictures show more of the patient than the question needs.');
  await expect(offered).toBeDisabled();
  await inspect(v, 'adviser-sentences');
  await reasons.fill('Changed to fit.');
  await expect(offered).toBeEnabled();
  await page.getByRole('radio', { name: 'More information needed' }).check();
  await page.getByText('Questions to begin with').click();
  await page.getByRole('button', { name: /^Who inside your organisation was asked/u }).click();
  await page.getByRole('button', { name: `Ask ${alice.name}` }).click();
  await page.getByText('Give it back or hand it on').click();
  await page.getByRole('button', { name: 'Give it back…' }).click();
  const asked = page.getByRole('dialog', { name: 'Give it back?' });
  await expect(asked).toContainText('Your question is then answered no more');
  expect(await victor.door.request(advice)).toMatchObject({ stage: 'questioned', assignedToMe: true });
  await inspect(v, 'adviser-gives-back');
  await asked.getByRole('button', { name: 'Give it back' }).click();
  await expect(page.getByText('No, and it is answered no more: the request was given back')).toBeVisible();
}

test('a picture has one number on every screen, and keeps it when it is withdrawn', async ({ browser }) => {
  const { alice, victor, xenia } = people;
  const { room, advice } = await shownAndTakenAway();

  const a = await looks(browser, alice);
  await goTo(a.page, `#/cases/${room}`);
  for (const name of [/Picture 1/u, /Picture 2, withdrawn/u, /Picture 3/u]) {
    await expect(rail(a.page).getByRole('link', { name })).toBeVisible();
  }
  await showAbout(a.page);
  await expect(a.page.getByRole('region', { name: `Share with ${xenia.name}` })).toContainText(
    'Picture 2, withdrawn · Picture 3',
  );
  await leaveAbout(a.page);
  await openThread(a.page, /Picture 2/u);
  await expect(a.page.getByRole('heading', { name: /^Picture 2, withdrawn/u })).toBeVisible();
  await openThread(a.page, `With ${xenia.name}`);
  await expect(a.page.getByText(restsOn)).toBeVisible();
  await inspect(a, 'numbers-owner');

  const x = await looks(browser, xenia);
  await goTo(x.page, `#/cases/${room}`);
  await expect(rail(x.page).getByRole('link', { name: /Picture 3/u })).toBeVisible();
  await expect(rail(x.page).getByRole('link', { name: /Picture [12]/u })).toHaveCount(0);
  await openThread(x.page, `With ${alice.name}`);
  await expect(x.page.getByText(restsOn)).toBeVisible();
  await inspect(x, 'numbers-outside');

  for (const { page } of [a, x]) {
    await goTo(page, `#/cases/${room}/record`);
    for (const number of [1, 2, 3]) {
      await expect(page.getByText(`${alice.name} posted picture ${String(number)}`, { exact: false })).toBeVisible();
    }
  }

  const v = await looks(browser, victor);
  await goTo(v.page, `#/advice/${advice}`);
  const columns = v.page.getByRole('region', { name: 'Agreements by picture' }).getByRole('columnheader');
  await expect(columns).toHaveText(['Picture 2', 'Picture 3']);
  for (const { violations } of [a, x, v]) expect(violations.all()).toEqual([]);
  await x.page.close();

  // The colleague outside has new keys: the adviser is told, compares, and says so of the keys that were shown.
  const digits = async (): Promise<string> => (await xenia.door.ownDigits()).replaceAll(' ', '');
  const former = await digits();
  await renewsKeys(xenia, [xenia.passkeys]);
  await goTo(v.page, '#/advice');
  const line = v.page.getByRole('link', { name: `${alice.name} to ${xenia.name} New keys to confirm` });
  await expect(line).toContainText('No medico-legal objection');
  await inspect(v, 'adviser-requests');
  const narrow = v.page.getByRole('list', { name: 'Which requests' });
  await narrow.getByRole('button', { name: 'With nobody 0' }).click();
  await expect(v.page.getByText('No request fits all of this.')).toBeVisible();
  await narrow.getByRole('button', { name: 'With nobody 0' }).click();
  await line.click();
  const card = v.page.getByRole('region', { name: `New keys of ${xenia.name}` });
  await expect(card).toContainText('changed their keys, with a passkey of their own');
  const shown = ((await card.textContent()) ?? '').replaceAll(/\s/gu, '');
  expect(shown).toContain(await digits());
  expect(shown).not.toContain(former);
  // On a phone the facts come first, and what there is to do stays within reach.
  const { width, height } = v.page.viewportSize() ?? sizes.desktop;
  await v.page.setViewportSize(sizes.phone);
  await expect(card).not.toBeInViewport();
  await v.page.getByRole('button', { name: 'To the new keys' }).click();
  await expect(card.getByRole('heading')).toBeInViewport();
  await v.page.setViewportSize({ width, height });
  await inspect(v, 'adviser-new-keys');
  await v.passkeys.take(victor.passkeys.held());
  await card.getByRole('button', { name: 'These are their keys' }).click();
  await expect(card).toHaveCount(0);
  await goTo(v.page, '#/advice');
  await expect(v.page.getByText('New keys to confirm')).toHaveCount(0);
  expect((await xenia.door.cases()).map((each) => each.room)).toContain(room);
  await beginsWithSentences(v);
  expect(v.violations.all()).toEqual([]);
});

test('what a newer version wrote, or what does not open, stands in its place with what to do', async ({ browser }) => {
  const { alice, bela } = people;
  const room = await opensCase(alice, bela);
  const thread = await caseThread(bela.door, room);
  const newer = await EvilMember.of(alice);
  const key = await newer.key(room, thread);
  const wrongKey = { ...key, key: new Uint8Array(32).fill(9) };
  const opinion = {
    impression: 'A naevus.',
    advice: 'Leave it.',
    limits: 'None.',
    nextAction: 'x',
  };
  const texts = [
    { type: 'form', text: { ...caseForm, urgency: 'within-the-hour', ageBand: '90-plus' }, more: {}, under: key },
    {
      type: 'opinion',
      text: { ...opinion, urgency: 'within-the-hour' },
      more: { reliesOn: [], next: 'actor-not-said', nextBy: '' },
      under: key,
    },
    {
      type: 'opinion',
      text: { ...opinion, caution: 'Do not biopsy' },
      more: { reliesOn: [], next: 'actor-not-said', nextBy: '' },
      under: key,
    },
    { type: 'message', text: 'Itchy', more: { replyTo: '' }, under: wrongKey },
  ] as const;
  for (const { type, text, more, under } of texts) {
    const words = typeof text === 'string' ? text : JSON.stringify(text);
    const draft = await textDraft(grantingIn(await newer.room(room)), under, {
      ...{ type, text: words, more },
      id: newEntryId(),
    });
    expect(await newer.post(room, [draft])).toBe('taken');
  }
  newer.desk.close();

  const b = await looks(browser, bela);
  const { page } = b;
  await goTo(page, '#/cases');
  const listed = page.getByRole('listitem').filter({ hasText: 'Urgency not known to this version' });
  await expect(listed).toHaveCount(1);
  await expect(listed).not.toContainText('Routine');
  await inspect(b, 'unreadable-list');
  await goTo(page, `#/cases/${room}`);
  await expect(page.getByText('Patient’s age not known to this version', { exact: false })).toBeVisible();
  await expect(page.getByRole('article', { name: `Opinion of ${alice.name}` })).toContainText(
    'Not known to this version',
  );
  await expect(page.getByText('This signed opinion was written by a newer version of Consilium.')).toBeVisible();
  await expect(page.getByText('This message could not be opened on this device. Ask whoever wrote it')).toBeVisible();
  await expect(page.getByText('Routine')).toHaveCount(0);
  await inspect(b, 'unreadable-room');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  expect(b.violations.all()).toEqual([]);
});

test('a form this version cannot read is named as such, and nothing is assumed in its place', async ({ browser }) => {
  const { alice } = people;
  const room = await opensCase(alice);
  const thread = await caseThread(alice.door, room);
  await posts(alice, room, 'one');
  const newer = await EvilMember.of(alice);
  const text = JSON.stringify({ ...caseForm, allergies: 'Penicillin' });
  const draft = await textDraft(grantingIn(await newer.room(room)), await newer.key(room, thread), {
    ...{ type: 'form', text, more: {} },
    id: newEntryId(),
  });
  expect(await newer.post(room, [draft])).toBe('taken');
  newer.desk.close();
  await eventually(async () => {
    expect((await alice.door.room(room)).form).toEqual({ unreadable: 'newer' });
  });

  const { page } = await looks(browser, alice);
  await goTo(page, `#/cases/${room}`);
  await expect(page.getByText('The question was written by a newer version of Consilium.')).toBeVisible();
  await goTo(page, `#/cases/${room}/share`);
  await page.getByRole('button', { name: 'Check before sending' }).click();
  await expect(page.getByText('Choose how urgent it is.')).toBeVisible();
  for (const urgency of ['Today', 'This week', 'Routine']) {
    await expect(page.getByRole('radio', { name: urgency })).not.toBeChecked();
  }
});
