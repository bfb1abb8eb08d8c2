import { fromB64, randomBytes, toB64 } from '@consilium/bytes';
import {
  registerRules,
  roomRules,
  waitsOf,
  type UnprovenJoin,
  type LedgerId,
  type OrganisationId,
  type PersonId,
  type RegisterState,
  type ThreadId,
  type BodyToWrite,
  type Statement,
} from '@consilium/domain';
import {
  advance,
  blobOf,
  draft,
  fromRegister,
  ledgerIdOf,
  placeAfter,
  readEntry,
  sealBatch,
  signerFromSeed,
  type Draft,
  type ReadEntry,
  type Replica,
  type SealedEntry,
  type Signer,
} from '@consilium/ledger';
import {
  authenticator,
  confirmedBy,
  provenJoin,
  statedBy,
  statedByDoctor,
  type Authenticator,
} from '@consilium/testkit/ledger';
import { median, processorTime, say, sayMachine, sayRatio, timed } from './measure/figures';

/**
 * Verifying and judging a room of 5,000 entries from the first, against 5,000 bare Ed25519 verifications of the same
 * signatures at the same concurrency (windows of 256), turn about in one process.
 */
const entries = 5_000;
const rounds = 7;
const window = 256;
const at = Math.floor(Date.now() / 1000);
const id = (bytes = 16): string => toB64(randomBytes(bytes));

interface Somebody {
  readonly person: PersonId;
  readonly signer: Signer;
  readonly passkey: Authenticator;
}

const somebody = async (): Promise<Somebody> => ({
  person: id() as PersonId,
  signer: await signerFromSeed(randomBytes(32)),
  passkey: authenticator('ES256', 'http://localhost:3000', 'localhost'),
});

function joinOf({ person, signer, passkey }: Somebody, root: LedgerId | '', states: Statement): Promise<string> {
  const passkeys = [passkey.passkey];
  const keys = { signing: signer.public, sealing: id(1216), recovery: id(32), passkeys };
  const unproven: UnprovenJoin = { v: 1, root, person, states, ...keys, at };
  return provenJoin(unproven, signer, [passkey]);
}

async function registerOf(officer: Somebody, doctor: Somebody, org: OrganisationId): Promise<Replica<RegisterState>> {
  const service = await signerFromSeed(randomBytes(32));
  const genesis = draft({
    type: 'genesis',
    scope: 'room',
    body: {
      kind: 'register',
      mode: 'trial',
      nonce: id(),
      rpId: 'localhost',
      origin: 'http://localhost:3000',
      officers: [await joinOf(officer, '', statedBy('Officer', 'officer'))],
      service: service.public,
      waits: waitsOf.trial,
    },
  });
  const author = { rules: 1, by: officer.person, at, signer: officer.signer };
  const none = { seq: -1, hash: '' } as const;
  const begin = { ledger: '', head: undefined, root: '', register: none, ...author } as const;
  const first = await advance(registerRules, undefined, await sealBatch(registerRules, [genesis], begin), {});
  const states = { ...statedByDoctor('Dr D'), organisation: org, defence: '' as const };
  const found = states.register.map((number) => ({
    ...{ ...number, name: 'D', status: 'with-licence' as const, source: 'bench', checkedAt: at },
  }));
  const confirmed = { asOf: -1, signedAt: at } as const;
  const credential: BodyToWrite<'credential', 'register'> = {
    person: doctor.person,
    join: await joinOf(doctor, first.replica.ledger, states),
    level: 'V1',
    registration: found,
    staff: [],
    why: '',
    expires: at + 1_000_000,
    ...confirmed,
  };
  const organisation = { organisation: org, name: 'Hospital', kind: 'clinical', anchor: '', ...confirmed } as const;
  const acts = [
    draft({ type: 'organisation', scope: 'room', body: organisation }),
    draft({ type: 'credential', scope: 'room', body: credential }),
  ];
  const whose = { root: first.replica.ledger, by: officer.person };
  const rest = await Promise.all(acts.map((act) => confirmedBy(officer.passkey, whose, act)));
  const more = await sealBatch(registerRules, rest, { ...placeAfter(first.replica), register: none, ...author });
  return (await advance(registerRules, first.replica, more, { expectRoot: first.replica.ledger })).replica;
}

