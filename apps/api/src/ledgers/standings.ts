import { Injectable } from '@nestjs/common';
import {
  isGood,
  humanBy,
  type Mode,
  type OrganisationId,
  type OrganisationKind,
  type Person,
  type PersonId,
  type PersonStatus,
  type RegisterView,
  type Role,
  type Statement,
} from '@consilium/domain';
import type { Standing } from '../http/caller';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { newestViewOf } from './reading';
import { Replicas, type RegisterHead, type RegisterNow } from './replicas';

/** Who somebody is to the register now. */
export interface Registered {
  readonly standing: Exclude<Standing, 'waiting'>;
  readonly role: Role;
}

export interface ListedOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
}

/** The register at one moment: whatever is asked of it is answered by the same state, and costs no further query. */
export class Stood {
  private readonly view: RegisterView | undefined;

  constructor(
    private readonly register: RegisterNow | undefined,
    private readonly now: number,
  ) {
    this.view = register && newestViewOf(register);
  }

  /** What a person is; `undefined`: not in the register. */
  of(person: PersonId): Registered | undefined {
    const known = this.view?.person(person);
    if (known === undefined) return undefined;
    return { standing: isGood(known, this.now) ? 'active' : 'ended', role: known.role };
  }

  /** Somebody as the register has them; undefined: not in it. */
  person(id: PersonId): Person | undefined {
    return this.view?.person(id);
  }

  /** Those of `people` who are in the register, whatever their status. */
  known(people: readonly PersonId[]): ReadonlySet<PersonId> {
    return new Set(people.filter((person) => this.view?.person(person) !== undefined));
  }

  activeAmong(people: readonly PersonId[]): ReadonlySet<PersonId> {
    return new Set(people.filter((person) => isGood(this.view?.person(person), this.now)));
  }

  /** Those of whom the register has what they say here of themselves, or something newer. */
  stated(said: readonly { readonly person: PersonId; readonly signedAt: number }[]): ReadonlySet<PersonId> {
    const isStated = ({ person, signedAt }: (typeof said)[number]): boolean =>
      (this.view?.person(person)?.statedAt ?? -1) >= signedAt;
    return new Set(said.filter(isStated).map(({ person }) => person));
  }

  /** Whether an officer has signed a credential of theirs that waits for another. */
  isProposed(person: PersonId): boolean {
    return [...(this.register?.replica.state.proposed.values() ?? [])].some(
      ({ entry, body }) => entry.type === 'credential' && (body as { readonly person: PersonId }).person === person,
    );
  }

  /** How somebody stands here, for their own page; undefined: not in the register. */
  standingFor(person: PersonId): PersonStatus | 'expired' | undefined {
    const known = this.view?.person(person);
    if (known?.status !== 'good') return known?.status;
    return isGood(known, this.now) ? 'good' : 'expired';
  }

  /** Every organisation that takes people in, by name. */
  organisations(): ListedOrganisation[] {
    return (this.view?.organisations() ?? [])
      .filter(({ status }) => status === 'good')
      .map(({ id, name, kind }) => ({ id, name, kind }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  }

  /** Officers who may act now. */
  officers(): PersonId[] {
    const people = this.view?.people() ?? [];
    return people.filter((person) => person.role === 'officer' && isGood(person, this.now)).map(({ id }) => id);
  }

  /** The defence organisation a person advises now, "" for none. */
  advises(person: PersonId): OrganisationId | '' {
    const known = this.view?.person(person);
    return isGood(known, this.now) ? known.advises : '';
  }

  /** Whose the register or staff number in a statement is, whatever became of them; undefined: nobody's in the register. */
  ownerOfNumber(states: Statement): PersonId | undefined {
    return this.register?.replica.state.numbers.get(humanBy(states, states.register[0]));
  }

  /** One that takes people in; undefined for a retired one, too. */
  organisation(id: string): ListedOrganisation | undefined {
    const found = this.view?.organisation(id as OrganisationId);
    return found?.status === 'good' ? { id: found.id, name: found.name, kind: found.kind } : undefined;
  }

  /** What an organisation is called, also once it is retired; "" for none. */
  nameOfOrganisation(id: string): string {
    return this.view?.organisation(id as OrganisationId)?.name ?? '';
  }

  /** Defence organisations, by name. */
  defenceOrganisations(): ListedOrganisation[] {
    return this.organisations().filter(({ kind }) => kind === 'defence');
  }

  /** Whether the register is for a trial or for real use; undefined before it begins. */
  mode(): Mode | undefined {
    return this.view?.mode;
  }
}

/**
 * Roles, standing and organisations as the signed register says, verified and held in memory. Nothing that decides asks
 * a table: `people` and `organisations` are for lists, and whoever edits them gains nothing.
 */
@Injectable()
export class Standings {
  constructor(
    private readonly database: Database,
    private readonly replicas: Replicas,
    private readonly clock: Clock,
  ) {}

  /**
   * The register now, for as many questions as a request has: one query. `head`: the register's, when the caller has just
   * read it; a judgement is then as new as that statement, on whichever replica the register was written.
   */
  async now(head?: RegisterHead): Promise<Stood> {
    const read = head === undefined ? this.replicas.register() : this.replicas.registerAt(this.database, head);
    return new Stood(await read, this.clock.now());
  }
}
