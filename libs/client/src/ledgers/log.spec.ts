import { randomBytes, toB64 } from '@consilium/bytes';
import type { SealedEntry, StoredEntry } from '@consilium/contracts';
import {
  Problem,
  registerRules,
  waitsOf,
  type Hash,
  type LedgerId,
  type PersonId,
  type BodyToWrite,
} from '@consilium/domain';
import { draft, ledgerIdOf, placeAfter, readEntry, sealBatch, signerFromSeed, type Replica } from '@consilium/ledger';
import { newSealingKey } from '@consilium/sealing';
import { authenticator, confirmedBy, provenJoin, statedBy } from '@consilium/testkit/ledger';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { Log } from './log';

const at = Math.floor(Date.now() / 1000);
const officer = toB64(randomBytes(16)) as PersonId;
const seed = randomBytes(32);
const key = authenticator('ES256', 'http://localhost', 'localhost');
const organisationNamed = (root: LedgerId, name: string) => {
  const said = { organisation: toB64(randomBytes(16)), name, kind: 'clinical', anchor: '' } as const;
  const act = draft({ type: 'organisation', scope: 'room', body: { ...said, asOf: -1, signedAt: at } });
  return confirmedBy(key, { root, by: officer }, act);
};

/** What a service answers that stored these. */
const storedOf = (wires: readonly SealedEntry[]): Promise<StoredEntry[]> =>
  Promise.all(
    wires.map(async (wire) => {
      const { skeleton, hash } = await readEntry(registerRules, wire);
      return { id: skeleton.id, hash };
    }),
  );

/** A register of one officer, and how to write what comes after a replica of it. */
async function begun() {
  const signer = await signerFromSeed(seed);
  const sealing = await newSealingKey();
  const passkeys = [key.passkey];
  const join = await provenJoin(
    {
      v: 1,
      root: '',
      person: officer,
      states: statedBy('Officer', 'officer'),
      signing: signer.public,
      sealing: sealing.publicKey,
      recovery: signer.public,
      passkeys,
      at,
    },
    signer,
    [key],
  );
  const service = (await signerFromSeed(randomBytes(32))).public;
  const officers = [join];
  const body: BodyToWrite<'genesis', 'register'> = {
    kind: 'register',
    mode: 'trial',
    nonce: toB64(randomBytes(16)),
    rpId: 'localhost',
    origin: 'http://localhost',
    officers,
    service,
    waits: waitsOf.trial,
  };
  const common = { rules: 1, by: officer, at, signer };
  const [genesis] = await sealBatch(registerRules, [draft({ type: 'genesis', scope: 'room', body })], {
    ...common,
    ledger: '',
    head: undefined,
    root: '',
    register: { seq: -1, hash: '' },
  });
  if (genesis === undefined) throw new Error('no genesis');
  const after = async (replica: Replica<unknown> | undefined, name: string): Promise<SealedEntry> => {
    if (replica === undefined) throw new Error('nothing verified yet');
    const [entry] = await sealBatch(registerRules, [await organisationNamed(replica.root, name)], {
      ...common,
      ...placeAfter(replica),
      register: replica.register,
    });
    if (entry === undefined) throw new Error('nothing written');
    return { ...entry };
  };
  return { root: ledgerIdOf('register', genesis), genesis: { ...genesis } as SealedEntry, after };
}

/** A service that shows whatever the test says. */
class Shown {
  entries: SealedEntry[] = [];
  head: { seq: number; hash: string } = { seq: -1, hash: '' };

  asked = 0;

  readonly transport = {
    call: (_noun: string, _act: string, input: { after: number }) => {
      this.asked += 1;
      const entries = this.entries.slice(input.after + 1);
      return Promise.resolve({ kind: 'register', entries, head: this.head, now: at });
    },
  } as unknown as Transport;

  show(entries: SealedEntry[], hash: string): void {
    this.entries = entries;
    this.head = { seq: entries.length - 1, hash };
  }
}

async function device() {
  const register = await begun();
  const shown = new Shown();
  const log = new Log('register', register.root, registerRules, {
    transport: shown.transport,
    clock: new ServiceClock(),
    changed: () => undefined,
    judging: () => Promise.resolve({ expectRoot: register.root }),
  });
  shown.show([register.genesis], register.root);
  await log.sync();
  return { ...register, shown, log };
}

async function grown() {
  const known = await device();
  const entry = await known.after(known.log.replica, 'Northfield');
  known.shown.show([known.genesis, entry], '');
  await known.log.sync();
  return { ...known, entry };
}

