import { Injectable } from '@nestjs/common';
import {
  isGood,
  humanBy,
  type Mode,
  type OrganisationId,
  type OrganisationKind,
  type PersonId,
  type PersonStatus,
  type Role,
  type Statement,
} from '@consilium/domain';
import type { Standing } from '../http/caller';
import { Clock } from '../settings/clock';
import { Database } from '../storage/database';
import { newestViewOf } from './reading';
import { Replicas, type RegisterHead } from './replicas';

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
   * What a person is; `undefined`: not in the register. `head`: the register's, when the caller has just read it; a
   * judgement is then as new as that statement, on whichever replica the register was written.
   */
  async of(person: PersonId, head?: RegisterHead): Promise<Registered | undefined> {
    const known = (await this.view(head))?.person(person);
    if (known === undefined) return undefined;
    return { standing: isGood(known, this.clock.now()) ? 'active' : 'ended', role: known.role };
  }

  /** Those of `people` who are in the register, whatever their status. */
  async known(people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
    const view = await this.view();
    return new Set(people.filter((person) => view?.person(person) !== undefined));
  }

  async activeAmong(people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
    const now = this.clock.now();
    const view = await this.view();
    return new Set(people.filter((person) => isGood(view?.person(person), now)));
  }

  /** Those of whom the register has what they say here of themselves, or something newer. */
  async stated(
    said: readonly { readonly person: PersonId; readonly signedAt: number }[],
  ): Promise<ReadonlySet<PersonId>> {
    const view = await this.view();
    const isStated = ({ person, signedAt }: (typeof said)[number]): boolean =>
      (view?.person(person)?.statedAt ?? -1) >= signedAt;
    return new Set(said.filter(isStated).map(({ person }) => person));
  }

  /** Whether an officer has signed a credential of theirs that waits for another. */
  async isProposed(person: PersonId): Promise<boolean> {
    const register = await this.replicas.register();
    return [...(register?.replica.state.proposed.values() ?? [])].some(
      ({ entry, body }) => entry.type === 'credential' && (body as { readonly person: PersonId }).person === person,
    );
  }

  /** How somebody stands here, for their own page; undefined: not in the register. */
  async standingFor(person: PersonId): Promise<PersonStatus | 'expired' | undefined> {
    const known = (await this.view())?.person(person);
    if (known?.status !== 'good') return known?.status;
    return isGood(known, this.clock.now()) ? 'good' : 'expired';
  }

  /** Every organisation that takes people in, by name. */
  async organisations(): Promise<ListedOrganisation[]> {
    return ((await this.view())?.organisations() ?? [])
      .filter(({ status }) => status === 'good')
      .map(({ id, name, kind }) => ({ id, name, kind }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  }

  /** Officers who may act now. */
  async officers(): Promise<PersonId[]> {
    const now = this.clock.now();
    const people = (await this.view())?.people() ?? [];
    return people.filter((person) => person.role === 'officer' && isGood(person, now)).map(({ id }) => id);
  }

  /** The defence organisation a person advises now, "" for none. */
  async advises(person: PersonId): Promise<OrganisationId | ''> {
    const known = (await this.view())?.person(person);
    return isGood(known, this.clock.now()) ? known.advises : '';
  }

  /** Whose the register or staff number in a statement is, whatever became of them; undefined: nobody's in the register. */
  async ownerOfNumber(states: Statement): Promise<PersonId | undefined> {
    const register = await this.replicas.register();
    return register?.replica.state.numbers.get(humanBy(states, states.register[0]));
  }

  /** One that takes people in; undefined for a retired one, too. */
  async organisation(id: string): Promise<ListedOrganisation | undefined> {
    const found = (await this.view())?.organisation(id as OrganisationId);
    return found?.status === 'good' ? { id: found.id, name: found.name, kind: found.kind } : undefined;
  }

  /** What an organisation is called, also once it is retired; "" for none. */
  async nameOfOrganisation(id: string): Promise<string> {
    return (await this.view())?.organisation(id as OrganisationId)?.name ?? '';
  }

  /** Defence organisations, by name. */
  async defenceOrganisations(): Promise<ListedOrganisation[]> {
    return (await this.organisations()).filter(({ kind }) => kind === 'defence');
  }

  /** Whether the register is for a trial or for real use; undefined before it begins. */
  async mode(): Promise<Mode | undefined> {
    return (await this.view())?.mode;
  }

  private async view(head?: RegisterHead) {
    const register =
      head === undefined ? await this.replicas.register() : await this.replicas.registerAt(this.database, head);
    return register && newestViewOf(register);
  }
}
