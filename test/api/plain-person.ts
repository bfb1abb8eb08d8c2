import { registerRules, waitsOf, type ActToWrite, type ActType, type BodyToWrite } from '@consilium/domain';
import { createHash, generateKeyPairSync, randomBytes, randomInt, sign, type KeyObject } from 'node:crypto';
import {
  endpoints,
  type RegistrationResponse,
  type FirstAccount,
  type SealedAccount,
  type SealedEntry,
  type WhoAmI,
} from '@consilium/contracts';
import type { Gesture, Hash, LedgerId, OrganisationId, PersonId, Statement } from '@consilium/domain';
import {
  actHash,
  challenge,
  confirmedDraft,
  draft,
  entryHash,
  joinChallenge,
  recoverySignInMessage,
  sealBatch,
  signerFromSeed,
  signJoin,
  Tree,
  type Draft,
  type Saying,
  type Signer,
} from '@consilium/ledger';
import { statedBy } from '@consilium/testkit/ledger';
import { ForgingPasskey, type Forgery, type Home } from './forging-passkey';
import type { PlainBrowser } from './plain-browser';

export const b64 = (length: number): string => randomBytes(length).toString('base64url');
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64url');
export const now = (): number => Math.floor(Date.now() / 1000);

/** Somebody with keys and a passkey who speaks to the API directly, so that each request can be made wrong in one way. */
export class PlainPerson {
  readonly id = b64(16) as PersonId;
  readonly passkey = new ForgingPasskey();
  private readonly sealing = b64(1216);
  private recovery = generateKeyPairSync('ed25519');
  /** What they say of themselves; a first officer's, until they ask to join. */
  states: Statement = statedBy('Olive Officer', 'officer');

  private constructor(
    public signer: Signer,
    /** The key their recovery words give. */
    readonly words: Signer,
  ) {}

  static async make(): Promise<PlainPerson> {
    const [signer, words] = await Promise.all([0, 1].map(() => signerFromSeed(randomBytes(32))));
    if (signer === undefined || words === undefined) throw new Error('no keys');
    return new PlainPerson(signer, words);
  }

  /** Sealed parts are random: the server cannot tell, and these tests open nothing. */
  account(credentials: readonly string[] = [this.passkey.credential], keyringVersion = 1): SealedAccount {
    const wrap = { version: keyringVersion, parameters: 'HKDF-SHA256', sealed: b64(60) };
    const wraps = credentials.map((credential) => ({ kind: 'prf' as const, credential, ...wrap }));
    return {
      keyring: b64(300),
      keyringVersion,
      wraps: [...wraps, { kind: 'recovery', credential: '', ...wrap }],
      recoveryPublic: rawPublic(this.recovery.publicKey),
    };
  }

  firstAccount(): FirstAccount {
    return { ...this.account(), heads: b64(100) };
  }

  newRecoveryWords(): void {
    this.recovery = generateKeyPairSync('ed25519');
  }

  /** Proof by the recovery words that this pre-session is the person's. */
  recover(begun: { root: string; rpId: string; nonce: string; preSession: string }) {
    const message = recoverySignInMessage(begun.root, begun.rpId, begun.nonce, begun.preSession);
    return {
      recoveryPublic: rawPublic(this.recovery.publicKey),
      signature: sign(null, message, this.recovery.privateKey).toString('base64url'),
    };
  }

  join(root: string, home: Home, at: number, passkey = this.passkey): Promise<string> {
    return this.joinOf(root, home, { at, passkeys: [passkey], signer: this.signer });
  }

  async joinOf(
    root: string,
    { rpId, origin }: Home,
    { at, passkeys, signer }: { at: number; passkeys: readonly ForgingPasskey[]; signer: Signer },
  ): Promise<string> {
    const unproven = {
      v: 1 as const,
      root: root as LedgerId | '',
      person: this.id,
      states: this.states,
      signing: signer.public,
      sealing: this.sealing,
      recovery: this.words.public,
      passkeys: passkeys.map(({ credential, cose }) => ({ credential, cose, rpId })),
      at,
    };
    const proofs = [];
    for (const passkey of passkeys) {
      const nonce = b64(32);
      proofs.push(passkey.gesture(await joinChallenge(unproven, rpId, nonce), nonce, { rpId, origin }));
    }
    return signJoin({ ...unproven, proofs }, signer);
  }

