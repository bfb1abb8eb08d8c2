import { Inject, Injectable } from '@nestjs/common';
import type { endpoints, InputOf, OutputOf, SealedAccount, WhoAmI } from '@consilium/contracts';
import { Problem, type PersonId } from '@consilium/domain';
import type { Caller } from '../http/caller';
import { Clock } from '../settings/clock';
import { SETTINGS, type Settings } from '../settings/config';
import { Database } from '../storage/database';
import { Live } from '../live/live';
import { DecisionNonces } from './decision-nonces';
import { DeviceSessions, idleSeconds, type NewSession, type OpenedSession } from './device-sessions';
import { OneTimeNonces } from './one-time-nonces';
import { newPreSession, type PreSession } from './pre-session';
import { proveByPasskey, proveByRecovery, type SignInAttempt, type ProvedSignIn } from './prove-sign-in';
import { RegisterRoot } from './register-root';
import { findPasskey, keyringVersionOf, personOfRecovery, storeRemembered } from './sign-in.store';
import { AccountsStore } from './accounts.store';
import { ActGestures } from './act-gestures';

type Table = (typeof endpoints)['signIn'];

/** What a request proves beside its body. */
interface SignInRequest {
  /** Id of the pre-session its cookie proves, or "". */
  readonly preSession: string;
  /** Who was signed in until now; that session ends. */
  readonly before: Caller | undefined;
}

export interface SignedIn {
  readonly token: string;
  readonly me: WhoAmI;
}

const refused = (): Problem =>
  new Problem(
    'not-signed-in',
    'This sign-in did not work. Try again; if it happens again, use your recovery words or ask your registration officer.',
  );

