import { randomBytes, toB64 } from '@consilium/bytes';
import { cookieJar, httpTransport } from '@consilium/client';
import { registerRules, type LedgerId, type PersonId } from '@consilium/domain';
import { readEntry, signerFromSeed, signHead } from '@consilium/ledger';
import { eventually } from '@consilium/testkit';
import { Client } from 'pg';
import { founder, founders, freshDevice, officer, type Someone, signsIn } from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';

const real = { REGISTER_MODE: 'production' };
const names = (view: { readonly founders: readonly { readonly name: string }[] }) =>
  view.founders.map(({ name }) => name);

test('a register for real use begins with two officers, each at their own device', async () => {
  const { origin } = await startSystem(real);
  const olive = await founder(origin, 'Olive Okafor', 'RO 1');
  expect(await olive.door.founding()).toMatchObject({
    next: 'others-come',
    founders: [{ name: 'Olive Okafor', staffNumber: 'RO1', isMe: true }],
  });
  const osric = await founder(origin, 'Osric Oakes', 'RO 2');
  const [hers, his] = [await olive.door.founding(), await osric.door.founding()];
  expect([hers.next, his.next]).toEqual(['begin', 'first-begins']);
  expect(hers.founders.map(({ digits }) => digits)).toEqual(his.founders.map(({ digits }) => digits));
  expect(hers.founders.map(({ digits }) => digits)).toEqual([
    expect.stringMatching(/^(?:\d{4} ){4}\d{4}$/),
    expect.stringMatching(/^(?:\d{4} ){4}\d{4}$/),
  ]);
  expect(new Set(hers.founders.map(({ digits }) => digits)).size).toBe(2);
  expect(await olive.door.beginTogether()).toBeUndefined();
  expect((await olive.door.founding()).next).toBe('others-agree');
  expect((await osric.door.founding()).next).toBe('agree');
  expect(await osric.door.agreeToBegin()).toMatchObject({ name: 'Osric Oakes', role: 'officer', standing: 'active' });
  expect(await olive.door.founding()).toEqual({ next: 'sign-in', founders: [] });
  await signsIn(olive, 'Office computer');
  const register = await olive.door.register();
  expect(register.mode).toBe('production');
  expect(register.people.map(({ name, staffNumber }) => [name, staffNumber])).toEqual([
    ['Olive Okafor', 'Staff number RO1'],
    ['Osric Oakes', 'Staff number RO2'],
  ]);
});

test('the beginning of a register for real use stands in the security log, once, with its last founder', async () => {
  const { origin, databaseUrl } = await startSystem(real);
  const [, osric] = await founders(origin);
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  await eventually(async () => {
    const { rows } = await database.query("SELECT person, times FROM security_events WHERE act = 'register-begun'");
    expect(rows).toEqual([{ person: osric.person, times: 1 }]);
  });
  await database.end();
});

test('one human does not found a register twice: the same staff number begins nothing, and they may start again', async () => {
  const { origin } = await startSystem(real);
  const olive = await founder(origin, 'Olive Okafor', 'RO 1');
  const twin = await founder(origin, 'Olivia Okafor', 'RO 1');
  await olive.door.founding();
  await olive.door.beginTogether();
  await twin.door.founding();
  await expect(twin.door.agreeToBegin()).rejects.toThrow(/This number belongs to somebody else here/);
  expect((await twin.door.state()).state).toBe('set-up');
  await twin.door.foundAnew('first-run-code');
  await expect(olive.door.founding()).rejects.toThrow(/begun anew/);
  const [first] = await founders(origin);
  expect((await first.door.state()).state).toBe('open');
});

test('alone, with another code, or over others than those who were shown, nothing begins', async () => {
  const { origin } = await startSystem(real);
  const olive = await founder(origin, 'Olive Okafor', 'RO 1');
  await olive.door.founding();
  await expect(olive.door.beginTogether()).rejects.toThrow(/begins with two officers/);
  await expect(olive.door.foundAnew('another-code')).rejects.toThrow(/This is not the code/);
  const osric = await founder(origin, 'Osric Oakes', 'RO 2');
  await olive.door.founding();
  await founder(origin, 'Mallory Marsh', 'RO 3');
  await expect(olive.door.beginTogether()).rejects.toThrow(/begun anew|Start again/);
  expect(names(await osric.door.founding())).toEqual(['Olive Okafor', 'Osric Oakes', 'Mallory Marsh']);
});

