import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { endingPolicy } from '@consilium/domain';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { clinic, hasAddress, mailsTo, realClinic, type Clinic, type RealClinic } from '@consilium/testkit/people';
import { startMailCatcher, type MailCatcher } from '@consilium/testkit/servers';
import { startSystem, type System } from '@consilium/testkit/system';
import { Outbox } from '../../apps/api/src/ledgers/outbox/outbox';
import { Endings } from '../../apps/api/src/telling/endings';
import { Postman } from '../../apps/api/src/telling/postman';
import { ownerSql } from '../owner-sql';

const day = 86_400;
const year = 365 * day;
const alice = 'alice@hospital.example';

let catcher: MailCatcher;

const mailing = () => ({
  SMTP_URL: `smtp://127.0.0.1:${String(catcher.port)}`,
  MAIL_FROM: 'consilium@hospital.example',
});

beforeAll(async () => {
  catcher = await startMailCatcher({ most: 1000 });
  closesAtTheEnd(() => catcher.stop());
});

/** How many mails came to somebody of what was done, once nothing is left to be mailed. */
async function mailed(system: System, to: string, act: () => Promise<unknown>): Promise<number> {
  const rest = () =>
    eventually(async () => {
      expect(await ownerSql(system.databaseUrl, "SELECT 1 FROM outbox WHERE topic = 'tell'")).toEqual([]);
      expect(await ownerSql(system.databaseUrl, 'SELECT 1 FROM tellings')).toEqual([]);
    }, 20);
  await rest();
  await ownerSql(system.databaseUrl, 'UPDATE to_look_at SET looked = true, mailed_at = 0');
  const before = mailsTo(catcher, to).length;
  await act();
  await rest();
  return mailsTo(catcher, to).length - before;
}

describe('a registration that ends', () => {
  let system: System;
  let people: Clinic;

  const look = (of = system.application): Promise<void> => of.nest.get(Endings, { strict: false }).look();

  beforeAll(async () => {
    system = await startSystem(mailing());
    people = await clinic(system);
    await hasAddress(people.alice, catcher, alice);
  });

  test('is told to its own person thirty days before, once, however many look and how often', async () => {
    // A process that begins looks by itself.
    const other = await system.replica();
    system.clock.forward(year - endingPolicy.renewal - day);
    expect(await mailed(system, alice, () => look())).toBe(0);
    system.clock.forward(day);
    expect(await mailed(system, alice, () => Promise.all([look(), look(other), look(), look(other)]))).toBe(1);
    expect(await mailed(system, alice, () => look())).toBe(0);
    system.clock.forward(endingPolicy.renewal - 2 * day);
    expect(await mailed(system, alice, () => look())).toBe(0);
  });

  test('is told again where its end was moved, and not once it is over', async () => {
    const ends = (at: number) =>
      ownerSql(system.databaseUrl, 'UPDATE people SET expires = $1 WHERE person = $2', [at, people.alice.person]);
    await ends(system.clock.now() + 20 * day);
    expect(await mailed(system, alice, () => look())).toBe(1);
    await ends(system.clock.now());
    expect(await mailed(system, alice, () => look())).toBe(0);
  });

  test.each(['before', 'after'] as const)(
    'is told once where a process is killed %s it wrote down that it was',
    async (when) => {
      // Only the process that is killed looks: when it begins, everybody's next look is due at once.
      const others = jest.spyOn(Endings.prototype, 'look').mockResolvedValue();
      await ownerSql(system.databaseUrl, 'UPDATE people SET expires = $1 WHERE person = $2', [
        Math.floor(Date.now() / 1000) + (when === 'before' ? 10 : 11) * day,
        people.alice.person,
      ]);
      // The process that is killed goes by the clock of this machine.
      system.clock.forward(Math.floor(Date.now() / 1000) - system.clock.now());
      const mails = await mailed(system, alice, async () => {
        expect(await killed(when)).toEqual([null, 'SIGKILL']);
        const told = await ownerSql(system.databaseUrl, 'SELECT 1 FROM tellings WHERE reason = $1', ['renewal']);
        expect(told).toHaveLength(when === 'before' ? 0 : 1);
        others.mockRestore();
        await look();
        await ownerSql(system.databaseUrl, "UPDATE outbox SET due = 0 WHERE topic = 'tell'");
        system.application.nest.get(Outbox, { strict: false }).hint();
      });
      expect(mails).toBe(1);
    },
  );

  /** Ends as it was killed; by itself where it was not. */
  async function killed(when: 'before' | 'after'): Promise<unknown> {
    const child = fork(path.join(__dirname, 'fixtures/killed-while-escalating.cjs'), { stdio: 'inherit' });
    closesAtTheEnd(() => child.kill('SIGKILL'));
    const gone = once(child, 'exit');
    child.send({ settings: { ...system.settings, port: 0 }, when, of: 'endings' });
    return gone;
  }
});

