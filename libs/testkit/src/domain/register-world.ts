import {
  adviceRules,
  type Applied,
  type AdviceState,
  advisersOf,
  type ClearanceId,
  type Facts,
  type LedgerId,
  type Mode,
  newestView,
  type OrganisationId,
  type Passkey,
  type PersonId,
  type RegisterBody,
  registerRules,
  standingStatement,
  type RegisterState,
  type RegisterView,
  roomRules,
  type RoomState,
  type Statement,
  type VerifiedJoin,
  waitsOf,
} from '@consilium/domain';

import { LedgerBuilder, type Offer } from './ledger-builder';
import {
  backTo,
  day,
  gesture,
  grantsTo,
  hash,
  id16,
  id32,
  joinFor,
  jws,
  kid,
  organisation,
  person,
  readInLetter,
  sealing,
  staffOf,
  statedBy,
  T0,
  thread,
} from './names';

type Credential = RegisterBody<'credential'>;
export type Change<T> = { -readonly [K in keyof T]?: T[K] };

export const hospital = organisation('hospital');
export const clinic = organisation('clinic');
export const defence = organisation('defence');
export const rival = organisation('rival');
/** A defence organisation with a key of its own kept offline. */
export const guild = organisation('guild');
export const anchor = id32<string>('anchor');
export const caseThread = thread('case');
export const side = thread('side');
export const clearanceId: ClearanceId = id16('clearance');

const officers = ['olga', 'omar'];

/** Exactly the keys of a statement, in their order. */
const statementOf = (of: Statement): Statement => ({
  ...{ name: of.name, role: of.role, organisation: of.organisation, defence: of.defence },
  ...{ profession: of.profession, specialty: of.specialty, register: of.register, staff: of.staff },
});

/** What somebody says, with a staff number where they have no other one and it is not named. */
const saidBy = (name: string, said: Statement, staff: string | undefined): Statement => ({
  ...said,
  staff: staff ?? (said.register.length > 0 ? '' : staffOf(name)),
});

/** What an officer found of the numbers in a statement, if it is not named: that they are as stated. */
function checkedNumbers(
  states: Statement,
  { registration, staff }: { readonly [K in 'registration' | 'staff']: Credential[K] | undefined },
): Pick<Credential, 'registration' | 'staff'> {
  const found = states.register.map(({ body, number }) => ({
    ...{ body, number, name: states.name, status: 'with-licence' as const, source: 'register file', checkedAt: T0 },
  }));
  return {
    registration: registration ?? found,
    staff: staff ?? (states.staff === '' ? [] : [readInLetter(states)]),
  };
}

/** People and their register, told one step after another. Each step uses the real rule books. */
export class RegisterWorld {
  now = T0;
  readonly register = new LedgerBuilder<RegisterState>(
    registerRules,
    this,
    () => undefined,
    (offer) => this.confirmed(offer),
  );
  room = this.newRoom();
  advice = this.newAdvice();

  get view(): RegisterView {
    return newestView(this.register.state);
  }
  get root(): LedgerId {
    return this.register.state.root;
  }
  newRoom(): LedgerBuilder<RoomState> {
    return new LedgerBuilder(roomRules, this, () => this.view);
  }
  newAdvice(): LedgerBuilder<AdviceState> {
    return new LedgerBuilder(adviceRules, this, () => this.view);
  }

  genesisOffer(change: Change<RegisterBody<'genesis'>> = {}, joins?: readonly VerifiedJoin[]): Offer {
    const body = {
      kind: 'register',
      mode: 'trial',
      nonce: id16('nonce'),
      rpId: 'localhost',
      origin: 'http://localhost:3000',
      officers: officers.map(() => jws),
      service: id32('service'),
      waits: waitsOf.production,
      ...change,
    };
    const facts = { joins: joins ?? officers.map((name) => joinFor(name, '')), serviceKid: kid('service') };
    return { by: person('olga'), type: 'genesis', body, facts };
  }

