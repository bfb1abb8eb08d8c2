import { Controller, Req, Res } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../http/caller';
import type { ApiReply, ApiRequest } from '../http/request';
import { CallerOf, Input, MaybeCaller, Serves } from '../http/serves';
import { endCookie, tokenIn } from '../http/session-cookie';
import { LedgersService } from '../ledgers/ledgers.service';
import { PasskeysService } from './passkeys.service';
import { preSessionCookie, preSessionIn } from './pre-session';
import { SignInService } from './sign-in.service';
import { startSession } from './start-session';

const table = endpoints.signIn;
type Table = typeof table;
type Nothing = Record<string, never>;

@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly passkeys: PasskeysService,
    private readonly ledgers: LedgersService,
  ) {}

  @Serves(table.begin)
  async begin(@Res({ passthrough: true }) reply: ApiReply): Promise<OutputOf<Table['begin']>> {
    const { preSession, answer } = await this.signIn.begin();
    void reply.header('set-cookie', preSessionCookie(preSession));
    return answer;
  }

  @Serves(table.finish)
  async finish(
    @Input() input: InputOf<Table['finish']>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<OutputOf<Table['finish']>> {
    const preSession = preSessionIn(request.headers.cookie);
    const { account, ...entered } = await this.signIn.finish(input, { preSession, before: request.caller });
    startSession(reply, entered);
    return { me: entered.me, account };
  }

  @Serves(table.recover)
  async recover(
    @Input() input: InputOf<Table['recover']>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<OutputOf<Table['recover']>> {
    const preSession = preSessionIn(request.headers.cookie);
    const { account, ...entered } = await this.signIn.recover(input, { preSession, before: request.caller });
    startSession(reply, entered);
    return { me: entered.me, account };
  }

  @Serves(table.session)
  async session(
    @MaybeCaller() caller: Caller | undefined,
    @Req() request: ApiRequest,
  ): Promise<OutputOf<Table['session']>> {
    const now = this.signIn.now();
    if (caller !== undefined) return { me: await this.signIn.whoAmI(caller), now };
    return (await this.signIn.wasEnded(tokenIn(request.headers.cookie))) ? { now, ended: true } : { now };
  }

  @Serves(table.account)
  account(@CallerOf() caller: Caller): Promise<OutputOf<Table['account']>> {
    return this.signIn.account(caller.person);
  }

  @Serves(table.signOut)
  async signOut(@CallerOf() caller: Caller, @Res({ passthrough: true }) reply: ApiReply): Promise<Nothing> {
    await this.signIn.signOut(caller);
    void reply.header('set-cookie', endCookie);
    void reply.header('clear-site-data', '"cache", "cookies", "storage"');
    return {};
  }

  @Serves(table.whoseDevice)
  async whoseDevice(@CallerOf() caller: Caller, @Input() input: InputOf<Table['whoseDevice']>): Promise<Nothing> {
    await this.signIn.saysWhose(caller, input);
    return {};
  }

  @Serves(table.devices)
  devices(@CallerOf() caller: Caller): Promise<OutputOf<Table['devices']>> {
    return this.signIn.devices(caller);
  }

  @Serves(table.endDevice)
  async endDevice(@CallerOf() caller: Caller, @Input() input: InputOf<Table['endDevice']>): Promise<Nothing> {
    await this.signIn.endDevice(caller, input.session);
    return {};
  }

  @Serves(table.stepUpBegin)
  async stepUpBegin(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['stepUpBegin']>,
  ): Promise<OutputOf<Table['stepUpBegin']>> {
    const [nonce, at] = await Promise.all([this.signIn.stepUpBegin(caller, input), this.ledgers.registerTime()]);
    return { nonce, at };
  }

  @Serves(table.passkeyBegin)
  async passkeyBegin(@CallerOf() caller: Caller): Promise<OutputOf<Table['passkeyBegin']>> {
    return { nonce: await this.passkeys.begin(caller) };
  }

  @Serves(table.addPasskey)
  async addPasskey(@CallerOf() caller: Caller, @Input() input: InputOf<Table['addPasskey']>): Promise<Nothing> {
    await this.passkeys.add(caller, input);
    return {};
  }

  @Serves(table.renewKeys)
  async renewKeys(@CallerOf() caller: Caller, @Input() input: InputOf<Table['renewKeys']>): Promise<Nothing> {
    await this.passkeys.renew(caller, input);
    return {};
  }

  @Serves(table.remember)
  async remember(@CallerOf() caller: Caller, @Input() input: InputOf<Table['remember']>): Promise<Nothing> {
    await this.signIn.remember(caller, input);
    return {};
  }

  @Serves(table.remembered)
  remembered(@CallerOf() caller: Caller): Promise<OutputOf<Table['remembered']>> {
    return this.signIn.remembered(caller);
  }
}
