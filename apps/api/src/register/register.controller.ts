import { Controller, Res } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../http/caller';
import type { ApiReply } from '../http/request';
import { CallerOf, Input, MaybeCaller, Serves } from '../http/serves';
import { startSession } from '../sign-in/start-session';
import { SignInService } from '../sign-in/sign-in.service';
import { Invitations } from './invitations';
import { Joining } from './join';
import { KeyRequests } from './key-requests';
import { LookUps } from './look-ups';
import { RegisterService } from './register.service';
import { Statements } from './statements';

const table = endpoints.register;
type Table = typeof table;

@Controller()
export class RegisterController {
  constructor(
    private readonly register: RegisterService,
    private readonly invitations: Invitations,
    private readonly joining: Joining,
    private readonly keys: KeyRequests,
    private readonly lookUps: LookUps,
    private readonly statements: Statements,
    private readonly signIn: SignInService,
  ) {}

  @Serves(table.invite)
  async invite(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['invite']>,
  ): Promise<OutputOf<Table['invite']>> {
    return { expiresAt: await this.invitations.invite(caller, input) };
  }

  @Serves(table.invitations)
  list(): Promise<OutputOf<Table['invitations']>> {
    return this.invitations.list();
  }

  @Serves(table.revoke)
  async revoke(@Input() input: InputOf<Table['revoke']>): Promise<Record<string, never>> {
    await this.invitations.revoke(input.invitation);
    return {};
  }

  @Serves(table.lookAtInvitation)
  lookAtInvitation(@Input() input: InputOf<Table['lookAtInvitation']>): Promise<OutputOf<Table['lookAtInvitation']>> {
    return this.register.lookAtInvitation(input.invitation);
  }

  @Serves(table.joinBegin)
  async joinBegin(@Input() input: InputOf<Table['joinBegin']>): Promise<OutputOf<Table['joinBegin']>> {
    return { nonce: await this.joining.begin(input.invitation) };
  }

  @Serves(table.joinFinish)
  async joinFinish(
    @Input() input: InputOf<Table['joinFinish']>,
    @MaybeCaller() before: Caller | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<OutputOf<Table['joinFinish']>> {
    const entered = await this.signIn.enter(await this.joining.finish(input), before);
    startSession(reply, entered);
    return entered.me;
  }

  @Serves(table.keysFinish)
  async keysFinish(@Input() input: InputOf<Table['keysFinish']>): Promise<OutputOf<Table['keysFinish']>> {
    await this.keys.finish(input);
    return {};
  }

  @Serves(table.myRequest)
  myRequest(@CallerOf() caller: Caller): Promise<OutputOf<Table['myRequest']>> {
    return this.register.myRequest(caller);
  }

  @Serves(table.restate)
  async restate(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['restate']>,
  ): Promise<OutputOf<Table['restate']>> {
    await this.statements.restate(caller, input.join);
    return {};
  }

  @Serves(table.claims)
  async claims(@CallerOf() caller: Caller): Promise<OutputOf<Table['claims']>> {
    return { claims: await this.statements.claimsOn(caller.person) };
  }

  @Serves(table.requests)
  requests(): Promise<OutputOf<Table['requests']>> {
    return this.register.requests();
  }

  @Serves(table.refuse)
  async refuse(@Input() input: InputOf<Table['refuse']>): Promise<Record<string, never>> {
    await this.register.refuse(input);
    return {};
  }

  @Serves(table.lookUp)
  lookUp(@Input() input: InputOf<Table['lookUp']>): Promise<OutputOf<Table['lookUp']>> {
    return this.lookUps.lookUp(input.body, input.number);
  }
}