@Injectable()
export class SignInService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly live: Live,
    private readonly nonces: OneTimeNonces,
    private readonly decisions: DecisionNonces,
    private readonly acts: ActGestures,
    private readonly sessions: DeviceSessions,
    private readonly root: RegisterRoot,
    private readonly accounts: AccountsStore,
  ) {}

  async begin(): Promise<{ preSession: PreSession; answer: OutputOf<Table['begin']> }> {
    const root = await this.root.known();
    const preSession = newPreSession();
    const nonce = await this.nonces.issue({ label: 'sign-in', subject: preSession.id, act: '' });
    return { preSession, answer: { preSession: preSession.id, nonce, root, rpId: this.settings.rpId } };
  }

  async finish(
    input: InputOf<Table['finish']>,
    request: SignInRequest,
  ): Promise<SignedIn & { account: SealedAccount }> {
    const attempt = await this.attempt(input, request);
    const proved = await proveByPasskey(this.database, attempt, input.assertion);
    return this.welcome(proved, input.device, request);
  }

  async recover(
    input: InputOf<Table['recover']>,
    request: SignInRequest,
  ): Promise<SignedIn & { account: SealedAccount }> {
    const attempt = await this.attempt(input, request);
    const proved = await proveByRecovery(this.database, attempt, input);
    return this.welcome(proved, input.device, request);
  }

  /** Who is signed in, as screens show it. */
  async whoAmI(caller: Caller): Promise<WhoAmI> {
    const session = await this.sessions.byId(caller.session);
    if (session === undefined) throw new Problem('not-signed-in', 'You are signed out. Sign in to go on.');
    return {
      person: caller.person,
      standing: caller.standing,
      role: caller.role,
      root: await this.root.known(),
      session: caller.session,
      idleSeconds: session.idleSeconds,
      ownDevice: session.idleSeconds === idleSeconds.own,
      absoluteUntil: session.absoluteUntil,
    };
  }

  /** Begins to answer for a session that was opened in a transaction now committed. */
  async enter({ token }: OpenedSession, before: Caller | undefined): Promise<SignedIn> {
    if (before !== undefined) await this.leave(before);
    const caller = await this.sessions.find(token);
    if (caller === undefined) throw refused();
    return { token, me: await this.whoAmI(caller) };
  }

  async account(person: PersonId): Promise<SealedAccount> {
    const account = await this.accounts.account(person);
    if (account === undefined)
      throw new Problem('not-found', 'There is no account to open. Join with an invitation first.');
    return account;
  }

  signOut(caller: Caller): Promise<boolean> {
    return this.leave(caller);
  }

  saysWhose(caller: Caller, { own }: InputOf<Table['whoseDevice']>): Promise<void> {
    return this.sessions.saysWhose(caller.session, own);
  }

  async devices(caller: Caller): Promise<OutputOf<Table['devices']>> {
    const open = await this.sessions.openOf(caller.person);
    return {
      devices: open.map(({ session, device, createdAt, lastSeenAt }) => ({
        session,
        device,
        createdAt,
        lastSeenAt,
        current: session === caller.session,
      })),
    };
  }

  async endDevice(caller: Caller, session: string): Promise<void> {
    if (!(await this.sessions.end(caller.person, session))) {
      throw new Problem('not-found', 'That device is signed out already. Reload the list.');
    }
    this.live.endSession(session, 'signed-out');
  }

  stepUpBegin(caller: Caller, { act }: InputOf<Table['stepUpBegin']>): Promise<string> {
    if (act === 'decision' || act === 'second-decision') return this.decisions.issue(caller.person, act);
    return this.acts.issue(caller.person);
  }

  /** Under the keys of now alone: who has former ones, and no passkey that stayed, says nothing here any more. */
  async remember(caller: Caller, { sealed, version, keyring }: InputOf<Table['remember']>): Promise<void> {
    if ((await keyringVersionOf(this.database, caller.person)) !== keyring) {
      throw new Problem('wrong-state', 'Your keys were renewed on another device. Unlock them again.', {
        reason: 'keys-renewed',
      });
    }
    if (!(await storeRemembered(this.database, caller.person, version, sealed))) {
      throw new Problem('wrong-state', 'Another of your devices knows more. Reload to catch up with it.');
    }
    this.live.remembered(caller.person, version);
  }

  async remembered(caller: Caller): Promise<OutputOf<Table['remembered']>> {
    return (await this.accounts.remembered(caller.person)) ?? { version: 0 };
  }

  /** Whose passkey or words a sign-in names, "" for nobody's; says nothing of whether it is theirs. */
  async claimedBy(input: InputOf<Table['finish']> | InputOf<Table['recover']>): Promise<PersonId | ''> {
    const known =
      'assertion' in input
        ? (await findPasskey(this.database, input.assertion.id))?.person
        : await personOfRecovery(this.database, input.recoveryPublic);
    return known ?? '';
  }

  /** Whether the session of this cookie was ended from elsewhere. */
  async wasEnded(token: string | undefined): Promise<boolean> {
    return token !== undefined && (await this.sessions.wasEnded(token));
  }

  now(): number {
    return this.clock.now();
  }

  /** The nonce is used up whatever the proof turns out to be worth. */
  private async attempt(input: { preSession: string; nonce: string }, request: SignInRequest): Promise<SignInAttempt> {
    const { publicOrigin: origin, rpId } = this.settings;
    const { preSession } = request;
    const isOwn = preSession !== '' && preSession === input.preSession;
    const isFresh = await this.nonces.spend(input.nonce, { label: 'sign-in', subject: input.preSession, act: '' });
    if (!isOwn || !isFresh) throw refused();
    return { origin, rpId, root: await this.root.known(), nonce: input.nonce, preSession };
  }

  private async welcome(proved: ProvedSignIn | undefined, device: string, request: SignInRequest) {
    if (proved === undefined) throw refused();
    const session: NewSession = { ...proved, device };
    const opened = await this.database.transaction((sql) => this.sessions.open(sql, session));
    const entered = await this.enter(opened, request.before);
    return { ...entered, account: await this.account(proved.person) };
  }

  private async leave(caller: Caller): Promise<boolean> {
    const wasOpen = await this.sessions.leave(caller);
    if (wasOpen) this.live.endSession(caller.session, 'signed-out');
    return wasOpen;
  }
}
