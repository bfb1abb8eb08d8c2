import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';
import { Problem, type Join, type PersonId } from '@consilium/domain';
import { challenge, readJoin } from '@consilium/ledger';
import { LedgersService } from '../ledgers/ledgers.service';
import { Standings } from '../ledgers/standings';
import { Clock } from '../settings/clock';
import { SETTINGS, siteOf, type Settings } from '../settings/config';
import { AccountOpening } from '../sign-in/account-opening';
import type { OpenedSession } from '../sign-in/device-sessions';
import { OneTimeNonces } from '../sign-in/one-time-nonces';
import type { NewPasskey } from '../sign-in/passkey-ceremony';
import { RegisterRoot } from '../sign-in/register-root';
import { FirstEntry, otherBeginning } from './first-entry';
import { SetupCode } from './setup-code';

type Table = (typeof endpoints)['setup'];
type Finish = InputOf<Table['finish']>;

const purpose = { label: 'setup', subject: '', act: '' } as const;

/** First run: the one-time code from the terminal begins the register, once. */
@Injectable()
export class SetupService implements OnApplicationBootstrap {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly ledgers: LedgersService,
    private readonly nonces: OneTimeNonces,
    private readonly root: RegisterRoot,
    private readonly accounts: AccountOpening,
    private readonly standings: Standings,
    private readonly code: SetupCode,
    private readonly first: FirstEntry,
  ) {}

  /** A register of a trial, in which one officer is enough, is never served as one for real use. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.deployment !== 'production' || (await this.standings.now()).mode() !== 'trial') return;
    throw new Error(
      'This database holds the register of a trial, in which one officer acts alone. It cannot become one for real use: begin with an empty database, or set DEPLOYMENT=trial.',
    );
  }

  async state(): Promise<OutputOf<Table['state']>> {
    const root = await this.root.find();
    const { rpId, publicOrigin: origin, deployment, registerMode: mode } = this.settings;
    const servicePublic = await this.first.servicePublic();
    const here = { rpId, origin, servicePublic, deployment, mode, now: this.clock.now() };
    return { ready: root !== undefined, root: root ?? '', ...here };
  }

  async begin(code: string): Promise<string> {
    await this.code.require(code);
    return this.nonces.issue(purpose);
  }

  /** Register, account, passkey and session begin together; then the code is worth nothing any more. */
  async finish(input: Finish): Promise<OpenedSession> {
    await this.code.require(input.code);
    const [officer, ...more] = (await this.first.read(input.entry)).officers;
    if (officer === undefined || more.length > 0 || this.settings.registerMode !== 'trial') throw otherBeginning();
    const { passkey } = await this.accept(input, officer);
    const person = input.person as PersonId;
    const { account, device } = input;
    return this.ledgers.begin(person, input.entry, (sql) =>
      this.accounts.open(sql, { person, account, passkey, device }),
    );
  }

  /** A first officer's own statement, and the passkey just made that proves it. */
  async accept(
    input: Pick<Finish, 'nonce' | 'person' | 'passkey'>,
    signed: string,
  ): Promise<{ readonly join: Join; readonly passkey: NewPasskey }> {
    if (!(await this.nonces.spend(input.nonce, purpose))) {
      throw new Problem('wrong-state', 'This step took too long. Type the code again and make the passkey once more.');
    }
    const { join } = await readJoin(signed, siteOf(this.settings));
    if (join.person !== input.person || join.root !== '') throw otherBeginning();
    const { rpId } = this.settings;
    const expected = await challenge('consilium/1 passkey-create', '', rpId, input.nonce, input.person);
    return { join, passkey: await this.accounts.acceptPasskey(input.passkey, expected, join) };
  }
}