  /** Signs in with the passkey; what is forged is forged in the assertion. */
  async signIn(browser: PlainBrowser, home: Home, forged: Forgery = {}) {
    const begun = await browser.ask(endpoints.signIn.begin, {});
    const asked = await challenge('consilium/1 sign-in', begun.root, begun.rpId, begun.nonce, begun.preSession);
    const assertion = this.passkey.assert(asked, home, forged);
    const { preSession, nonce } = begun;
    return browser.call(endpoints.signIn.finish, { preSession, nonce, assertion, device: 'Test' });
  }
}

function rawPublic(key: KeyObject): string {
  return key.export({ format: 'jwk' }).x ?? '';
}

/** The person or organisation that an act is about; "" for the rules. */
function subjectOf(said: object): string {
  const { person, organisation } = said as { readonly person?: string; readonly organisation?: string };
  return person ?? organisation ?? '';
}

interface RegisterPlace {
  readonly root: LedgerId;
  readonly head: { readonly seq: number; readonly hash: Hash; readonly at: number };
  readonly tree: Tree;
}

/** What the officer's passkeys are to be, and the request that goes with it. */
export interface PasskeysStated {
  readonly passkeys: readonly { readonly credential: string; readonly cose: string }[];
  readonly request: object;
  readonly signedAt?: number;
  /** Whose they are, and the last entry about them; left out: the officer's. */
  readonly of?: { readonly person: PlainPerson; readonly asOf: number };
}

export interface RenewalStated {
  readonly passkeys: readonly ForgingPasskey[];
  readonly keyring: { readonly version: number; readonly hash: Hash };
  readonly request: object;
}

/** The first officer, with what a client must know to append to the register. */
export class PlainOfficer {
  private place: RegisterPlace | undefined;
  private home: Home = { origin: '', rpId: '' };
  /** Seq of the last entry about the officer. */
  private passkeysAt = 0;
  /** Seq of the last entry about each person and organisation; of the rules, under "". */
  private readonly about = new Map([['', 0]]);

  constructor(readonly person: PlainPerson) {}

  get root(): LedgerId {
    if (this.place === undefined) throw new Error('set up first');
    return this.place.root;
  }

  async genesis(home: Home, servicePublic: string, join: string): Promise<SealedEntry> {
    const officers = [join];
    const nonce = b64(16);
    const body: BodyToWrite<'genesis', 'register'> = {
      kind: 'register',
      mode: 'trial',
      nonce,
      rpId: home.rpId,
      origin: home.origin,
      officers,
      service: servicePublic,
      waits: waitsOf.trial,
    };
    const at = now();
    const [entry] = await sealBatch(registerRules, [draft({ type: 'genesis', scope: 'room', body })], {
      ledger: '',
      head: undefined,
      root: '',
      rules: 1,
      register: { seq: -1, hash: '' },
      by: this.person.id,
      at,
      signer: this.person.signer,
    });
    if (entry === undefined) throw new Error('nothing was sealed');
    return { ...entry };
  }

  /** Begins the register; gives the request too, so that it can be repeated. */
  async setUp(browser: PlainBrowser, home: Home, code: string): Promise<WhoAmI> {
    const { servicePublic } = await browser.ask(endpoints.setup.state, {});
    const { nonce } = await browser.ask(endpoints.setup.begin, { code });
    const { person } = this;
    const asked = await challenge('consilium/1 passkey-create', '', home.rpId, nonce, person.id);
    const passkey = person.passkey.create(asked, person.id, home);
    this.home = home;
    const entry = await this.genesis(home, servicePublic, await person.join('', home, now()));
    const account = person.firstAccount();
    const input = { code, nonce, person: person.id, passkey, entry, account, device: 'Office' };
    const me = await browser.ask(endpoints.setup.finish, input);
    await this.follow(entry);
    return me;
  }

  /** Takes an accepted entry as the newest. */
  async follow({ jws, body }: Pick<SealedEntry, 'jws' | 'body'>): Promise<void> {
    const hash = entryHash(jws);
    const claim = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as {
      seq: number;
      at: number;
      type: string;
    };
    if (claim.type === 'passkeys' || claim.type === 'key-change') this.passkeysAt = claim.seq;
    else if (claim.seq > 0) this.about.set(subjectOf(JSON.parse(body ?? '{}') as object), claim.seq);
    const root = this.place?.root ?? (hash as string as LedgerId);
    const tree = await Tree.append(this.place?.tree ?? Tree.empty, Buffer.from(hash, 'base64url'));
    this.place = { root, head: { seq: claim.seq, hash, at: claim.at }, tree };
  }

