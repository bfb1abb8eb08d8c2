import { expect } from '@playwright/test';
import { organisations, type Cast } from './cast';
import { inspect } from './inspect';
import {
  addOrganisation,
  approve,
  confirmMember,
  type Details,
  giveDetails,
  invite,
  join,
  makeKeys,
  setUp,
} from './joining';
import type { Person } from './people';

/** Step 1: the first officer, the register, three organisations. */
export async function firstRun({ officer, system }: Cast): Promise<void> {
  await officer.page.goto(system.origin);
  await expect(officer.page.getByRole('heading', { name: 'Set Consilium up' })).toBeVisible();
  await inspect(officer, 'set-up');
  await setUp(officer, system);
  await addOrganisation(officer.page, organisations.own, 'Clinical');
  await addOrganisation(officer.page, organisations.other, 'Clinical');
  await addOrganisation(officer.page, organisations.defence, 'Defence');
  await inspect(officer, 'register');
}

/** Step 2, for Dr A, with every screen looked at. */
async function firstJoins({ officer, a }: Cast): Promise<void> {
  const link = await invite(officer, organisations.own);
  const details = { number: '9990003', specialty: 'Dermatology', defence: organisations.defence };
  await a.page.goto(link);
  await expect(a.page.getByRole('heading', { name: 'Join Consilium' })).toBeVisible();
  await inspect(a, 'join');
  await giveDetails(a, link, details);
  await inspect(a, 'passkey');
  await makeKeys(a, () => inspect(a, 'recovery-words'));
  await expect(a.page.getByRole('heading', { name: 'Waiting for the registration officer' })).toBeVisible();
  await inspect(a, 'waiting');
  await officer.page.getByRole('link', { name: 'Waiting' }).click();
  await expect(officer.page.getByRole('region', { name: a.name })).toContainText('GMC 9990003');
  await inspect(officer, 'requests-to-join');
  await approve(officer, a, 'Cases');
  await inspect(a, 'no-case');
}

/** Step 2: Dr A's own defence organisation says that they are its member; the officers alone cannot. */
async function memberIsConfirmed({ a, v }: Cast): Promise<void> {
  const notice = a.page.getByText(`${organisations.defence} has not confirmed your membership yet.`);
  await expect(notice).toBeVisible();
  await inspect(a, 'membership-waits');
  await expect(v.page.getByRole('region', { name: 'Members to confirm' })).toContainText('GMC 9990003');
  await inspect(v, 'members-to-confirm');
  await confirmMember(v, a, 'member');
  await expect(v.page.getByRole('region', { name: 'Members to confirm' })).toHaveCount(0);
  await expect(notice).toHaveCount(0);
}

/** Step 2: everybody joins by a link of their own and is signed in by the officer. */
export async function everybodyJoins(cast: Cast): Promise<void> {
  await firstJoins(cast);
  const { officer, b, x, v } = cast;
  const enter = async (person: Person, organisation: string, details: Details, arrives: string): Promise<void> => {
    await join(person, await invite(officer, organisation), details);
    await approve(officer, person, arrives, details.staffNumber);
  };
  await enter(b, organisations.own, { number: '9990004', specialty: 'Dermatology' }, 'Cases');
  await enter(x, organisations.other, { number: '9990024', specialty: 'Dermatology' }, 'Cases');
  await enter(v, organisations.defence, { staffNumber: 'MMD 118' }, 'Requests');
  await memberIsConfirmed(cast);
  expect(cast.a.words).toHaveLength(24);
}
