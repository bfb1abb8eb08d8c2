import { endpoints, type InputOf } from '@consilium/contracts';
import { standingStatement, type ActToWrite, type PersonId } from '@consilium/domain';
import { joinHash } from '@consilium/ledger';
import { startSystem, type System } from '@consilium/testkit/system';
import { ownerSql } from '../owner-sql';
import { Standings } from '../../apps/api/src/ledgers/standings';
import { PlainBrowser } from './plain-browser';
import { PlainClinic, type Member } from './plain-clinic';
import { b64, joinRequest, now, PlainPerson } from './plain-person';

const table = endpoints.register;
type Came = InputOf<typeof table.keysFinish>;

/** What comes with a link for other keys, made wrong in one way each. */
describe('register/keys-finish', () => {
  let system: System;
  let clinic: PlainClinic;
  let alice: Member;

  beforeAll(async () => {
    system = await startSystem();
    clinic = await PlainClinic.open(system);
    alice = await clinic.clinician();
  });

  const visitor = (): PlainBrowser => new PlainBrowser(system.address, system.origin);

  async function linkFor(person: string = alice.person.id): Promise<string> {
    const invitation = b64(16);
    const at = { role: 'clinician', organisation: '' } as const;
    await clinic.office.ask(table.invite, { invitation, ...at, person });
    return invitation;
  }

  /** Everything right: other keys and another passkey of the same person, who says what the register has of them. */
  async function cameWith(invitation: string, keyring?: number): Promise<Came & { readonly key: PlainPerson }> {
    const person = alice.person.id;
    const known = (await system.application.nest.get(Standings, { strict: false }).now()).person(person);
    if (known === undefined) throw new Error('not in the register');
    const key: PlainPerson = Object.assign(await PlainPerson.make(), { id: person, states: standingStatement(known) });
    const { nonce } = await visitor().ask(table.joinBegin, { invitation });
    const begun = { nonce, root: clinic.root, organisation: clinic.organisation };
    const { device: _, ...came } = await joinRequest(key, invitation, begun, clinic.home);
    const version = keyring ?? known.keyring + 1;
    return { ...came, key, account: { ...key.account(undefined, version), heads: b64(100) } };
  }

  async function finish({ key: _, ...came }: Came & { readonly key?: PlainPerson }): Promise<string> {
    const { status, title } = await visitor().call(table.keysFinish, came);
    return status === 200 ? 'taken' : `${String(status)} ${title}`;
  }

  const waiting = async () => (await clinic.office.ask(table.requests, {})).replacements;

  async function drop({ person, join }: Came): Promise<void> {
    await clinic.office.ask(table.refuse, { person, statement: await joinHash(join), reason: 'Not confirmed' });
  }

  const signsIn = async (who: PlainPerson) => (await who.signIn(visitor(), clinic.home)).status;

  test('a link that is unknown, for a joiner, used, taken back or expired brings nobody’s keys', async () => {
    const over = expect.stringMatching(/^409 This invitation cannot be used/) as string;
    const used = await cameWith(await linkFor());
    expect(await finish(used)).toBe('taken');
    const [again, takenBack, late] = [await cameWith(await linkFor()), await linkFor(), await linkFor()];
    const withdrawn = await cameWith(takenBack);
    await clinic.office.ask(table.revoke, { invitation: takenBack });
    const expired = await cameWith(late);
    const forJoiner = b64(16);
    const place = { role: 'clinician', organisation: clinic.organisation } as const;
    await clinic.office.ask(table.invite, { invitation: forJoiner, ...place });
    expect(await finish(used)).toEqual(over);
    expect(await finish({ ...again, invitation: used.invitation })).toEqual(over);
    expect(await finish({ ...again, invitation: b64(16) })).toEqual(over);
    expect(await finish(await cameWith(forJoiner))).toEqual(over);
    expect(await finish(withdrawn)).toEqual(over);
    system.clock.forward(7 * 24 * 3600 + 1);
    expect(await finish(expired)).toEqual(over);
    system.clock.forward(-(7 * 24 * 3600 + 1));
    expect(await waiting()).toMatchObject([{ invitation: used.invitation, keyring: 2 }]);
    await drop(used);
  });

  test('of two who finish with one link at once exactly one is taken', async () => {
    const invitation = await linkFor();
    const both = [await cameWith(invitation), await cameWith(invitation)];
    const answers = await Promise.all(both.map((each) => finish(each)));
    expect(answers.filter((each) => each === 'taken')).toHaveLength(1);
    const [first] = both.filter((_, index) => answers[index] === 'taken');
    if (first !== undefined) await drop(first);
    expect(await waiting()).toEqual([]);
  });

  test('each thing that does not belong to the rest is refused by name, and none of it uses the link up', async () => {
    const invitation = await linkFor();
    const other = await PlainPerson.make();
    const { home, root } = clinic;
    other.passkey.create(b64(32), other.id, home);
    const changes: readonly [RegExp, (came: Came & { readonly key: PlainPerson }) => Promise<Partial<Came>>][] = [
      [/^409 This step took too long/, async () => Promise.resolve({ nonce: b64(32) })],
      [/^400 The signed statement is for another register or person/, async () => Promise.resolve({ person: b64(16) })],
      [
        /^400 The signed statement is for another register or person/,
        async ({ key }) => ({ join: await key.join(b64(32), home, now()) }),
      ],
      [
        /^400 The passkey and the signed statement do not belong together/,
        async ({ key }) => ({ join: await key.join(root, home, now(), other.passkey) }),
      ],
      [
        /^409 The register says something else of you since/,
        async ({ key }) => {
          key.states = { ...key.states, name: 'Mallory Marsh' };
          return { join: await key.join(root, home, now()) };
        },
      ],
      [
        /^409 Your keys were changed since you opened this link/,
        async ({ account }) => Promise.resolve({ account: { ...account, keyringVersion: 3 } }),
      ],
      [
        /^400 The recovery words are missing/,
        async ({ account }) => Promise.resolve({ account: { ...account, wraps: account.wraps.slice(0, 1) } }),
      ],
      [
        /^400 The account names a passkey it does not have/,
        async ({ key, account }) =>
          Promise.resolve({ account: { ...account, ...key.account([other.passkey.credential], 2) } }),
      ],
    ];
    for (const [refusal, change] of changes) {
      const came = await cameWith(invitation);
      expect(await finish({ ...came, ...(await change(came)) })).toMatch(refusal);
    }
    expect(await waiting()).toEqual([]);
    const right = await cameWith(invitation);
    expect(await finish(right)).toBe('taken');
    await drop(right);
    expect(await waiting()).toEqual([]);
  });

  test('keys that were dropped open nothing, and cannot be confirmed any more', async () => {
    const came = await cameWith(await linkFor());
    expect(await finish(came)).toBe('taken');
    await drop(came);
    const body: ActToWrite<'key-replacement'> = { person: alice.person.id, join: came.join, keyring: 2 };
    await expect(clinic.register('key-replacement', body)).rejects.toThrow('came without an account');
    expect([await signsIn(came.key), await signsIn(alice.person)]).toEqual([401, 200]);
  });

  test('an account of another version than the register gives its keys does not take the place of the former one', async () => {
    const came = await cameWith(await linkFor());
    expect(await finish(came)).toBe('taken');
    const account = JSON.stringify({ ...came.account, keyringVersion: 3 });
    await ownerSql(system.databaseUrl, `UPDATE key_requests SET sealed_account = '${account}'`);
    const body: ActToWrite<'key-replacement'> = { person: alice.person.id, join: came.join, keyring: 2 };
    await expect(clinic.register('key-replacement', body)).rejects.toThrow('came without an account');
    expect(await signsIn(alice.person)).toBe(200);
    await ownerSql(system.databaseUrl, `UPDATE key_requests SET sealed_account = '${JSON.stringify(came.account)}'`);
    await clinic.register('key-replacement', body);
    expect([await signsIn(came.key), await signsIn(alice.person)]).toEqual([200, 401]);
    expect(await waiting()).toEqual([]);
  });

  test('keys whose passkey or words are somebody else’s by now take nothing’s place, and are refused in words', async () => {
    const { person: other } = await clinic.clinician();
    const came = await cameWith(await linkFor());
    expect(await finish(came)).toBe('taken');
    await ownerSql(
      system.databaseUrl,
      `UPDATE key_requests SET passkey = jsonb_set(passkey, '{credential}',
         (SELECT to_jsonb(credential) FROM passkeys WHERE person = '${other.id}'))`,
    );
    const keyring = came.account.keyringVersion;
    const body: ActToWrite<'key-replacement'> = { person: alice.person.id, join: came.join, keyring };
    await expect(clinic.register('key-replacement', body)).rejects.toThrow('Give a new link');
    expect(await signsIn(other)).toBe(200);
    await drop(came);
  });

  test('whoever came twice is given the ones that were confirmed, and the others are gone', async () => {
    const [first, second] = [await cameWith(await linkFor()), await cameWith(await linkFor())];
    expect([await finish(first), await finish(second)]).toEqual(['taken', 'taken']);
    const person: PersonId = alice.person.id;
    await clinic.register('key-replacement', { person, join: first.join, keyring: 3 });
    expect(await waiting()).toEqual([]);
    expect([await signsIn(first.key), await signsIn(second.key)]).toEqual([200, 401]);
    await expect(clinic.register('key-replacement', { person, join: second.join, keyring: 4 })).rejects.toThrow(
      'came without an account',
    );
  });
});
