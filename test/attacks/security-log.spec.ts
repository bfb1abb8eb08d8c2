import { Client } from 'pg';
import type { Problem } from '@consilium/domain';
import { bareTransport, onAnotherDevice, type Someone, withWords, takesOtherKeys } from '@consilium/testkit/people';
import { listenToLog, startSystem, type System } from '@consilium/testkit/system';
import { NotedEvents } from '../../apps/api/src/security/noted-events';
import { scene, type Scene } from './intruders';

interface Row {
  readonly act: string;
  readonly person: string;
  readonly about: string;
}

const logged: string[] = [];
let system: System;
let stage: Scene;
let database: Client;
let olive: Someone;
let oscar: Someone;

const ask = async (who: Someone, reason = 'A lost phone'): Promise<string> =>
  (await bareTransport(who).call('securityLog', 'ask', { reason })).reading;
const confirm = (who: Someone, reading: string) => bareTransport(who).call('securityLog', 'confirm', { reading });
const read = (who: Someone, reading: string) => bareTransport(who).call('securityLog', 'read', { reading, page: 0 });
const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'served',
    (error: unknown) => (error as Problem).kind,
  );

/** A sign-in with this passkey whose signature is another's. */
async function forgedSignIn(who: Someone, other: Someone): Promise<string> {
  const { door } = await onAnotherDevice(other);
  await door.signOut();
  const asked = await door.signInBegin();
  const [genuine, forged] = [who.passkeys.get(asked), other.passkeys.get(asked)];
  return kindOf(door.signInFinish({ ...genuine, signature: forged.signature }, 'A stolen name'));
}

