import { expect } from '@playwright/test';
import { caseWords, names, organisations, type Cast } from './cast';
import { openThread, showAbout } from './case-room';
import { writeDecision, writeDossier, writeOpinion } from './clearance';
import { countHands, handsAt, printHands } from './hands';
import { inspect, picture } from './inspect';
import { talk } from './talk';

const brief =
  'Growing pigmented plaque, left forearm, six months. 71 years, on anticoagulants. Biopsy now, or image again in six weeks?';
/** The organisation of the story has no key of its own, and whoever reads its decision is told. */
const vouched = `The advisers of ${organisations.defence} are vouched for by this service’s registration officers only.`;
export const impression = 'Most in keeping with a dysplastic naevus; melanoma in situ cannot be excluded.';

/** Step 4: the dossier for two pictures of three, the adviser's question-free path, the signed decision. */
export async function askAndDecide({ a, v }: Cast): Promise<void> {
  await v.page.getByRole('link', { name: 'Requests' }).click();
  await expect(v.page.getByText('Nothing waits')).toBeVisible();
  await inspect(v, 'queue-without-key');
  await v.page.getByRole('button', { name: 'Make the key' }).click();
  await expect(v.page.getByRole('heading', { name: 'Your organisation’s key' })).toBeHidden();
  await inspect(v, 'queue-empty');
  await countHands(a.page);
  await showAbout(a.page);
  await a.page.getByRole('link', { name: 'Ask an outside colleague' }).click();
  await expect(a.page.getByRole('checkbox', { name: 'Picture 3' })).toBeDisabled();
  await writeDossier(a.page, {
    recipient: names.x,
    pictures: [1, 2],
    brief,
    reasons: 'Nobody at Northbank reads dermoscopy of this kind.',
    alternatives: 'Dr Dewberry was asked and suggests an outside view.',
  });
  await inspect(a, 'share-check');
  await a.page.getByRole('button', { name: 'Send to my defence organisation' }).click();
  await expect(a.page.getByText('Waiting for an adviser', { exact: false }).first()).toBeVisible();
  printHands('two pictures asked to be shared outside', await handsAt(a.page));
  await inspect(a, 'case-room-waiting');
}

/** Step 4, the adviser: the dossier and no picture; decides with a fresh gesture of the passkey. */
export async function advise({ a, v }: Cast): Promise<void> {
  const { page } = v;
  const line = page.getByRole('link', { name: names.a });
  await expect(line).toBeVisible();
  await inspect(v, 'queue');
  await countHands(page);
  await line.click();
  await expect(page.getByText(brief)).toBeVisible();
  await inspect(v, 'request');
  await page.getByRole('button', { name: 'No conflict: take it' }).click();
  await expect(page.getByRole('heading', { name: 'Your advice' })).toBeVisible();
  await inspect(v, 'decide');
  expect(await page.locator('main img').count()).toBe(0);
  await expect(page.getByText('The lower edge is new since May.')).toHaveCount(0);
  await expect(page.getByText(caseWords.question)).toHaveCount(0);
  await writeDecision(page, 'The agreement covers a named colleague outside; nothing shown identifies the patient.');
  await inspect(v, 'sign');
  await page.getByRole('button', { name: 'Sign with your passkey' }).click();
  await expect(page.getByRole('heading', { name: 'What was signed' })).toBeVisible();
  printHands('adviser, from the queue to what is signed', await handsAt(page));
  await expect(page.getByText(vouched)).toBeVisible();
  await inspect(v, 'decided');
  await expect(a.page.getByText(vouched).filter({ visible: true })).toHaveCount(1);
  await countHands(a.page);
  await a.page.getByRole('button', { name: `Invite ${names.x} now` }).click();
  await expect(talk(a.page).getByRole('listitem').filter({ hasText: 'admitted an outside colleague' })).toContainText(
    'Waiting for the outside colleague to accept.',
  );
  printHands('owner, from the advice to the invitation', await handsAt(a.page));
}

/** Step 5: Dr X sees what was cleared and nothing else. */
export async function outsideReads({ x }: Cast): Promise<void> {
  const { page } = x;
  await countHands(page);
  await page.getByRole('link', { name: /Invitation|Question/u }).click();
  await expect(page.getByRole('heading', { name: `${names.a} asks you` })).toBeVisible();
  await expect(page.getByText('2 pictures and what was said under them')).toBeVisible();
  expect(await page.locator('main img').count()).toBe(0);
  await expect(page.getByText(vouched)).toBeVisible();
  await inspect(x, 'invitation');
  await page.getByRole('button', { name: 'Accept and open' }).click();
  printHands('outside, from the list to the open case', await handsAt(page));
  const rail = page.getByRole('navigation', { name: 'Threads of this case' });
  await expect(rail.locator('[data-opened=true]')).toHaveCount(2);
  await expect(rail.getByRole('link')).toHaveCount(3);
  await expect(page.getByText(brief)).toBeVisible();
  await openThread(page, /Picture 1/u);
  await expect(page.getByText('The lower edge is new since May.')).toBeVisible();
  await expect(page.getByText(caseWords.question)).toHaveCount(0);
  await expect(page.getByText('View 3')).toHaveCount(0);
  await inspect(x, 'outside-room');
  await showAbout(page);
  await page.getByRole('link', { name: 'Who did what, when' }).click();
  await expect(page.getByText('outside what is shared with you').first()).toBeVisible();
  await expect(page.getByText('This stays inside')).toHaveCount(0);
  await page.goBack();
}

/** Step 5: Dr X answers and files a signed opinion; Dr A sees it arrive. */
export async function outsideAnswers({ a, x }: Cast): Promise<void> {
  const { page } = x;
  await openThread(page, `With ${names.a}`);
  await countHands(page);
  await page.getByRole('link', { name: 'Write an opinion' }).click();
  await writeOpinion(page, {
    impression,
    advice: 'Excise with a 2 mm margin for histology.',
    limits: 'Two pictures only, no contact dermoscopy.',
    next: 'Excision biopsy',
    owner: 'The responsible consultant',
  });
  await page.getByRole('checkbox', { name: 'Picture 1 (reduced to 2,560 px)' }).check();
  await page.getByRole('checkbox', { name: 'Picture 2 (small preview only)' }).check();
  await inspect(x, 'opinion-form');
  await page.getByRole('button', { name: 'Open picture 2 in full detail' }).click();
  await expect(page.locator('dialog [data-original]')).toBeVisible();
  await page.getByRole('button', { name: 'Close full detail' }).click();
  await expect(page.getByRole('checkbox', { name: 'Picture 2 (full detail)' })).toBeChecked();
  await page.getByRole('button', { name: /^Sign and file/u }).click();
  await expect(page.getByRole('article', { name: `Opinion of ${names.x}` })).toBeVisible();
  printHands('outside, an opinion filed, with a look at a picture in full detail', await handsAt(page));
  await page.getByRole('link', { name: `Copy, print or PDF: opinion of ${names.x}` }).click();
  await expect(page.getByText('When your share ends, this case closes to you.')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('article', { name: `Opinion of ${names.x}` })).toBeVisible();
  await openThread(a.page, `With ${names.x}`);
  await expect(a.page.getByRole('article', { name: `Opinion of ${names.x}` })).toContainText(impression);
  await expect(a.page.getByText('Picture 1 (reduced to 2,560 px), Picture 2 (full detail)')).toBeVisible();
  await inspect(a, 'case-room-opinion');
  await openThread(a.page, /Picture 1/u);
  await expect(a.page.getByRole('button', { name: /open full detail$/u })).toBeVisible();
  await picture(a, 'case-room-for-the-readme');
}