  /** A credential of `name`: what differs is the officer's, or of what the person said of themselves. */
  credentialOffer(
    name: string,
    { level, registration, staff, why, expires, ...said }: Change<Omit<Credential, 'staff'>> & Change<Statement> = {},
    join = joinFor(name, this.root),
    read?: Credential['staff'],
  ): Offer {
    const none = registration?.length === 0 ? { profession: '' as const, register: [] } : {};
    const states = saidBy(name, { ...join.join.states, ...none, ...said }, staff);
    const body: Omit<Credential, 'asOf' | 'signedAt' | 'gesture'> = {
      person: said.person ?? person(name),
      join: jws,
      level: level ?? 'V1',
      ...checkedNumbers(states, { registration, staff: read }),
      why: why ?? '',
      expires: expires ?? T0 + 365 * day,
    };
    const stated = { ...join, join: { ...join.join, states: statementOf(states) } };
    return { by: person('olga'), type: 'credential', body, facts: { joins: [stated] } };
  }

  by(name: string, type: string, body: unknown): Offer {
    return { by: person(name), type, body };
  }

  /** Two officers, four organisations, clinicians of two hospitals, advisers of two defence organisations. */
  people(mode: Mode = 'trial'): this {
    this.register.add(this.genesisOffer({ mode }));
    const kinds = { hospital: 'clinical', clinic: 'clinical', defence: 'defence', rival: 'defence' };
    for (const [name, kind] of Object.entries(kinds)) {
      this.power(this.by('olga', 'organisation', { organisation: organisation(name), name, kind, anchor: '' }));
    }
    for (const name of ['alice', 'bob', 'carol']) this.register.add(this.credentialOffer(name));
    for (const name of ['xavier', 'yara'])
      this.register.add(this.credentialOffer(name, { organisation: clinic, defence: rival }));
    for (const name of ['vera', 'walt']) this.adviser(name, defence);
    this.adviser('una', rival);
    for (const name of ['alice', 'bob', 'carol']) this.member('vera', name);
    for (const name of ['xavier', 'yara']) this.member('una', name, rival);
    return this;
  }

  /** Made one by the officers, and confirmed by an adviser who serves there, if one does. */
  adviser(name: string, of: OrganisationId): this {
    const [serving] = advisersOf(this.view, of, this.now);
    this.power(this.credentialOffer(name, { role: 'adviser', organisation: of, defence: '', registration: [] }));
    return this.confirmedBy(serving, name, of);
  }

  private confirmedBy(serving: PersonId | undefined, name: string, of: OrganisationId): this {
    const by = this.view.people().find(({ id }) => id === serving);
    const { appointed, advises } = this.view.person(person(name)) ?? {};
    return by === undefined || appointed !== of || advises === of ? this : this.member(by.name, name, of);
  }

  membershipOffer(by: string, name: string, of = defence, state: 'confirmed' | 'ended' = 'confirmed'): Offer {
    return this.by(by, 'membership', { person: person(name), organisation: of, state });
  }

  /** Their organisation confirms that somebody is its member or adviser. */
  member(by: string, name: string, of = defence): this {
    this.register.add(this.membershipOffer(by, name, of));
    return this;
  }

  /** By an officer, of what another one proposed last. */
  officerOffer(by: string, type: 'confirm' | 'decline' = 'confirm'): Offer {
    const last = [...this.register.state.proposed.values()].at(-1)?.entry;
    return this.by(by, type, { proposed: last?.id ?? id16('nothing'), bodyHash: last?.bodyHash ?? hash('nothing') });
  }

  /** An officer confirms or declines something that does not wait. */
  confirmedNothing(type: 'confirm' | 'decline' = 'confirm'): Applied<RegisterState> {
    return this.register.offer(this.by('omar', type, { proposed: id16('nothing'), bodyHash: hash('nothing') }));
  }