/** Looks whose addresses are not kept any more. */
async function forgets(system: System): Promise<void> {
  await ownerSql(system.databaseUrl, "UPDATE outbox SET due = 0 WHERE topic = 'forget-addresses'");
  system.application.nest.get(Outbox, { strict: false }).hint();
  await eventually(async () => {
    const due = "SELECT 1 FROM outbox WHERE topic = 'forget-addresses' AND attempts = 0 AND due > since";
    expect(await ownerSql(system.databaseUrl, due)).toHaveLength(1);
  }, 20);
}

test('that somebody may not act here any more is told after quiet hours, and until then their address is kept', async () => {
  const system = await startSystem(mailing());
  const { bela, officer } = await clinic(system);
  const address = await hasAddress(bela, catcher, 'bela@hospital.example');
  const { choices } = await bela.door.told();
  const night = { from: 0, until: 24 * 60 - 1, zone: 'UTC' };
  await bela.door.chooseTold({ ...choices, quiet: night, todayAnyway: false });
  await officer.door.setStatus(bela.person, 'suspended', 'GMC');
  await forgets(system);
  expect(mailsTo(catcher, address)).toHaveLength(1);
  await ownerSql(system.databaseUrl, 'UPDATE told_by_mail SET quiet_until = quiet_from');
  await ownerSql(system.databaseUrl, 'UPDATE tellings SET due = 0');
  system.application.nest.get(Postman, { strict: false }).wake();
  await eventually(async () => {
    expect(await ownerSql(system.databaseUrl, 'SELECT 1 FROM tellings')).toEqual([]);
  }, 20);
  expect(mailsTo(catcher, address)).toHaveLength(2);
  await forgets(system);
  expect(await ownerSql(system.databaseUrl, 'SELECT 1 FROM told_by_mail WHERE person = $1', [bela.person])).toEqual([]);
});

test.each([
  ['by which nothing is told here any more', { mail: undefined }, 0],
  ['that brought nothing for two days', {}, 2 * day + 1],
] as const)('for a last notice by a road %s, no address is kept', async (_, changes, age) => {
  const system = await startSystem(mailing());
  const { bela, officer } = await clinic(system);
  await hasAddress(bela, catcher, 'bela@hospital.example');
  const { choices } = await bela.door.told();
  const night = { from: 0, until: 24 * 60 - 1, zone: 'UTC' };
  await bela.door.chooseTold({ ...choices, quiet: night, todayAnyway: false });
  await officer.door.setStatus(bela.person, 'suspended', 'GMC');
  const waits = (): Promise<unknown[]> =>
    ownerSql(system.databaseUrl, "SELECT 1 FROM tellings WHERE reason = 'standing' AND NOT is_out");
  await eventually(async () => {
    expect(await waits()).toHaveLength(1);
  }, 20);
  await system.serve(changes);
  await ownerSql(system.databaseUrl, 'UPDATE tellings SET at = at - $1', [age]);
  await forgets(system);
  expect(await waits()).toHaveLength(1);
  expect(await ownerSql(system.databaseUrl, 'SELECT 1 FROM told_by_mail WHERE person = $1', [bela.person])).toEqual([]);
});

describe('what an officer proposes', () => {
  const [olive, osric] = ['olive@register.example', 'osric@register.example'];
  let system: System;
  let people: RealClinic;

  beforeAll(async () => {
    system = await startSystem({ ...mailing(), REGISTER_MODE: 'production' });
    people = await realClinic(system.origin);
    const [one, other] = people.officers;
    await hasAddress(one, catcher, olive);
    await hasAddress(other, catcher, osric);
  });

  test('is told to the other officers, who may confirm it, and to nobody else', async () => {
    const [one, other] = people.officers;
    const before = catcher.mails.length;
    expect(await mailed(system, osric, () => one.door.addOrganisation('Eastcliff Hospital', 'clinical'))).toBe(1);
    expect(catcher.mails).toHaveLength(before + 1);
    const [newest] = (await other.door.proposals()).slice(-1);
    await other.door.confirmProposal(newest?.proposal ?? '');
    expect(await mailed(system, olive, () => other.door.addOrganisation('Westcliff Hospital', 'clinical'))).toBe(1);
  });

  test('is told to no officer whose office has ended', async () => {
    const [one, other] = people.officers;
    // It says so itself: the last that they are told.
    expect(await mailed(system, osric, () => one.door.setStatus(other.person, 'suspended', 'Left'))).toBe(1);
    const { people: known } = await one.door.register();
    expect(known.find(({ person }) => person === other.person)).toMatchObject({ status: 'suspended' });
    expect(await mailed(system, osric, () => one.door.addOrganisation('Southcliff Hospital', 'clinical'))).toBe(0);
  });
});