test('entries that continue the history are taken', async () => {
  const { log } = await grown();
  expect({ head: log.headSeq, alarm: log.alarm, organisations: log.state.organisations.size }).toEqual({
    head: 1,
    alarm: '',
    organisations: 1,
  });
});

test('an older head than the verified one ends the log with an alarm and the evidence', async () => {
  const { log, shown, genesis, root } = await grown();
  shown.show([genesis], root);
  await log.sync();
  expect(log.alarm).toMatch(/older history/);
  expect(log.kept?.what).toBe('rollback');
  expect(() => {
    log.requireSound();
  }).toThrow(/read-only/);
});

test('another history than the verified one is a fork', async () => {
  const { log, shown, genesis, entry } = await grown();
  shown.show([genesis, entry], toB64(randomBytes(32)));
  await log.sync();
  expect(log.kept?.what).toBe('fork');
});

test('a head remembered from another device that the service does not show is a rollback', async () => {
  const { root, shown, genesis, log: known } = await grown();
  const head = known.replica?.head ?? { seq: 0, hash: '' as Hash };
  shown.show([genesis], root);
  const fresh = new Log('register', root, registerRules, {
    transport: shown.transport,
    clock: new ServiceClock(),
    changed: () => undefined,
    judging: () => Promise.resolve({ expectRoot: root }),
  });
  fresh.remembered = head;
  await fresh.sync();
  expect(fresh.kept?.what).toBe('rollback');
});

test('an entry changed in one character is refused, the state stays, and the entry is kept as evidence', async () => {
  const { log, shown, genesis, entry, after } = await grown();
  const next = await after(log.replica, 'Southmere');
  const forged = { ...next, body: next.body?.replace('Southmere', 'Southmore') };
  shown.show([genesis, entry, forged], '');
  await log.sync();
  expect({ head: log.headSeq, organisations: log.state.organisations.size }).toEqual({ head: 1, organisations: 1 });
  expect(log.kept).toMatchObject({ what: 'refused', code: 'body-hash', theirs: { entries: [forged] } });
});

test('a live notice is a hint: it is applied if it extends the head, and otherwise asked for', async () => {
  const { log, shown, genesis, entry, after } = await grown();
  const next = await after(log.replica, 'Southmere');
  shown.show([genesis, entry, next], '');
  await log.hear(2, [next]);
  expect(log.headSeq).toBe(2);
  const last = await after(log.replica, 'Eastwick');
  shown.show([genesis, entry, next, last], '');
  await log.hear(3, []);
  await log.hear(3, [last]);
  expect({ head: log.headSeq, alarm: log.alarm }).toEqual({ head: 3, alarm: '' });
});

test('an own entry that the live connection brought before the answer is asked for no more', async () => {
  const { log, shown, genesis, entry, after } = await grown();
  const own = await after(log.replica, 'Southmere');
  shown.show([genesis, entry, own], '');
  await log.hear(2, [own]);
  const { asked } = shown;
  await log.takeOwn([own], await storedOf([own]));
  expect({ head: log.headSeq, asked: shown.asked - asked }).toEqual({ head: 2, asked: 0 });
});

test('an own entry in whose place another was heard is looked into', async () => {
  const { log, shown, genesis, entry, after } = await grown();
  const [own, other] = [await after(log.replica, 'Southmere'), await after(log.replica, 'Eastwick')];
  await log.hear(2, [other]);
  const { hash } = await readEntry(registerRules, own);
  shown.show([genesis, entry, own], hash);
  await log.takeOwn([own], await storedOf([own]));
  expect(log.kept?.what).toBe('fork');
});

test('an own entry of which the service names another hash is fetched, not taken as it was signed here', async () => {
  const { log, shown, genesis, entry, after } = await grown();
  const own = await after(log.replica, 'Southmere');
  shown.show([genesis, entry, own], '');
  const { asked } = shown;
  const stored = (await storedOf([own])).map((each) => ({ ...each, hash: 'another' }));
  await log.takeOwn([own], stored);
  expect({ head: log.headSeq, asked: shown.asked - asked }).toEqual({ head: 2, asked: 1 });
});

test('reading again from the start never goes back behind what was verified, also when the answers stop half-way', async () => {
  const { log, shown, genesis } = await grown();
  const pages = [{ kind: 'register', entries: [genesis], head: { seq: 1, hash: '' }, now: at }];
  shown.transport.call = () => {
    const page = pages.shift();
    return page === undefined
      ? Promise.reject(new Problem('unavailable', 'No answer.'))
      : Promise.resolve(page as never);
  };
  await expect(log.reload()).rejects.toThrow('No answer.');
  expect({ head: log.headSeq, organisations: log.state.organisations.size }).toEqual({ head: 1, organisations: 1 });
});