  /** An act of power that takes effect: at once in a trial, confirmed by the second officer otherwise. */
  private power(offer: Offer): void {
    if (this.register.state.mode === 'trial') this.register.add(offer);
    else this.byTwo(offer);
  }

  /** What two officers have to say: proposed by the first and confirmed by the second. */
  byTwo(offer: Offer, second = 'omar'): this {
    this.register.add(offer);
    this.untilHeardOf();
    this.register.add(this.officerOffer(second));
    return this;
  }

  /** Until what was proposed last may be confirmed: what is announced first waits. */
  untilHeardOf(): this {
    this.now = Math.max(this.now, [...this.register.state.proposed.values()].at(-1)?.from ?? 0);
    return this;
  }

  /** The guild, which has an anchor, and these advisers of it: appointed, and nobody yet. */
  withGuild(...names: readonly string[]): this {
    this.power(this.by('olga', 'organisation', { organisation: guild, name: 'guild', kind: 'defence', anchor }));
    for (const name of names) this.power(this.credentialOffer(name, statedBy(name, 'adviser', guild)));
    return this;
  }

  /** What the anchor signed of an adviser, as an officer hands it over and the ledger library verified it. */
  anchoredOffer(name: string, of = guild, facts: Facts = { anchored: anchor }): Offer {
    const body = { person: person(name), organisation: of, kid: this.view.person(person(name))?.kid ?? kid(name) };
    return { ...this.by('olga', 'anchored', { ...body, signature: 'A'.repeat(86) }), facts };
  }

  anchored(name: string): this {
    this.register.add(this.anchoredOffer(name));
    return this;
  }

  /** An adviser whose credential did not begin as one is appointed besides. */
  begun(name: string, of = defence): this {
    const [serving] = advisersOf(this.view, of, this.now);
    this.power(this.by('olga', 'appointment', { person: person(name), organisation: of, state: 'begun' }));
    return this.confirmedBy(serving, name, of);
  }

  status(name: string, status: 'good' | 'suspended' | 'ended'): this {
    this.register.add(this.by('olga', 'status', { person: person(name), status, source: 'officer', checkedAt: T0 }));
    return this;
  }

  /** What the register says last about this person, as a gesture names it. */
  lastAbout(name: string): number {
    return this.register.state.people.get(person(name))?.at(-1)?.seq ?? -1;
  }

  /** The same act confirmed just now by the passkey its author joined with, where it asks for one and carries none yet. */
  confirmed(offer: Offer): Offer {
    const { by, type, facts } = offer;
    const body: object = offer.body ?? {};
    const isKnown = Object.hasOwn(registerRules.bodies(1), type);
    if (this.register.id === '' || 'gesture' in body || !isKnown) return offer;
    const { state } = this.register;
    const asOf = registerRules.lastAbout(state, { type, by, rules: 1 }, body);
    if (asOf === undefined) return offer;
    const credential = state.people.get(by)?.[0]?.value.passkeys[0]?.credential ?? '';
    const act = { by: 'passkey', credential } as const;
    return { ...offer, body: { ...body, asOf, signedAt: this.now, gesture }, facts: { ...facts, act } };
  }

