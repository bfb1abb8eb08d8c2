import { toB64 } from '@consilium/bytes';
import { httpTransport } from '@consilium/client';
import { ThreadKeys } from '@consilium/client/testing';
import type { SealedAccount } from '@consilium/contracts';
import { draft, signerFromSeed } from '@consilium/ledger';
import {
  CannotOpen,
  entropyOf,
  fromB64,
  openKeyring,
  openVault,
  sealingKeyFromSeed,
  unwrapWithPrf,
  unwrapWithRecovery,
  type Keyring,
  type PrfResult,
  type SealingKeyPair,
} from '@consilium/sealing';
import {
  authenticator,
  type Authenticator,
  clinic,
  type Clinic,
  freshDevice,
  holds,
  photograph,
  renewsKeys,
  signsIn,
  type Someone,
  withWords,
} from '@consilium/testkit/people';
import { eventually } from '@consilium/testkit';
import { startSystem, type System } from '@consilium/testkit/system';
import { closeDevices } from './devices';
import { EvilMember } from './evil-member';

const form = {
  title: 'Former keys',
  specialty: 'Dermatology',
  urgency: 'routine',
  ageBand: '40-64',
  question: 'What is it?',
  responsible: 'Dr R',
} as const;

/** Whoever has a backup's account row and what opened it then: words, or a passkey. Besides, they see all that the service has. */
interface Thief {
  readonly accountKey: Uint8Array;
  readonly keyring: Keyring;
  readonly pair: SealingKeyPair;
}

const accountOf = ({ origin, cookies }: Someone): Promise<SealedAccount> =>
  httpTransport({ origin, cookies }).call('signIn', 'account', {});

async function thiefWith(who: Someone, account: SealedAccount, accountKey: Uint8Array): Promise<Thief> {
  const place = { person: who.person, version: account.keyringVersion };
  const keyring = await openKeyring(accountKey, fromB64(account.keyring), place);
  return { accountKey, keyring, pair: await sealingKeyFromSeed(keyring.sealingSeed) };
}

function wrapFor({ wraps }: SealedAccount, passkeys: Authenticator) {
  const wrap = wraps.find(({ kind, credential }) => kind === 'prf' && holds(passkeys, credential));
  if (wrap === undefined) throw new Error('no such wrap');
  return wrap;
}

/** What a passkey gives for the input that stands beside its wrap. */
function prfOf(passkeys: Authenticator, { credential, parameters: input }: { credential: string; parameters: string }) {
  const asked = { challenge: 'AAAA', rpId: 'localhost', allow: [credential] };
  const { prf = '' } = passkeys.get({ ...asked, prf: { [credential]: input } });
  return { input, output: fromB64(prf) } satisfies PrfResult;
}

async function byPasskey(who: Someone, account: SealedAccount, passkeys: Authenticator): Promise<Thief> {
  const wrap = wrapFor(account, passkeys);
  const binding = { person: who.person, credential: wrap.credential, version: wrap.version };
  return thiefWith(who, account, await unwrapWithPrf(fromB64(wrap.sealed), prfOf(passkeys, wrap), binding));
}

async function byWords(who: Someone, account: SealedAccount): Promise<Thief> {
  const wrap = account.wraps.find(({ kind }) => kind === 'recovery');
  if (wrap === undefined) throw new Error('no such wrap');
  const binding = { person: who.person, credential: '', version: wrap.version };
  const key = await unwrapWithRecovery(fromB64(wrap.sealed), entropyOf([...who.words]), binding);
  return thiefWith(who, account, key);
}

/** One more passkey of somebody, confirmed by the one they have. */
async function another(who: Someone): Promise<Authenticator> {
  const added = authenticator(who.origin);
  await who.door.addPasskeyMade(added.create(await who.door.addPasskeyBegin()));
  await who.door.addPasskeyFinish();
  return added;
}

/** Of each thread and generation of a case, whether it opens to what the thief has, by every grant and wrap there ever was. */
async function opensFor({ pair }: Thief, who: Someone, room: string) {
  const evil = await EvilMember.of(who);
  const known = await evil.room(room);
  const keys = new ThreadKeys(
    evil.vault.root,
    () => known.id,
    ({ recipient }) => Promise.resolve(recipient === who.person ? pair : undefined),
  );
  keys.learn(known.log.entries);
  const threads = [...known.state.threads.values()];
  const newest = await Promise.all(threads.map(({ id, gen }) => keys.opens(id, gen)));
  const first = await keys.opens(known.state.caseThread, 1);
  return { newest, first };
}

let system: System;
let people: Clinic;

beforeAll(async () => {
  system = await startSystem();
  people = await clinic(system);
});
afterEach(closeDevices);

/** A case with a picture and a colleague in it. */
async function opensCase({ door }: Pick<Someone, 'door'>): Promise<string> {
  const room = await door.openCase(form);
  await door.addPicture(room, photograph('before'));
  await eventually(async () => {
    expect((await door.room(room)).threads).toHaveLength(2);
  });
  return room;
}