  /** An act of the officer's with a gesture of their passkey, at the newest place known. */
  async entry<Type extends ActType>(
    browser: PlainBrowser,
    type: Type,
    said: ActToWrite<Type>,
    wrong: { readonly nonce?: string; readonly forged?: Forgery } = {},
  ): Promise<SealedEntry> {
    const { root, person, home } = this;
    const body = { ...said, asOf: this.about.get(subjectOf(said)) ?? -1, signedAt: now() };
    const act = draft({ type, scope: 'room', body } as unknown as Saying<Type>);
    const hash = await actHash({ kind: 'register', root, ledger: root, by: person.id }, act);
    const nonce = wrong.nonce ?? (await browser.ask(endpoints.signIn.stepUpBegin, { act: 'register' })).nonce;
    const asked = await challenge('consilium/1 act', root, home.rpId, nonce, type, hash);
    return this.sealed(confirmedDraft(act, person.passkey.gesture(asked, nonce, home, wrong.forged)), person);
  }

  /** An entry that says what passkeys somebody has, with whatever gesture a test makes over it. */
  async passkeysEntry(
    { passkeys, request, signedAt = now(), of = { person: this.person, asOf: this.passkeysAt } }: PasskeysStated,
    gesture: (hash: string) => Promise<object>,
  ): Promise<SealedEntry> {
    const { root } = this;
    const { person, asOf } = of;
    const listed = passkeys.map(({ credential, cose }) => ({ credential, cose, rpId: 'localhost' }));
    const hash = sha256(JSON.stringify(request));
    const body = { passkeys: listed, request: hash, asOf, signedAt };
    const act = draft({ type: 'passkeys', scope: 'room', body });
    const place = { kind: 'register', root, ledger: root, by: person.id } as const;
    return this.sealed(confirmedDraft(act, (await gesture(await actHash(place, act))) as Gesture), person);
  }

  /** New keys of the officer, to be opened by these passkeys alone. Gives the entry and what signs after it. */
  async renewal(
    { passkeys, keyring, request }: RenewalStated,
    gesture: (hash: string) => Promise<object>,
  ): Promise<{ entry: SealedEntry; signer: Signer }> {
    const { root, person, home } = this;
    const signer = await signerFromSeed(randomBytes(32));
    const join = await person.joinOf(root, home, { at: now(), passkeys, signer });
    const body = { join, keyring, request: sha256(JSON.stringify(request)), asOf: this.passkeysAt, signedAt: now() };
    const act = draft({ type: 'key-change', scope: 'room', body });
    const place = { kind: 'register', root, ledger: root, by: person.id } as const;
    const confirmed = confirmedDraft(act, (await gesture(await actHash(place, act))) as Gesture);
    return { entry: await this.sealed(confirmed, person), signer };
  }

  private async sealed(act: Draft, by: PlainPerson): Promise<SealedEntry> {
    if (this.place === undefined) throw new Error('set up first');
    const { root, head, tree } = this.place;
    const [entry] = await sealBatch(registerRules, [act], {
      ledger: root,
      head,
      root,
      rules: 1,
      register: { seq: head.seq, hash: head.hash },
      tree,
      by: by.id,
      at: now(),
      signer: by.signer,
    });
    if (entry === undefined) throw new Error('nothing was sealed');
    return { ...entry };
  }

  async append<Type extends ActType>(browser: PlainBrowser, type: Type, said: ActToWrite<Type>): Promise<void> {
    const entry = await this.entry(browser, type, said);
    await browser.ask(endpoints.ledgers.append, { kind: 'register', ledger: this.root, entries: [entry] });
    await this.follow(entry);
  }
}

/** A doctor of that organisation, with a number nobody else has. */
export const doctorAt = (organisation: string, number = String(randomInt(1_000_000, 9_000_000))): Statement => ({
  ...{ name: 'Dr Alice Ashgrove', role: 'clinician', organisation: organisation as OrganisationId, defence: '' },
  ...{ profession: 'doctor', specialty: 'General practice', register: [{ body: 'GMC', number }], staff: '' },
});

/** Everything a joiner sends, made for one invitation. */
export async function joinRequest(
  person: PlainPerson,
  invitation: string,
  begun: { readonly nonce: string; readonly root: string; readonly organisation: string },
  home: Home,
) {
  if (person.states.role === 'officer') person.states = doctorAt(begun.organisation);
  const bound = sha256(Buffer.from(invitation, 'base64url'));
  const asked = await challenge('consilium/1 passkey-create', begun.root, home.rpId, begun.nonce, bound);
  const passkey: RegistrationResponse = person.passkey.create(asked, person.id, home);
  return {
    invitation,
    nonce: begun.nonce,
    person: person.id as string,
    passkey,
    join: await person.join(begun.root, home, now()),
    proof: b64(32),
    account: person.firstAccount(),
    device: 'Phone',
  };
}