  /** The passkeys the person holds from now on; without any named, those held until now. */
  passkeysOffer(name: string, change: Change<RegisterBody<'passkeys'>> = {}): Offer {
    const held = this.view.person(person(name));
    const passkeys = (held?.passkeys ?? []).map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));
    return this.confirmed(this.by(name, 'passkeys', { passkeys, request: hash('request'), ...change }));
  }

  /** The same without any passkey at hand, by the recovery words. */
  byWords({ body, facts, ...offer }: Offer): Offer {
    const gesture = { words: 'A'.repeat(86) };
    return { ...offer, body: { ...(body as object), gesture }, facts: { ...facts, act: { by: 'words' } } };
  }

  /** New keys for the person, signed with the old ones, beside the passkeys there are. */
  keyChangeOffer(name: string, made = joinFor(name, this.root, `${name}2`), version = 2): Offer {
    const held = this.view.person(person(name))?.passkeys ?? [];
    const kept = held.map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));
    const added = made.join.passkeys.filter(({ credential }) => kept.every((each) => each.credential !== credential));
    const known = this.view.person(person(name));
    const states = known === undefined ? made.join.states : standingStatement(known);
    const join = { ...made, join: { ...made.join, states, passkeys: [...kept, ...added] } };
    const keyring = { version, hash: hash('keyring') };
    const offer = this.confirmed(this.by(name, 'key-change', { join: jws, keyring, request: hash('request') }));
    return { ...offer, facts: { ...offer.facts, joins: [join] } };
  }

  /** The same with exactly these passkeys, and no other. */
  keyChangeTo(name: string, passkeys: readonly Passkey[], keys = `${name}2`, version = 2): Offer {
    const offer = this.keyChangeOffer(name, joinFor(name, this.root, keys), version);
    const joins = (offer.facts?.joins ?? []).map((made) => ({ ...made, join: { ...made.join, passkeys } }));
    return { ...offer, facts: { ...offer.facts, joins } };
  }

  /** Two officers give somebody other keys. */
  replacementOffer(
    name: string,
    made = joinFor(name, this.root, `${name}3`),
    change: { keyring?: number } = {},
  ): Offer {
    const known = this.view.person(person(name));
    const states = known === undefined ? made.join.states : standingStatement(known);
    const keyring = change.keyring ?? (known?.keyring ?? 1) + 1;
    const offer = this.confirmed(this.by('olga', 'key-replacement', { person: person(name), join: jws, keyring }));
    return { ...offer, facts: { ...offer.facts, joins: [{ ...made, join: { ...made.join, states } }] } };
  }

  orgKeyOffer(by: string, change: Change<RegisterBody<'org-key'>> = {}, of = defence): Offer {
    const gen = (this.view.orgKey(of)?.gen ?? 0) + 1;
    const grants = grantsTo(advisersOf(this.view, of, this.now));
    const key = {
      thread: of,
      gen,
      kc: hash(`kc-${String(gen)}`),
      back: backTo(gen - 1),
      grants,
      public: sealing('org'),
    };
    return this.by(by, 'org-key', { ...key, ...change });
  }

  /** The organisation's key did not open for an adviser. */
  badKeyOffer(by: string, gen = this.view.orgKey(defence)?.gen ?? 1): Offer {
    return this.by(by, 'grant-bad', { thread: defence, gen, entry: id16('org-key') });
  }

  badKey(by: string, gen?: number): this {
    this.register.add(this.badKeyOffer(by, gen));
    return this;
  }

  keyLinkOffer(by: string, gen: number, under = this.view.orgKey(defence)?.gen ?? 1): Offer {
    return this.by(by, 'link', { thread: defence, gen, under, key: backTo(gen).sealed });
  }

  orgKey(by = 'vera'): this {
    this.register.add(this.orgKeyOffer(by));
    return this;
  }

  /** The clearance of these stories, with the keys that somebody has now in place of those it names. */
  rekeyOffer(name: string, by = 'vera', change: Partial<RegisterBody<'clearance-rekey'>> = {}): Offer {
    const { kid, sealing } = this.view.person(person(name)) ?? { kid: '', sealing: '' };
    const about = { clearance: clearanceId, hash: hash('clearance'), organisation: defence };
    return this.by(by, 'clearance-rekey', { ...about, kid, sealing, ...change });
  }

  rekey(name: string): this {
    this.register.add(this.rekeyOffer(name));
    return this;
  }

  clearanceStatus(status: 'suspended' | 'reinstated' | 'ended', by = 'vera'): this {
    this.register.add(
      this.by(by, 'clearance-status', {
        clearance: clearanceId,
        hash: hash('clearance'),
        organisation: defence,
        status,
      }),
    );
    return this;
  }
}