async function says({ door }: Pick<Someone, 'door'>, room: string, text: string): Promise<void> {
  const { threads } = await door.room(room);
  for (const { thread } of threads) await door.say(room, thread, text, '');
}

describe.each<{
  what: string;
  who: 'alice' | 'bela';
  steals: (who: Someone) => Promise<{ thief: () => Promise<Thief>; gone: Authenticator | undefined }>;
}>([
  {
    what: 'the recovery words of before',
    who: 'alice',
    steals: async (who) => {
      const account = await accountOf(who);
      return { thief: () => byWords(who, account), gone: undefined };
    },
  },
  {
    what: 'a passkey that was removed',
    who: 'bela',
    steals: async (who) => {
      const gone = await another(who);
      const account = await accountOf(who);
      return { thief: () => byPasskey(who, account, gone), gone };
    },
  },
])('79: $what, with the wrap and the keyring row of a backup,', ({ who: name, steals }) => {
  let victim: Someone;
  let thief: Thief;
  let gone: Authenticator | undefined;
  let rooms: { before: string; after: string };

  beforeAll(async () => {
    victim = people[name];
    const before = await opensCase(victim);
    await says(victim, before, 'said before');
    const stolen = await steals(victim);
    thief = await stolen.thief();
    ({ gone } = stolen);
    // Until then they are as good as the person's own.
    expect(await opensFor(thief, victim, before)).toEqual({ newest: [true, true], first: true });
    await renewsKeys(victim, [victim.passkeys]);
    await says(victim, before, 'said after');
    rooms = { before, after: await opensCase(victim) };
  });

  test('open nothing that is posted afterwards, in no case', async () => {
    expect(await opensFor(thief, victim, rooms.before)).toEqual({ newest: [false, false], first: true });
    expect(await opensFor(thief, victim, rooms.after)).toEqual({ newest: [false, false], first: false });
  });

  test('open neither the new keys nor what their devices remember', async () => {
    const account = await accountOf(victim);
    const { sealed = '' } = await httpTransport(victim).call('signIn', 'remembered', {});
    for (const version of [thief.keyring.version, account.keyringVersion]) {
      const place = { person: victim.person, version };
      await expect(openKeyring(thief.accountKey, fromB64(account.keyring), place)).rejects.toThrow(CannotOpen);
      const heads = openVault(thief.accountKey, { label: 'heads', ...place }, fromB64(sealed));
      await expect(heads).rejects.toThrow(CannotOpen);
    }
    for (const { kind, credential, sealed: wrap, version } of account.wraps) {
      if (kind !== 'recovery') continue;
      const binding = { person: victim.person, credential, version };
      const old = unwrapWithRecovery(fromB64(wrap), entropyOf([...victim.words]), binding);
      await expect(old).rejects.toThrow(CannotOpen);
    }
  });

  test('sign nobody in, and sign nothing', async () => {
    await expect(withWords(victim)).rejects.toMatchObject({ kind: 'not-signed-in' });
    if (gone !== undefined) {
      const { door } = freshDevice(victim.origin, gone);
      await expect(signsIn({ door, passkeys: gone }, 'Stolen')).rejects.toMatchObject({ kind: 'not-signed-in' });
    }
    const evil = await EvilMember.of(victim);
    const signer = await signerFromSeed(thief.keyring.signingSeed);
    const close = draft({ type: 'close', scope: 'room', body: { outcome: 'advice-given' } });
    const entries = await evil.sign(rooms.after, [close], { signer });
    expect(await evil.send(rooms.after, entries)).toMatch(/unknown-signer/);
  });

  test('while the person reads everything, from before and after', async () => {
    const { threads } = await victim.door.room(rooms.before);
    const texts = threads.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'message' ? [item.text] : [])));
    expect(texts.toSorted()).toEqual(['said after', 'said after', 'said before', 'said before']);
  });
});

test('79: what a passkey that stays gave for its former wrap opens no later one, nor does it give that for another input', async () => {
  const { xenia } = people;
  const before = await accountOf(xenia);
  const wrap = wrapFor(before, xenia.passkeys);
  const seen = prfOf(xenia.passkeys, wrap);
  await renewsKeys(xenia, [xenia.passkeys]);
  const after = wrapFor(await accountOf(xenia), xenia.passkeys);
  expect(after.parameters).not.toBe(wrap.parameters);
  const binding = { person: xenia.person, credential: after.credential, version: after.version };
  for (const input of [wrap.parameters, after.parameters]) {
    const opening = unwrapWithPrf(fromB64(after.sealed), { input, output: seen.output }, binding);
    await expect(opening).rejects.toThrow(CannotOpen);
  }
  const now = prfOf(xenia.passkeys, after);
  expect(toB64(now.output)).not.toBe(toB64(seen.output));
  await expect(unwrapWithPrf(fromB64(after.sealed), now, binding)).resolves.toHaveLength(32);
});
