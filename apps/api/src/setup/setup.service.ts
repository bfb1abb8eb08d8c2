import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf, SealedEntry } from '@consilium/contracts';
import { Problem, waitsOf, type Books, type Join, type PersonId } from '@consilium/domain';
import { challenge, readJoin } from '@consilium/ledger';
import { BOOKS } from '../ledgers/books.module';
import { LedgersService } from '../ledgers/ledgers.service';
import { ServiceKey } from '../ledgers/service-key';
import { Standings } from '../ledgers/standings';
import { statedIn } from '../ledgers/stated';
import { Clock } from '../platform/clock';
import { SETTINGS, siteOf, type Settings } from '../platform/config';
import { AccountOpening } from '../sign-in/account-opening';
import type { OpenedSession } from '../sign-in/device-sessions';
import { OneTimeNonces } from '../sign-in/one-time-nonces';
import { RegisterRoot } from '../sign-in/register-root';

type Table = (typeof endpoints)['setup'];
type Finish = InputOf<Table['finish']>;

const purpose = { label: 'setup', subject: '', act: '' } as const;

const startedAlready = (): Problem =>
  new Problem(
    'wrong-state',
    'This installation is set up already, and its code is used up. Sign in, or ask an officer for an invitation.',
  );

/** First run: the one-time code from the terminal begins the register, once. */
@Injectable()
export class SetupService implements OnApplicationBootstrap {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(BOOKS) private readonly books: Books,
    private readonly clock: Clock,
    private readonly ledgers: LedgersService,
    private readonly serviceKey: ServiceKey,
    private readonly nonces: OneTimeNonces,
    private readonly root: RegisterRoot,
    private readonly accounts: AccountOpening,
    private readonly standings: Standings,
  ) {}

  /** A register of a trial, in which one officer is enough, is never served as one for real use. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.deployment !== 'production' || (await this.standings.mode()) !== 'trial') return;
    throw new Error(
      'This database holds the register of a trial, in which one officer acts alone. It cannot become one for real use: begin with an empty database, or set DEPLOYMENT=trial.',
    );
  }

  async state(): Promise<OutputOf<Table['state']>> {
    const root = await this.root.find();
    const { rpId, publicOrigin: origin } = this.settings;
    const servicePublic = await this.servicePublic();
    const { deployment } = this.settings;
    const here = { rpId, origin, servicePublic, deployment, now: this.clock.now() };
    return { ready: root !== undefined, root: root ?? '', ...here };
  }

  async begin(code: string): Promise<string> {
    await this.requireCode(code);
    return this.nonces.issue(purpose);
  }

  /** Register, account, passkey and session begin together; then the code is worth nothing any more. */
  async finish(input: Finish): Promise<OpenedSession> {
    await this.requireCode(input.code);
    if (!(await this.nonces.spend(input.nonce, purpose))) {
      throw new Problem('wrong-state', 'This step took too long. Type the code again and make the passkey once more.');
    }
    const join = await this.readFounder(input);
    const { rpId } = this.settings;
    const expected = await challenge('consilium/1 passkey-create', '', rpId, input.nonce, input.person);
    const passkey = await this.accounts.acceptPasskey(input.passkey, expected, join);
    const person = input.person as PersonId;
    const { account, device } = input;
    return this.ledgers.begin(person, input.entry, (sql) =>
      this.accounts.open(sql, { person, account, passkey, device }),
    );
  }

  private async requireCode(code: string): Promise<void> {
    if ((await this.root.find()) !== undefined) throw startedAlready();
    if (this.settings.setupCode !== undefined && isSameText(code, this.settings.setupCode)) return;
    throw new Problem(
      'not-allowed',
      'This is not the code. Type the one-time code that stands on the terminal where the service was started.',
    );
  }

  /** One first officer, whose own statement it is, at this address and with this service's key. */
  private async readFounder({ entry, person }: { entry: SealedEntry; person: string }): Promise<Join> {
    const body = await statedIn(this.books, entry, 'genesis');
    const [officer, ...more] = body.officers;
    if (officer === undefined || more.length > 0) {
      throw new Problem('bad-input', 'The register begins with one officer. Reload the page and start again.');
    }
    const { publicOrigin, rpId, deployment } = this.settings;
    const { passkey, words } = waitsOf[deployment];
    const isOfKind = body.mode === deployment && body.waits.passkey === passkey && body.waits.words === words;
    const isOurs = isOfKind && body.service === (await this.servicePublic());
    const isHere = body.origin === publicOrigin && body.rpId === rpId && isOurs;
    const { join } = await readJoin(officer, siteOf(this.settings));
    if (isHere && join.person === person) return join;
    throw new Problem(
      'bad-input',
      'The register was prepared for another address or person. Reload the page and start again.',
    );
  }

  private async servicePublic(): Promise<string> {
    return (await this.serviceKey.signer()).public;
  }
}

/** Compares hashes, so that time tells neither length nor beginning. */
function isSameText(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text.trim()).digest();
  return timingSafeEqual(hash(one), hash(other));
}