describe('the security log', () => {
  beforeAll(async () => {
    listenToLog(logged);
    system = await startSystem({ LOG_LEVEL: 'debug' });
    stage = await scene(system);
    olive = stage.who.officer;
    oscar = await stage.people.enrol({
      ...{ name: 'Oscar Oakenshaw', number: '9990040', specialty: '' },
      ...{ role: 'officer', organisation: '' },
    });
    database = new Client({ connectionString: system.databaseUrl });
    await database.connect();
  });
  afterAll(() => database.end());

  test('each kind of event stands in it with its person, once two officers read it', async () => {
    const { owner, stranger, waiting } = stage.who;
    const { room, keptObject } = stage.grounds;
    await bareTransport(owner).call('pictures', 'links', { room, objects: [keptObject] });
    expect(await kindOf(bareTransport(stranger).call('pictures', 'links', { room, objects: [keptObject] }))).toBe(
      'not-found',
    );
    expect(await kindOf(bareTransport(waiting).call('ledgers', 'mine', { since: '', after: '' }))).toBe('not-allowed');
    expect(await forgedSignIn(owner, stranger)).toBe('not-signed-in');
    await withWords(stranger);
    await takesOtherKeys((await olive.door.otherKeysLink(owner.person)).link, owner);
    await olive.door.setStatus(stage.who.exMember.person, 'suspended', 'Told by the hospital');
    const reading = await ask(olive);
    await confirm(oscar, reading);
    const { events } = await read(olive, reading);
    const told = (row: Row): boolean =>
      events.some(({ act, person, about }) => act === row.act && person === row.person && about === row.about);
    const expected: readonly Row[] = [
      { act: 'picture-links', person: owner.person, about: '' },
      { act: 'refused', person: stranger.person, about: '/api/pictures/links' },
      { act: 'refused', person: waiting.person, about: '/api/ledgers/mine' },
      { act: 'sign-in-failed', person: owner.person, about: '' },
      { act: 'signed-in', person: stranger.person, about: '' },
      { act: 'signed-in-with-words', person: stranger.person, about: '' },
      { act: 'signed-out', person: stranger.person, about: '' },
      { act: 'register-begun', person: olive.person, about: '' },
      { act: 'keys-brought', person: owner.person, about: '' },
      { act: 'joined', person: waiting.person, about: '' },
      { act: 'invited', person: olive.person, about: '' },
      { act: 'entry-signed', person: olive.person, about: 'credential' },
      { act: 'entry-signed', person: olive.person, about: 'status' },
      { act: 'log-asked-for', person: olive.person, about: '' },
      { act: 'log-confirmed', person: oscar.person, about: '' },
    ];
    expect(expected.filter((row) => !told(row))).toEqual([]);
  });

  test('none of these persons is in the log of requests', () => {
    const told = logged.join('');
    expect(told).toContain('/api/pictures/links');
    const { nobody: _, ...people } = stage.who;
    const persons = [...Object.values(people), oscar].map(({ person }) => person);
    expect(persons.filter((person) => told.includes(person))).toEqual([]);
  });

  test('one officer alone reads nothing: not by asking, not by confirming what they asked, not what two others read', async () => {
    const reading = await ask(olive);
    expect(await kindOf(read(olive, reading))).toBe('wrong-state');
    expect(await kindOf(confirm(olive, reading))).toBe('not-allowed');
    const third = await stage.people.enrol({
      ...{ name: 'Otto Orchard', number: '9990041', specialty: '', role: 'officer', organisation: '' },
    });
    await confirm(oscar, reading);
    expect(await kindOf(read(third, reading))).toBe('not-found');
    expect([await kindOf(read(oscar, reading)), await kindOf(read(olive, reading))]).toEqual(['served', 'served']);
  });

  test('each reading stands in the log itself, with who read', async () => {
    await database.query('DELETE FROM security_events');
    const reading = await ask(oscar);
    await confirm(olive, reading);
    await read(oscar, reading);
    await read(olive, reading);
    const { rows } = await database.query<Row>(`SELECT act, person FROM security_events WHERE act = 'log-read'`);
    expect(rows.map(({ person }) => person).sort()).toEqual([oscar.person, olive.person].sort());
  });

  test('on their screens two officers see who asks and why, and read names instead of ids', async () => {
    await olive.door.askForSecurityLog(' A phone was lost ');
    const asked = (await oscar.door.securityLog()).readings.find(({ confirmer }) => confirmer === '');
    expect(asked).toMatchObject({ asker: olive.name, reason: 'A phone was lost', isMine: false, mayRead: false });
    await oscar.door.confirmSecurityLog(asked?.reading ?? '');
    const mine = (await olive.door.securityLog()).readings.find(({ reading }) => reading === asked?.reading);
    expect(mine).toMatchObject({ confirmer: 'Oscar Oakenshaw', isMine: true, mayRead: true });
    const { events } = await olive.door.readSecurityLog(asked?.reading ?? '', 0);
    expect(events.map(({ act, name }) => `${name} ${act}`)).toContain('Oscar Oakenshaw log-confirmed');
  });

  test('a question is over after an hour, and so is the reading', async () => {
    const hour = 3600;
    const reading = await ask(olive);
    const earlier = (column: string) =>
      database.query(`UPDATE security_readings SET ${column} = ${column} - ${String(hour)} WHERE reading = $1`, [
        reading,
      ]);
    await earlier('asked_at');
    expect(await kindOf(confirm(oscar, reading))).toBe('wrong-state');
    const again = await ask(olive);
    await confirm(oscar, again);
    expect(await kindOf(read(olive, again))).toBe('served');
    await database.query('UPDATE security_readings SET confirmed_at = confirmed_at - $2 WHERE reading = $1', [
      again,
      hour,
    ]);
    expect(await kindOf(read(olive, again))).toBe('wrong-state');
  });

  test('whoever is no officer any more counts as nobody’s second', async () => {
    const fourth = await stage.people.enrol({
      ...{ name: 'Orla Osier', number: '9990042', specialty: '', role: 'officer', organisation: '' },
    });
    const reading = await ask(fourth);
    await confirm(olive, reading);
    await olive.door.setStatus(fourth.person, 'suspended', 'Left');
    expect(await kindOf(read(olive, reading))).toBe('wrong-state');
  });

  test('three hundred refusals in a minute are a row or two, with how many there were', async () => {
    const { stranger } = stage.who;
    await database.query('DELETE FROM security_events');
    const calls = Array.from({ length: 300 }, () =>
      kindOf(bareTransport(stranger).call('advice', 'queue', { since: '', after: '' })),
    );
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['not-allowed']));
    const reading = await ask(olive);
    await confirm(oscar, reading);
    const { events } = await read(olive, reading);
    const refused = events.filter(({ act, person }) => act === 'refused' && person === stranger.person);
    expect([refused.length <= 2, refused.reduce((sum, { times }) => sum + times, 0)]).toEqual([true, 300]);
  });

  test('what is older than the settings say is forgotten', async () => {
    const day = 86_400;
    const row = (days: number, person: string) =>
      database.query(
        `INSERT INTO security_events (minute, act, person, about, at, times) VALUES ($1, 'signed-in', $2, '', $1, 1)`,
        [Math.floor(Date.now() / 1000) - days * day, person],
      );
    await row(181, 'old');
    await row(179, 'kept');
    await system.application.nest.get(NotedEvents, { strict: false }).forgetOld();
    const { rows } = await database.query<Row>(`SELECT person FROM security_events WHERE person IN ('old', 'kept')`);
    expect(rows.map(({ person }) => person)).toEqual(['kept']);
  });
});
