import { books, waitsOf, type EntryId, type Mode, type RegisterState } from '@consilium/domain';
import { advance, placeAfter, sealBatch, type AppliedEntry, type Replica } from '@consilium/ledger';
import type { Offer } from '../domain/ledger-builder';
import { id16, organisation, person, statedBy, statedByDoctor, T0 } from '../domain/names';
import { clinic, defence, guild, hospital, rival } from '../domain/world';
import { origin, rpId } from '../ledger/people';
import { KeyRing } from './keys';
import { Story } from './story';
import { draftOf } from './wire';
import type { Kept } from './service';

export const cast = {
  officers: ['olga', 'omar'],
  hospital: ['alice', 'bob', 'carol'],
  clinic: ['xavier', 'yara'],
  advisers: ['vera', 'walt', 'una'],
  newcomers: ['dora', 'daniel', 'wim', 'greta'],
} as const;
export const everybody: readonly string[] = Object.values(cast).flat();

let ring: Promise<KeyRing> | undefined;
export const keyRing = (): Promise<KeyRing> => (ring ??= KeyRing.of(everybody));

type RegisterReplica = Replica<RegisterState>;

/** A register as it is written by people who agree: each act at once. */
class Beginning {
  private replica: RegisterReplica | undefined;
  private readonly entries: AppliedEntry[] = [];

  constructor(private readonly keys: KeyRing) {}

  get story(): Story {
    if (this.replica === undefined) throw new Error('The register has not begun');
    return new Story(this.keys, { now: T0, register: this.replica });
  }

  get kept(): Kept {
    if (this.replica === undefined) throw new Error('The register has not begun');
    const { kind: _, ...rest } = this.replica;
    return { kind: 'register', ledger: rest.ledger, replica: { ...rest, kind: 'register' }, entries: this.entries };
  }

  async founded(mode: Mode): Promise<void> {
    const joins = cast.officers.map((name) => this.keys.join(name, 0, '', statedBy(name, 'officer')));
    const officers = await Promise.all(joins.map((join) => this.keys.proven(join)));
    const service = this.keys.named('service').signer.public;
    const waits = waitsOf[mode];
    const body = { ...{ kind: 'register', mode, nonce: id16('nonce'), rpId, origin }, officers, service, waits };
    const { signer } = this.keys.named('olga0');
    const draft = {
      id: id16<EntryId>('register'),
      type: 'genesis',
      scope: 'room' as const,
      body: JSON.stringify(body),
    };
    const place = { ledger: '', head: undefined, root: '', rules: 1, register: { seq: -1, hash: '' } } as const;
    const salt = 'BwcHBwcHBwcHBwcHBwcHBw';
    const placed = { ...place, by: person('olga'), at: T0, signer };
    await this.take(await sealBatch(books.register, [{ ...draft, salt, blobs: {} }], placed));
  }

  private async take(wires: Awaited<ReturnType<typeof sealBatch>>): Promise<void> {
    const { replica, applied } = await advance(books.register, this.replica, wires, {});
    this.replica = replica;
    this.entries.push(...applied);
  }

  async add(make: (story: Story) => Offer): Promise<void> {
    const { story } = this;
    const offer = make(story);
    const id = id16<EntryId>(`register-${String(story.register.seq)}`);
    const draft = await draftOf(story, 'register', offer, { id, at: T0, rules: 1 });
    const signer = this.keys.signer(story.view.person(offer.by)?.kid);
    const place = { ...placeAfter(this.replica as RegisterReplica), rules: 1, register: { seq: 0, hash: '' as const } };
    await this.take(await sealBatch(books.register, [draft], { ...place, by: offer.by, at: T0, signer }));
  }

  /** An act of power: in a register for real use confirmed by the second officer. */
  async power(make: (story: Story) => Offer): Promise<void> {
    await this.add(make);
    if (this.story.register.state.proposed.size > 0) await this.add((story) => story.officerOffer('omar'));
  }

  clinician(name: string, at = hospital, of = defence): Promise<void> {
    const states = { ...statedByDoctor(name), organisation: at, defence: of };
    return this.add((story) => story.credentialOffer(name, {}, this.keys.join(name, 0, story.root, states)));
  }

  adviser(name: string, at = defence): Promise<void> {
    const states = statedBy(name, 'adviser', at);
    return this.power((story) => story.credentialOffer(name, {}, this.keys.join(name, 0, story.root, states)));
  }
}

async function begun(mode: Mode): Promise<Kept> {
  const keys = await keyRing();
  const register = new Beginning(keys);
  await register.founded(mode);
  const kinds = { hospital: 'clinical', clinic: 'clinical', defence: 'defence', rival: 'defence', guild: 'defence' };
  for (const [name, kind] of Object.entries(kinds)) {
    const anchor = organisation(name) === guild ? keys.named('anchor').signer.public : '';
    const body = { organisation: organisation(name), name, kind, anchor };
    await register.power((story) => story.by('olga', 'organisation', body));
  }
  for (const name of cast.hospital) await register.clinician(name);
  for (const name of cast.clinic) await register.clinician(name, clinic, rival);
  await register.adviser('vera');
  await register.adviser('walt');
  await register.add((story) => story.membershipOffer('vera', 'walt'));
  await register.adviser('una', rival);
  for (const name of cast.hospital) await register.add((story) => story.membershipOffer('vera', name));
  for (const name of cast.clinic) await register.add((story) => story.membershipOffer('una', name, rival));
  await register.add((story) => story.orgKeyOffer('vera'));
  return register.kept;
}

const bases = new Map<Mode, Promise<Kept>>();
/** The register that every history of a kind begins with, made once. */
export function base(mode: Mode): Promise<Kept> {
  const known = bases.get(mode) ?? begun(mode);
  bases.set(mode, known);
  return known;
}
