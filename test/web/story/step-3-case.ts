import { expect, type Page } from '@playwright/test';
import { caseWords, names, type Cast } from './cast';
import {
  check,
  choosePicture,
  choosesInvited,
  invites,
  openCase,
  openThread,
  say,
  writeCase,
  type PictureFile,
  saysDeleted,
  saysSource,
  toCases,
} from './case-room';
import { inspect } from './inspect';
import { plantedFiles } from './planted-files';
import type { Person } from './people';

const removed = /Removed: location, device serial, \d+ more/u;

/** Milliseconds since 1970 when this page has opened the thumbnail of a picture, counting from 1. */
async function openedAt({ page }: Person, number: number): Promise<number> {
  const threads = page.getByRole('navigation', { name: 'Threads of this case' });
  const line = threads.getByRole('link', { name: new RegExp(`Picture ${String(number)}\\b`, 'u') });
  await line.locator('[data-opened=true] img').waitFor({ timeout: 30_000 });
  return Date.now();
}

/** When the service accepted the newest append of this page. */
async function acceptedAt(page: Page): Promise<number> {
  const response = await page.waitForResponse((each) => each.url().endsWith('/ledgers/append') && each.ok(), {
    timeout: 30_000,
  });
  await response.finished();
  return Date.now();
}

/** Posts a picture and gives the milliseconds from its acceptance to its thumbnail on the other member's screen. */
async function postAndTime(
  { a, b }: Cast,
  file: PictureFile,
  number: number,
  agreed: 'inside' | 'outside',
): Promise<number> {
  await choosePicture(a.page, a.page.getByRole('button', { name: 'Add a picture' }), file);
  await expect(a.page.getByText(removed)).toBeVisible();
  await check(a.page, { where: 'left forearm', caption: `View ${String(number)}`, agreed });
  const [accepted, opened] = await Promise.all([
    acceptedAt(a.page),
    openedAt(b, number),
    a.page.getByRole('button', { name: /^Post to/u }).click(),
  ]);
  return opened - accepted;
}

async function inviteColleague({ a, b }: Cast): Promise<void> {
  const { page } = a;
  await choosesInvited(page);
  await page.getByRole('option', { name: names.x }).click();
  await expect(page.getByRole('button', { name: `${names.x} cannot be invited` })).toBeDisabled();
  await expect(page.getByText('Nobody outside your organisation can be invited before')).toBeVisible();
  await invites(page, names.b);
  await expect(page.getByRole('button', { name: `Remove ${names.b}` })).toBeVisible();
  // On a phone what was opened lies over the talk.
  await page.keyboard.press('Escape');
  await b.page.getByRole('link', { name: caseWords.title }).click();
  await expect(b.page.getByText(caseWords.question)).toBeVisible();
}

/** Step 3: the question, Dr B, three pictures with everything hidden in them taken out, and talk under one of them. */
export async function caseAndPictures(cast: Cast): Promise<void> {
  const { a } = cast;
  await a.page.getByRole('link', { name: 'New case' }).click();
  await writeCase(a.page, caseWords);
  await inspect(a, 'new-case');
  await toCases(a.page);
  await openCase(a.page, caseWords);
  await inviteColleague(cast);
  const files = await plantedFiles(a.page);
  await choosePicture(a.page, a.page.getByRole('button', { name: 'Add a picture' }), files.jpeg);
  await expect(a.page.getByText(removed)).toBeVisible();
  await inspect(a, 'check');
  await a.page.goBack();
  const lags = [
    await postAndTime(cast, files.jpeg, 1, 'outside'),
    await postAndTime(cast, files.png, 2, 'outside'),
    await postAndTime(cast, files.webp, 3, 'inside'),
  ];
  console.log(`picture on the other screen after acceptance: ${lags.join(', ')} ms`);
  expect(lags.toSorted((one, other) => one - other)[1]).toBeLessThanOrEqual(1_000);
  await sources(cast);
  await talk(cast);
}

/** Where two of the pictures came from, which is asked before they go outside. */
async function sources({ a }: Cast): Promise<void> {
  await openThread(a.page, /Picture 1/u);
  await inspect(a, 'source');
  await saysSource(a.page, 'My own phone or tablet');
  await expect(a.page.getByText('it is what you signed, and it opens')).toBeVisible();
  await inspect(a, 'original');
  await saysDeleted(a.page);
  await openThread(a.page, /Picture 2/u);
  await saysSource(a.page, 'The patient sent it');
}

async function talk({ a, b }: Cast): Promise<void> {
  await openThread(a.page, /Picture 1/u);
  await openThread(b.page, /Picture 1/u);
  await a.page.getByRole('textbox', { name: /^Write about/u }).pressSequentially('The lower edge');
  await expect(b.page.getByText(`${names.a} is writing`)).toBeVisible();
  await say(a.page, 'The lower edge is new since May.');
  await expect(b.page.getByText('The lower edge is new since May.')).toBeVisible();
  await say(b.page, 'Agreed. 14 by 11 mm against the scale today.');
  await expect(a.page.getByText('Agreed. 14 by 11 mm against the scale today.')).toBeVisible();
  await expect(a.page.getByText('Here now').first()).toBeAttached();
  await inspect(a, 'case-room-picture');
  await openThread(a.page, /^Case/u);
  await say(a.page, 'This stays inside: waiting list is eight weeks.');
  await inspect(a, 'case-room');
  await openThread(a.page, /Picture 1/u);
}
