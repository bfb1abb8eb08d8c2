import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, HandedOver, InputOf, OutputOf, TellingChoices } from '@consilium/contracts';
import { isMailAddress, Problem, type PersonId } from '@consilium/domain';
import { RateLimits } from '../http/rate-limits';
import { Clock } from '../settings/clock';
import { SETTINGS, type Settings } from '../settings/config';
import { AddressesStore } from './addresses.store';
import { MailServer } from './mail-server';
import { codeWords, noticeWords } from './mails';
import { isZone } from './quiet-hours';
import type { Chosen, Outcome } from './roads';
import type { ToldByMailEntity } from './telling.entities';

type Table = (typeof endpoints)['telling'];

/** Seconds for which a code counts, and how often somebody may guess at it. */
const codeSeconds = 15 * 60;
const mostGuesses = 5;

const randomId = (): string => randomBytes(16).toString('base64url');
const hashOf = (person: string, code: string): string => createHash('sha256').update(`${person} ${code}`).digest('hex');

const handedOver = (outcome: Outcome): HandedOver =>
  outcome.is === 'handed' ? { handed: true, why: '' } : { handed: false, why: outcome.why };

/** What somebody has who never chose: no address, every reason, at any hour. */
const usual: Omit<ToldByMailEntity, 'person'> = {
  ...{ address: '', pending: '', codeHash: '', codeUntil: 0, codeTries: 0, refused: '' },
  ...{ mailDaily: -1, pushDaily: -1 },
  ...{ reasonsOff: [], pushOff: [], quietFrom: 0, quietUntil: 0, quietZone: 'Europe/London', todayAnyway: true },
  ...{ testLink: '', testAt: 0, testArrivedAt: 0 },
};

const choicesOf = (known: typeof usual): Chosen => ({
  off: known.reasonsOff as TellingChoices['off'],
  pushOff: known.pushOff as TellingChoices['pushOff'],
  quiet: { from: known.quietFrom, until: known.quietUntil, zone: known.quietZone },
  todayAnyway: known.todayAnyway,
  daily: { mail: known.mailDaily, push: known.pushDaily },
});

/** How each person is told by mail: their own words about themselves, and nobody else's to read. */
@Injectable()
export class Addresses {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly store: AddressesStore,
    private readonly server: MailServer,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  async mine(person: PersonId): Promise<Omit<OutputOf<Table['mine']>, 'count' | 'overdue' | 'away' | 'pushes'>> {
    const known = (await this.store.find(person)) ?? usual;
    const { address, refused, testAt, testArrivedAt } = known;
    return {
      ...{ mails: this.server.isThere, address, refused, choices: choicesOf(known) },
      pending: known.codeUntil > this.clock.now() ? known.pending : '',
      test: { at: testAt, arrivedAt: testArrivedAt },
    };
  }

  /** For what, and when, somebody wants to be told, by whatever road. */
  async choices(person: string): Promise<Chosen> {
    return choicesOf((await this.store.find(person)) ?? usual);
  }

  /** Where mails go; "" for nowhere. */
  async of(person: string): Promise<string> {
    return (await this.store.find(person))?.address ?? '';
  }

  /** Sends a code to an address that may be anybody's: a few an hour for each person, and for each address. */
  async set(person: PersonId, { address }: InputOf<Table['setAddress']>): Promise<HandedOver> {
    this.requireServer();
    if (!isMailAddress(address)) {
      throw new Problem(
        'bad-input',
        'That is no e-mail address. Write it as name@hospital.example, without a name beside it.',
      );
    }
    this.limits.count('mailed', person);
    this.limits.count('mailed', `to ${hashOf('', address.toLowerCase())}`);
    const code = String(randomInt(10 ** 8)).padStart(8, '0');
    const outcome = await this.server.hand({ to: address, id: randomId(), ...codeWords(code) });
    // Of one that was not sent nothing is kept, and a code that came before counts on.
    if (outcome.is === 'handed') {
      const codeUntil = this.clock.now() + codeSeconds;
      await this.store.put(person, { pending: address, codeHash: hashOf(person, code), codeTries: 0, codeUntil });
    }
    return handedOver(outcome);
  }

  async confirm(person: PersonId, { code }: InputOf<Table['confirmAddress']>): Promise<void> {
    const known = await this.store.find(person);
    if (known === undefined || known.pending === '' || known.codeUntil <= this.clock.now()) {
      throw new Problem('wrong-state', 'No code is open. Enter the address again and take the newest code.');
    }
    if ((await this.store.guessed(person)) > mostGuesses) {
      await this.store.put(person, { pending: '', codeHash: '', codeUntil: 0 });
      throw new Problem('wrong-state', 'That was one try too many. Enter the address again and take the newest code.');
    }
    if (hashOf(person, code) !== known.codeHash) {
      throw new Problem('bad-input', 'That is not the code. Look for the newest mail and enter its eight digits.');
    }
    await this.store.put(person, {
      ...{ address: known.pending, pending: '', codeHash: '', codeUntil: 0, refused: '' },
      ...{ testLink: '', testAt: 0, testArrivedAt: 0 },
    });
  }

  /** The choices stay, for an address that may come. */
  async drop(person: PersonId): Promise<void> {
    await this.store.put(person, {
      ...{ address: '', pending: '', codeHash: '', codeUntil: 0, refused: '' },
      ...{ testLink: '', testAt: 0, testArrivedAt: 0 },
    });
  }

  async choose(person: PersonId, { off, pushOff, quiet, todayAnyway, daily }: TellingChoices): Promise<void> {
    if (!isZone(quiet.zone)) throw new Problem('bad-input', 'This time zone is not known here. Choose another.');
    await this.store.put(person, {
      ...{ reasonsOff: [...new Set(off)], pushOff: [...new Set(pushOff)], todayAnyway },
      ...(daily !== undefined && { mailDaily: daily.mail, pushDaily: daily.push }),
      ...{ quietFrom: quiet.from, quietUntil: quiet.until, quietZone: quiet.zone },
    });
  }

  /** A notice like any other, at once and whatever the hour. */
  async try(person: PersonId): Promise<HandedOver> {
    this.requireServer();
    const known = await this.store.find(person);
    if (known === undefined || known.address === '') {
      throw new Problem('wrong-state', 'There is no address to send a test to. Enter yours first.');
    }
    this.limits.count('mailed', person);
    const testLink = randomId();
    await this.store.put(person, { testLink, testAt: 0, testArrivedAt: 0 });
    const words = noticeWords(this.settings.publicOrigin, testLink);
    const outcome = await this.server.hand({ to: known.address, id: randomId(), ...words });
    if (outcome.is === 'handed') await this.store.put(person, { testAt: this.clock.now(), refused: '' });
    return handedOver(outcome);
  }

  /** Whether this is the link of the person's own test notice, which has then arrived. */
  async arrived(person: PersonId, link: string): Promise<boolean> {
    const known = await this.store.find(person);
    if (known === undefined || known.testLink === '' || known.testLink !== link) return false;
    if (known.testArrivedAt === 0) await this.store.put(person, { testArrivedAt: this.clock.now() });
    return true;
  }

  /** The mail server refused the address. */
  async refused(person: string, why: string): Promise<void> {
    await this.store.put(person, { refused: why });
  }

  everybody(): Promise<string[]> {
    return this.store.everybody();
  }

  forget(people: readonly string[]): Promise<void> {
    return this.store.forget(people);
  }

  private requireServer(): void {
    if (this.server.isThere) return;
    throw new Problem('unavailable', 'This service sends no mail. Tell whoever runs it that nobody is told anything.');
  }
}
