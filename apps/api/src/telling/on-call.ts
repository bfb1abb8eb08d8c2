import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import {
  membersOf,
  officesOf,
  Problem,
  type Organisation,
  type Person,
  type PersonId,
  type RegisterView,
} from '@consilium/domain';
import { LessThanOrEqual, MoreThan, Repository } from 'typeorm';
import { LedgersService } from '../ledgers/ledgers.service';
import { newestViewOf } from '../ledgers/reading';
import { Clock } from '../settings/clock';
import { OnCallEntity } from './telling.entities';

type Table = (typeof endpoints)['telling'];

/** Seconds for which somebody may be said to be on call: longer is no shift. */
const longest = 7 * 86_400;

const noTeam = 'There is no such team at your organisation any more. Reload the page.';
const notTheirs =
  'You can say that you are on call yourself, or hand over while you are. Ask who leads your organisation.';

type Place = Pick<OnCallEntity, 'organisation' | 'team'>;
type Said = Pick<OnCallEntity, 'person' | 'until' | 'saidBy'>;

/** The caller at the organisation where they work. */
interface Own {
  readonly view: RegisterView;
  readonly self: Person;
  readonly organisation: Organisation;
}

/**
 * Who of a team is on call, until when: said by themselves, by whoever is on call before them, or by who speaks for the
 * organisation. It lets nobody in anywhere; whoever asks lets them in.
 */
@Injectable()
export class OnCall {
  constructor(
    @InjectRepository(OnCallEntity) private readonly teams: Repository<OnCallEntity>,
    private readonly ledgers: LedgersService,
    private readonly clock: Clock,
  ) {}

  /** Of the caller's own organisation; nobody who is in that team no more. */
  async ask(caller: PersonId): Promise<OutputOf<Table['onCall']>['onCall']> {
    const own = await this.ownOf(caller);
    if (own === undefined) return [];
    const now = this.clock.now();
    const found = await this.teams.findBy({ organisation: own.organisation.id, until: MoreThan(now) });
    return found
      .filter(({ team, person }) => this.membersOf(own, team).some((each) => each === person))
      .map(({ team, person, until, saidBy }) => ({ team, person, until, by: saidBy }));
  }

  async say(caller: PersonId, { team, person, until }: InputOf<Table['sayOnCall']>): Promise<void> {
    const now = this.clock.now();
    requireShift(until, now);
    const own = await this.ownOf(caller);
    const members = own === undefined ? [] : this.membersOf(own, team);
    if (own === undefined || members.length === 0) throw new Problem('not-found', noTeam);
    if (!members.some((each) => each === person)) {
      throw new Problem('bad-input', 'Whoever is on call for a team belongs to it. Choose again.');
    }
    const isInIt = members.some((each) => each === caller);
    const place = { organisation: own.organisation.id, team };
    const said = { person, until, saidBy: caller };
    if (this.speaks(own) || (person === caller && isInIt)) {
      await this.teams.upsert({ ...place, ...said }, ['organisation', 'team']);
    } else if (!isInIt || !(await this.handOver(place, said, now))) {
      throw new Problem('not-allowed', notTheirs);
    }
  }

  /** By whoever is on call, or by who speaks for the organisation. */
  async end(caller: PersonId, { team }: InputOf<Table['endOnCall']>): Promise<void> {
    const own = await this.ownOf(caller);
    if (own === undefined) throw new Problem('not-found', noTeam);
    const { organisation } = own;
    const said = this.speaks(own) ? {} : { person: caller };
    await this.teams.delete({ organisation: organisation.id, team, ...said });
  }

  async forgetOld(): Promise<void> {
    await this.teams.delete({ until: LessThanOrEqual(this.clock.now()) });
  }

  /** By whoever is on call at this very moment. False: somebody else is, or nobody. */
  private async handOver(place: Place, said: Said, now: number): Promise<boolean> {
    const theirs = { ...place, person: said.saidBy, until: MoreThan(now) };
    return (await this.teams.update(theirs, said)).affected === 1;
  }

  private speaks({ self, organisation }: Own): boolean {
    return officesOf(organisation, self, this.clock.now()).length > 0;
  }

  private membersOf({ view, organisation }: Own, id: string): readonly PersonId[] {
    return membersOf(view, organisation, id, this.clock.now());
  }

  private async ownOf(caller: PersonId): Promise<Own | undefined> {
    const view = newestViewOf(await this.ledgers.requireRegister());
    const self = view.person(caller);
    const organisation =
      self === undefined || self.organisation === '' ? undefined : view.organisation(self.organisation);
    return self === undefined || organisation === undefined ? undefined : { view, self, organisation };
  }
}

function requireShift(until: number, now: number): void {
  if (until > now && until <= now + longest) return;
  throw new Problem('bad-input', 'Say a time to come, within seven days, at which this on-call ends.');
}
