import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import { isActiveClinician, Problem, type PersonId, type Telling } from '@consilium/domain';
import { LessThanOrEqual, Repository } from 'typeorm';
import { newestViewOf } from '../ledgers/reading';
import { LedgersService } from '../ledgers/ledgers.service';
import { Clock } from '../settings/clock';
import { Database, type Sql } from '../storage/database';
import { AwayEntity } from './telling.entities';

type Table = (typeof endpoints)['telling'];

/** Seconds for which somebody may say that they are away: longer is not away. */
const longest = 366 * 86_400;

/** Who may read a ledger. */
type Reads = (person: string) => boolean;

/** Who is away, until when, and who stands in for them: said by nobody but themselves. It lets nobody in anywhere. */
@Injectable()
export class Away {
  constructor(
    @InjectRepository(AwayEntity) private readonly people: Repository<AwayEntity>,
    private readonly database: Database,
    private readonly ledgers: LedgersService,
    private readonly clock: Clock,
  ) {}

  async mine(person: string): Promise<OutputOf<Table['mine']>['away']> {
    const [found] = await this.among(this.database, [person]);
    return found === undefined ? { until: 0, deputy: '' } : { until: found.until, deputy: found.deputy };
  }

  async say(person: PersonId, { until, deputy }: InputOf<Table['sayAway']>): Promise<void> {
    const now = this.clock.now();
    if (until <= now || until > now + longest) {
      throw new Problem('bad-input', 'Say a day to come, within a year, on which you are back.');
    }
    if (deputy !== '' && !(await this.isColleague(person, deputy))) {
      throw new Problem(
        'bad-input',
        'Whoever stands in for you is a colleague of your own organisation. Choose again.',
      );
    }
    await this.people.upsert({ person, until, deputy }, ['person']);
  }

  async back(person: string): Promise<void> {
    await this.people.delete({ person });
  }

  /** Of these people, who of the caller's own organisation is away. */
  async ask(caller: PersonId, asked: readonly string[]): Promise<OutputOf<Table['away']>['away']> {
    const view = newestViewOf(await this.ledgers.requireRegister());
    const own = view.person(caller)?.organisation;
    const known = asked.filter((each) => own !== undefined && view.person(each as PersonId)?.organisation === own);
    return this.among(this.database, known);
  }

  /** Those of these people who are away now. */
  async among(sql: Sql, people: readonly string[]): Promise<OutputOf<Table['away']>['away']> {
    if (people.length === 0) return [];
    const found = await sql.rows<{ person: string; until: string; deputy: string }>(
      'SELECT person, until, deputy FROM away WHERE person = ANY ($1::text[]) AND until > $2',
      [people, this.clock.now()],
    );
    return found.map((row) => ({ ...row, until: Number(row.until) }));
  }

  /** Who stands in for those of these people who are away, as far as they may read what it is about themselves. */
  async deputiesOf(sql: Sql, people: readonly string[], reads: Reads): Promise<ReadonlyMap<string, string>> {
    const away = await this.among(sql, people);
    return new Map(
      away.filter(({ deputy }) => deputy !== '' && reads(deputy)).map((each) => [each.person, each.deputy]),
    );
  }

  /** The same notices, and those of the deputies: each once for each reason, and nobody of their own act. */
  async withDeputies(
    sql: Sql,
    concerned: readonly Telling[],
    author: string,
    reads: Reads,
  ): Promise<readonly Telling[]> {
    const deputies = await this.deputiesOf(
      sql,
      concerned.map(({ person }) => person),
      reads,
    );
    const theirs = concerned.flatMap((each) => {
      const deputy = deputies.get(each.person);
      return deputy === undefined || deputy === author ? [] : [{ ...each, person: deputy }];
    });
    return [...new Map([...theirs, ...concerned].map((each) => [`${each.person} ${each.reason}`, each])).values()];
  }

  async forgetOld(): Promise<void> {
    await this.people.delete({ until: LessThanOrEqual(this.clock.now()) });
  }

  private async isColleague(person: PersonId, deputy: string): Promise<boolean> {
    const view = newestViewOf(await this.ledgers.requireRegister());
    const found = view.person(deputy as PersonId);
    if (deputy === person || !isActiveClinician(found, this.clock.now())) return false;
    return found.organisation === view.person(person)?.organisation;
  }
}
