import { Controller, Res } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../http/caller';
import type { ApiReply } from '../http/request';
import { Input, MaybeCaller, Serves } from '../http/serves';
import { SignInService } from '../sign-in/sign-in.service';
import { startSession } from '../sign-in/start-session';
import { FoundingService } from './founding.service';
import { SetupService } from './setup.service';

const table = endpoints.setup;
type Table = typeof table;

@Controller()
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly signIn: SignInService,
    private readonly founding: FoundingService,
  ) {}

  @Serves(table.state)
  state(): Promise<OutputOf<Table['state']>> {
    return this.setup.state();
  }

  @Serves(table.begin)
  async begin(@Input() input: InputOf<Table['begin']>): Promise<OutputOf<Table['begin']>> {
    return { nonce: await this.setup.begin(input.code) };
  }

  @Serves(table.finish)
  async finish(
    @Input() input: InputOf<Table['finish']>,
    @MaybeCaller() before: Caller | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<OutputOf<Table['finish']>> {
    const entered = await this.signIn.enter(await this.setup.finish(input), before);
    startSession(reply, entered);
    return entered.me;
  }

  @Serves(table.offer)
  async offer(@Input() input: InputOf<Table['offer']>): Promise<OutputOf<Table['offer']>> {
    await this.founding.offer(input);
    return {};
  }

  @Serves(table.founders)
  founders(@Input() input: InputOf<Table['founders']>): Promise<OutputOf<Table['founders']>> {
    return this.founding.founders(input.code);
  }

  @Serves(table.startAgain)
  async startAgain(@Input() input: InputOf<Table['startAgain']>): Promise<OutputOf<Table['startAgain']>> {
    await this.founding.startAgain(input.code);
    return {};
  }

  @Serves(table.agree)
  async agree(
    @Input() input: InputOf<Table['agree']>,
    @MaybeCaller() before: Caller | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<OutputOf<Table['agree']>> {
    const session = await this.founding.agree(input);
    if (session === undefined) return {};
    const entered = await this.signIn.enter(session, before);
    startSession(reply, entered);
    return { me: entered.me };
  }
}