async function messagesIn(thread: ThreadId, count: number): Promise<Draft[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const sealed = await blobOf(randomBytes(284));
      const body = { thread, gen: 1, sealed: sealed.ref, replyTo: '' };
      return draft({ type: 'message', scope: [thread], body, blobs: [sealed] });
    }),
  );
}

async function roomOf(doctor: Somebody, org: OrganisationId, register: Replica<RegisterState>): Promise<SealedEntry[]> {
  const thread = id() as ThreadId;
  const common = {
    root: register.root,
    rules: 1,
    register: register.head,
    by: doctor.person,
    at,
    signer: doctor.signer,
  } as const;
  const genesis = draft({ type: 'genesis', scope: 'room', body: { kind: 'room', nonce: id(), org, thread } });
  const [first] = await sealBatch(roomRules, [genesis], { ...common, ledger: '', head: undefined });
  if (first === undefined) throw new Error('no genesis');
  const grant = await blobOf(randomBytes(1168));
  const rotate = draft({
    type: 'rotate',
    scope: [thread],
    blobs: [grant],
    body: {
      thread,
      kind: 'case',
      clearance: '',
      gen: 1,
      kc: id(32),
      back: { gen: 0, sealed: '' },
      readers: 'inside',
      grants: [{ recipient: doctor.person, blob: grant.ref }],
    },
  });
  const ledger = ledgerIdOf('room', first);
  const head = { seq: 0, hash: ledger as string as never, at };
  const rest = await sealBatch(roomRules, [rotate, ...(await messagesIn(thread, entries - 2))], {
    ...common,
    ledger,
    head,
  });
  return [first, ...rest];
}

/** The same signatures, verified with nothing around them. */
async function bare(key: CryptoKey, read: readonly ReadEntry[]): Promise<void> {
  for (let from = 0; from < read.length; from += window) {
    const good = await Promise.all(
      read
        .slice(from, from + window)
        .map(({ signature, signed }) => crypto.subtle.verify('Ed25519', key, signature, signed)),
    );
    if (good.includes(false)) throw new Error('a signature did not verify');
  }
}

async function main(): Promise<void> {
  sayMachine();
  const [officer, doctor] = await Promise.all([somebody(), somebody()]);
  const org = id() as OrganisationId;
  const register = await registerOf(officer, doctor, org);
  const wires = await roomOf(doctor, org, register);
  const read = await Promise.all(wires.map((wire) => readEntry(roomRules, wire)));
  const key = await crypto.subtle.importKey('raw', fromB64(doctor.signer.public), 'Ed25519', false, ['verify']);
  const reader = fromRegister(register.state);
  const replay = async (): Promise<void> => {
    const { replica } = await advance(roomRules, undefined, wires, { register: reader, expectRoot: register.root });
    if (replica.head.seq !== entries - 1) throw new Error('the room was not replayed whole');
  };
  await replay();
  await bare(key, read);
  const times = { replay: [] as number[], bare: [] as number[] };
  const processor = { replay: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of [
      ['bare', () => bare(key, read)],
      ['replay', replay],
    ] as const) {
      processor[name].push(await processorTime(async () => times[name].push(await timed(work))));
    }
  }
  const label = `median of ${String(rounds)}`;
  say(`bare Ed25519 verifications of ${String(entries)}, ${label}`, median(times.bare), 'ms');
  say(`replay of ${String(entries)} entries, ${label}`, median(times.replay), 'ms');
  say(`bare, processor time, ${label}`, median(processor.bare), 'ms');
  say(`replay, processor time, ${label}`, median(processor.replay), 'ms');
  say('replay to bare, processor time', median(processor.replay) / median(processor.bare), '');
  sayRatio(median(times.replay) / median(times.bare));
}

void main();
