import { expect, test } from '@playwright/test';
import { closeAll } from '@consilium/testkit';
import { waitsOf } from '@consilium/domain';
import { asInLetter, confirmsNewest, founders, joins, onAnotherDevice, type Someone } from '@consilium/testkit/people';
import { startSystem, type MovableSystem } from './support';
import { readLetter } from './story/joining';
import { answers, atRegister, listed, waits } from './story/at-register';
import { inspect } from './story/inspect';

let system: MovableSystem | undefined;

test.afterAll(async () => {
  await closeAll();
  await system?.stop();
});

/** A third officer, let in by the two who began the register. */
async function third({ goesOn }: MovableSystem, [first, second]: readonly [Someone, Someone]): Promise<Someone> {
  const { link } = await first.door.invitePerson('officer', '');
  const who = { name: 'Noor Haddad', number: 'RO3', specialty: '', role: 'officer', organisation: '' } as const;
  const joined = await joins(link, who);
  await first.door.approve(joined.person, asInLetter('RO3'));
  goesOn(waitsOf.production.power);
  await confirmsNewest(await onAnotherDevice(second));
  return onAnotherDevice(joined);
}

/** Says once more what stands: a renewal. */
async function renews({ door }: Someone): Promise<void> {
  const said = await door.ownStatement();
  const { name, profession, registerNumber, staffNumber, specialty, organisation, defence } = said;
  await door.restate({ name, profession, registerNumber, staffNumber, specialty, organisation, defence });
}

test('officers see each other; one alone suspends another, nobody themselves, and two give it back', async ({
  browser,
}) => {
  system = await startSystem({ REGISTER_MODE: 'production' });
  const both = await founders(system.origin, system.setUpCode);
  const noor = await third(system, both);
  const [olive, osric] = [await onAnotherDevice(both[0]), await onAnotherDevice(both[1])];
  const one = await atRegister(browser, system, olive);
  const other = await atRegister(browser, system, noor);
  // The service was moved on by days, and these devices were not.
  for (const { page } of [one, other]) await page.getByRole('button', { name: 'The service’s clock is right' }).click();
  const { page } = one;
  const line = listed(page, 'Officers', osric.name);

  await test.step('who they are, and since when', async () => {
    await expect(listed(page, 'Officers', olive.name)).toContainText('You. Officer since');
    await expect(listed(page, 'Officers', olive.name).getByRole('button')).toHaveCount(0);
    await expect(listed(page, 'Officers', noor.name)).toContainText('unless renewed');
    await expect(line).toContainText('Staff number RO2');
    await expect(line).not.toContainText('unless renewed');
    await expect(page.getByRole('region', { name: 'People', exact: true }).getByText(osric.name)).toHaveCount(0);
    await inspect(one, 'officers');
  });

  await test.step('what is signed of another officer says first who can confirm it', async () => {
    await renews(noor);
    await page.getByRole('link', { name: 'Waiting' }).click();
    const card = page.getByRole('region', { name: noor.name });
    await expect(card).toContainText(`Neither you nor ${noor.name} can confirm it: ${osric.name} has to.`);
    await inspect(one, 'renews-an-officer');
    await readLetter(card, 'RO3');
    await card.getByRole('button', { name: 'Sign their registration here' }).click();
    await expect(card).toContainText('One officer signed this.');
    await page.getByRole('link', { name: 'Register', exact: true }).click();
    await expect(waits(page)).not.toContainText('They said something else');
    await renews(noor);
    await expect(waits(page)).toContainText('They said something else of themselves since this was proposed.');
    await inspect(one, 'proposal-overtaken');
    await waits(page).getByRole('button', { name: 'Take back' }).click();
    await expect(waits(page)).toHaveCount(0);
  });

  await test.step('suspended by one, with a reason', async () => {
    await line.getByRole('button', { name: `Suspend: ${osric.name}` }).click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText('They sign nothing here any more');
    await expect(question).not.toContainText('You would be the only officer');
    await expect(question.getByRole('button', { name: 'Suspend', exact: true })).toBeDisabled();
    await inspect(one, 'suspend-an-officer');
    await answers(one, 'Suspend', 'Lost telephone, his call of today');
    await expect(line).toContainText('Access here suspended');
    await expect(line).toContainText('Lost telephone, his call of today');
    await inspect(one, 'officer-suspended');
    await expect.poll(async () => (await osric.door.state()).me?.standing).toBe('ended');
  });

  await test.step('with two left, each reads what suspending the other would mean', async () => {
    await listed(page, 'Officers', noor.name)
      .getByRole('button', { name: `Suspend: ${noor.name}` })
      .click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText('You would be the only officer who may act');
    await question.getByRole('button', { name: 'Not now' }).click();
  });

  await test.step('what moved on since the question was asked is not pressed', async () => {
    await listed(other.page, 'Officers', osric.name).getByRole('button', { name: 'End access' }).click();
    const question = other.page.getByRole('dialog');
    await question.getByLabel('Reason, and where you have it from').fill('Left the office');
    await line.getByRole('button', { name: 'End access' }).click();
    await answers(one, 'End access', 'Left without a word');
    await expect(line).toContainText('Access here ended');
    await question.getByRole('button', { name: 'End access', exact: true }).click();
    await expect(question.getByRole('alert')).toContainText('This changed while you were looking at it.');
    await inspect(other, 'changed-while-looking');
    await question.getByRole('button', { name: 'Not now' }).click();
  });

  await test.step('what was ended takes two to give back, and is announced to everybody first', async () => {
    await line.getByRole('button', { name: 'Restore' }).click();
    await answers(one, 'Restore', 'Came back, letter of the office');
    await expect(waits(other.page)).toContainText(`Restore ${osric.name}: they get their access back.`);
    await expect(waits(other.page)).toContainText('Announced to everybody: another officer may confirm it from');
    await expect(waits(other.page).getByRole('button', { name: 'Confirm', exact: true })).toHaveCount(0);
    for (const { page: each } of [one, other]) {
      await expect(each.getByText(`${osric.name} can act as a registration officer from`)).toBeVisible();
    }
    await inspect(other, 'officer-announced');
    await waits(other.page).getByRole('button', { name: 'Do not confirm' }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: 'Drop it' }).click();
    await expect(waits(one.page)).toHaveCount(0);
    await expect(one.page.getByText('can act as a registration officer from')).toHaveCount(0);
    for (const { violations } of [one, other]) expect(violations.all()).toEqual([]);
  });
});
