import { randomBytes } from 'node:crypto';
import type { endpoints, InputOf } from '@consilium/contracts';
import type { Grounds } from './intruders';

type Table = typeof endpoints;

/** One valid input per endpoint. A new endpoint does not compile before it has one here. */
type Samples = {
  readonly [N in keyof Table]: { readonly [A in keyof Table[N]]: (grounds: Grounds) => InputOf<Table[N][A]> };
};

const b64 = (length: number): string => randomBytes(length).toString('base64url');

const assertion = () => ({
  id: b64(16),
  authenticatorData: b64(37),
  clientDataJSON: b64(80),
  signature: b64(70),
});
const passkey = () => ({ id: b64(16), attestationObject: b64(200), clientDataJSON: b64(80), transports: ['internal'] });
const wrap = { kind: 'prf' as const, credential: b64(16), version: 1, parameters: 'HKDF-SHA256', sealed: b64(60) };
const account = () => ({ keyring: b64(300), keyringVersion: 1, wraps: [wrap], recoveryPublic: b64(32) });
const firstAccount = () => ({ ...account(), heads: b64(100) });
export const sampleInputs: Samples = {
  setup: {
    state: () => ({}),
    begin: () => ({ code: 'not-the-code' }),
    offer: () => ({
      ...{ code: 'not-the-code', nonce: b64(32), person: b64(16), passkey: passkey(), join: b64(300) },
      device: 'Phone',
    }),
    founders: () => ({ code: 'not-the-code' }),
    startAgain: () => ({ code: 'not-the-code' }),
    agree: ({ entry }) => ({ code: 'not-the-code', person: b64(16), entry, head: b64(200), account: firstAccount() }),
    finish: ({ entry }) => ({
      ...{ code: 'not-the-code', nonce: b64(32), person: b64(16), passkey: passkey(), entry, account: firstAccount() },
      device: 'Phone',
    }),
  },
  signIn: {
    begin: () => ({}),
    finish: () => ({ preSession: b64(16), nonce: b64(32), assertion: assertion(), device: 'Phone' }),
    recover: () => ({
      preSession: b64(16),
      nonce: b64(32),
      recoveryPublic: b64(32),
      signature: b64(64),
      device: 'Phone',
    }),
    session: () => ({}),
    account: () => ({}),
    signOut: () => ({}),
    devices: () => ({}),
    whoseDevice: () => ({ own: true }),
    endDevice: ({ session }) => ({ session }),
    stepUpBegin: () => ({ act: 'register' }),
    passkeyBegin: () => ({}),
    addPasskey: ({ entry }) => ({ nonce: b64(32), passkey: passkey(), wrap, entry }),
    renewKeys: ({ entry }) => ({ account: account(), remembered: { sealed: b64(40), version: 2 }, entry }),
    remember: () => ({ sealed: b64(40), version: 1_000_000, keyring: 1 }),
    remembered: () => ({}),
  },
  register: {
    invite: () => ({ invitation: b64(16), role: 'officer', organisation: '' }),
    invitations: () => ({}),
    revoke: () => ({ invitation: b64(16) }),
    lookAtInvitation: ({ invitation }) => ({ invitation }),
    joinBegin: ({ invitation }) => ({ invitation }),
    restate: () => ({ join: b64(300) }),
    claims: () => ({}),
    joinFinish: () => ({
      ...{ invitation: b64(16), nonce: b64(32), person: b64(16), passkey: passkey(), join: b64(400), proof: b64(32) },
      ...{ account: firstAccount(), device: 'Phone' },
    }),
    keysFinish: () => ({
      ...{ invitation: b64(16), nonce: b64(32), person: b64(16), passkey: passkey(), join: b64(400), proof: b64(32) },
      ...{ account: firstAccount() },
    }),
    myRequest: () => ({}),
    requests: () => ({}),
    refuse: () => ({ person: b64(16), statement: b64(32), reason: 'Not known here' }),
    lookUp: () => ({ body: 'GMC', number: '9990001' }),
  },
  ledgers: {
    append: ({ room, entry }) => ({ kind: 'room', ledger: room, entries: [entry] }),
    entries: ({ room }) => ({ ledger: room, after: -1, limit: 10 }),
    mine: () => ({ since: '', after: '' }),
    standing: ({ room }) => ({ ledger: room }),
    heads: ({ room }) => ({ ledger: room }),
    postHead: ({ room, head }) => ({ ledger: room, head, service: '' }),
    tellMissed: ({ room, head }) => ({ ledger: room, head, kept: { seq: -1, hash: '' } }),
    missed: () => ({}),
  },
  pictures: {
    intend: ({ room }) => ({
      room,
      objects: (['original', 'thumb', 'view'] as const).map((rendition) => ({
        rendition,
        size: 1000,
        sha256: b64(32),
      })),
    }),
    signParts: ({ intent, intendedObject }) => ({
      intent,
      parts: [{ object: intendedObject, index: 0, size: 1000, sha256: b64(32) }],
    }),
    complete: ({ intent }) => ({ intent }),
    links: ({ room, keptObject }) => ({ room, objects: [keptObject] }),
  },
  advice: {
    queue: () => ({ since: '', after: '' }),
    mine: () => ({ since: '', after: '' }),
  },
  telling: {
    mine: () => ({}),
    setAddress: () => ({ address: 'somebody@hospital.example' }),
    confirmAddress: () => ({ code: '12345678' }),
    dropAddress: () => ({}),
    choose: () => ({
      ...{ off: ['message'], pushOff: [], todayAnyway: true },
      quiet: { from: 1320, until: 420, zone: 'Europe/London' },
    }),
    try: () => ({}),
    follow: () => ({ link: b64(16) }),
    pushHere: () => ({
      ...{ endpoint: 'https://push.example/one', device: 'Phone' },
      ...{ key: `B${'A'.repeat(86)}`, secret: b64(16) },
    }),
    dropPush: () => ({ push: b64(16) }),
    tryPush: () => ({ push: b64(16) }),
    pushArrived: () => ({ link: b64(16) }),
    sayAway: () => ({ until: 2_000_000_000, deputy: '' }),
    back: () => ({}),
    away: () => ({ people: [b64(16)] }),
    onCall: () => ({}),
    sayOnCall: () => ({ team: b64(16), person: b64(16), until: 2_000_000_000 }),
    endOnCall: () => ({ team: b64(16) }),
    waits: () => ({}),
    looked: ({ room }) => ({ ledgers: [room] }),
  },
  securityLog: {
    ask: () => ({ reason: 'A lost phone' }),
    readings: () => ({}),
    confirm: () => ({ reading: b64(16) }),
    read: () => ({ reading: b64(16), page: 0 }),
  },
};
