import { expect, test } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { founders } from '@consilium/testkit/people';
import { startSystem, type RunningSystem } from './support';
import { organisations } from './story/cast';
import { atRegister, listed, waits } from './story/at-register';
import { inspect } from './story/inspect';
import { invite, join, readLetter } from './story/joining';
import { openPerson, type Person } from './story/people';

let system: RunningSystem | undefined;

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

const proposed = 'Proposed. Another officer has to confirm it.';

async function propose({ page }: Person, name: string): Promise<void> {
  await page.getByLabel('Name of the organisation').fill(name);
  await page.getByRole('button', { name: 'Add organisation' }).click();
  await expect(listed(page, 'Organisations', name)).toContainText(proposed);
}

test('in a register for real use one officer proposes and another confirms, drops it, or the first takes it back', async ({
  browser,
}) => {
  system = await startSystem({ REGISTER_MODE: 'production' });
  const [first, second] = await founders(system.origin, system.setUpCode);
  const one = await atRegister(browser, system, first);
  const other = await atRegister(browser, system, second);

  await test.step('confirmed', async () => {
    await propose(one, organisations.own);
    await expect(waits(one.page)).toContainText('You proposed this. Another officer confirms it.');
    await expect(waits(one.page).getByRole('button', { name: 'Confirm' })).toHaveCount(0);
    await inspect(one, 'proposed-by-me');
    await expect(waits(other.page)).toContainText(
      `Add ${organisations.own} to the register as a clinical organisation.`,
    );
    await expect(waits(other.page)).toContainText(`Proposed by ${one.name}.`);
    await expect(waits(other.page).getByRole('button', { name: 'Take back' })).toHaveCount(0);
    await inspect(other, 'proposed-to-me');
    await waits(other.page).getByRole('button', { name: 'Confirm', exact: true }).click();
    for (const { page } of [one, other]) {
      await expect(waits(page)).toHaveCount(0);
      await expect(listed(page, 'Organisations', organisations.own)).not.toContainText('Proposed');
    }
  });

  await test.step('not confirmed, and taken back', async () => {
    await propose(one, organisations.other);
    await waits(other.page).getByRole('button', { name: 'Do not confirm' }).click();
    await inspect(other, 'not-confirmed');
    await other.page.getByRole('dialog').getByRole('button', { name: 'Drop it' }).click();
    await expect(listed(one.page, 'Organisations', organisations.other)).toHaveCount(0);
    await propose(one, organisations.other);
    await waits(one.page).getByRole('button', { name: 'Take back' }).click();
    for (const { page } of [one, other])
      await expect(listed(page, 'Organisations', organisations.other)).toHaveCount(0);
  });

  await test.step('a third officer is announced first', async () => {
    const third = await openPerson(browser, system as RunningSystem, 'Noor Haddad');
    await join(third, await invite(one, 'The registration office'), { staffNumber: 'RO 3' });
    await one.page.getByRole('link', { name: 'Waiting' }).click();
    const card = one.page.getByRole('region', { name: third.name });
    await readLetter(card, 'RO 3');
    await card.getByRole('button', { name: 'Sign their registration here' }).click();
    await expect(card).toContainText('One officer signed this.');
    await expect(card.getByRole('button', { name: 'Sign their registration here' })).toHaveCount(0);
    await inspect(one, 'signed-by-one');
    await card.getByRole('link', { name: 'on the register page' }).click();
    await expect(waits(one.page)).toContainText('Staff number RO3');
    await expect(waits(other.page)).toContainText(`Let ${third.name} in as registration officer.`);
    await inspect(other, 'officer-proposed-to-me');
    await expect(waits(other.page)).toContainText('Announced to everybody: another officer may confirm it from');
    await expect(waits(other.page).getByRole('button', { name: 'Confirm', exact: true })).toHaveCount(0);
    await expect(one.page.getByText(`${third.name} can act as a registration officer from`)).toBeVisible();
    await expect(third.page.getByRole('heading', { name: 'Register', exact: true })).toHaveCount(0);
    for (const { violations } of [one, other, third]) expect(violations.all()).toEqual([]);
  });
});