test('who comes after the register was signed waits for the next set-up', async () => {
  const { origin } = await startSystem(real);
  const [olive, osric] = [await founder(origin, 'Olive Okafor', 'RO 1'), await founder(origin, 'Osric Oakes', 'RO 2')];
  await olive.door.founding();
  await olive.door.beginTogether();
  await expect(founder(origin, 'Otto Orme', 'RO 3')).rejects.toThrow(/The others have begun already/);
  await osric.door.founding();
  expect(await osric.door.agreeToBegin()).toMatchObject({ name: 'Osric Oakes' });
});

test('who came between the look and the press is not founded over: what was shown is what is signed', async () => {
  const { origin } = await startSystem(real);
  const [olive, osric] = [await founder(origin, 'Olive Okafor', 'RO 1'), await founder(origin, 'Osric Oakes', 'RO 2')];
  await Promise.all([olive.door.founding(), osric.door.founding()]);
  const otto = await founder(origin, 'Otto Orme', 'RO 3');
  await olive.door.founding();
  await olive.door.beginTogether();
  await osric.door.founding();
  expect(await osric.door.agreeToBegin()).toBeUndefined();
  await otto.door.founding();
  expect(await otto.door.agreeToBegin()).toMatchObject({ name: 'Otto Orme' });
  expect((await otto.door.register()).people).toHaveLength(3);
});

test('nobody agrees for another founder: each signs the beginning with the key in their own statement', async () => {
  const { origin } = await startSystem(real);
  const [olive, osric] = [await founder(origin, 'Olive Okafor', 'RO 1'), await founder(origin, 'Osric Oakes', 'RO 2')];
  await olive.door.founding();
  await olive.door.beginTogether();
  const transport = httpTransport({ origin, cookies: cookieJar() });
  const code = 'first-run-code';
  const { founders: here, entry } = await transport.call('setup', 'founders', { code });
  const theirs = here.find(({ agreed }) => !agreed)?.person ?? '';
  if (entry === undefined) throw new Error('nobody began');
  const { hash } = await readEntry(registerRules, entry);
  const signer = await signerFromSeed(randomBytes(32));
  const at = Math.floor(Date.now() / 1000);
  const head = await signHead(
    {
      ...{ v: 1, root: hash as string as LedgerId, ledger: hash as string as LedgerId, seq: 0, hash },
      ...{ register: { seq: 0, hash }, state: '', by: theirs as PersonId, at },
    },
    signer,
  );
  const account = {
    ...{ keyring: toB64(randomBytes(300)), keyringVersion: 1, recoveryPublic: toB64(randomBytes(32)) },
    heads: toB64(randomBytes(100)),
    wraps: [{ kind: 'recovery' as const, credential: '', version: 1, parameters: '', sealed: toB64(randomBytes(60)) }],
  };
  const agrees = transport.call('setup', 'agree', { code, person: theirs, entry, head, account });
  await expect(agrees).rejects.toMatchObject({
    kind: 'bad-input',
    // By what it is, and not for its form.
    details: {},
    message: expect.not.stringContaining('malformed') as string,
  });
  expect((await osric.door.founding()).next).toBe('agree');
  expect(await osric.door.agreeToBegin()).toMatchObject({ name: 'Osric Oakes' });
});

test('a trial begins with one, who waits for nobody; its database is never served as one for real use', async () => {
  const system: System = await startSystem();
  const door = freshDevice(system.origin).door;
  await expect(door.founding()).rejects.toThrow(/Start again from the first step/);
  const first: Someone = await officer(system.origin);
  expect((await first.door.register()).mode).toBe('trial');
  await expect(system.serve({ deployment: 'production' })).rejects.toThrow(/register of a trial/);
});
