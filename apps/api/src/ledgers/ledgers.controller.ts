import { Controller } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../http/caller';
import { CallerOf, Input, Serves } from '../http/serves';
import { HeadsService } from './heads.service';
import { LedgersService } from './ledgers.service';
import { Mine } from './mine';
import { MissedService } from './missed.service';

const table = endpoints.ledgers;
type Table = typeof table;

@Controller()
export class LedgersController {
  constructor(
    private readonly ledgers: LedgersService,
    private readonly headsService: HeadsService,
    private readonly list: Mine,
    private readonly missedService: MissedService,
  ) {}

  @Serves(table.append)
  append(@CallerOf() caller: Caller, @Input() input: InputOf<Table['append']>): Promise<OutputOf<Table['append']>> {
    return this.ledgers.append(caller, input);
  }

  @Serves(table.entries)
  entries(@CallerOf() caller: Caller, @Input() input: InputOf<Table['entries']>): Promise<OutputOf<Table['entries']>> {
    return this.ledgers.entries(caller, input);
  }

  @Serves(table.mine)
  mine(@CallerOf() caller: Caller, @Input() input: InputOf<Table['mine']>): Promise<OutputOf<Table['mine']>> {
    return this.list.page(caller.person, input);
  }

  @Serves(table.standing)
  standing(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['standing']>,
  ): Promise<OutputOf<Table['standing']>> {
    return this.ledgers.standing(caller, input.ledger);
  }

  @Serves(table.heads)
  heads(@CallerOf() caller: Caller, @Input() input: InputOf<Table['heads']>): Promise<OutputOf<Table['heads']>> {
    return this.headsService.heads(caller, input.ledger);
  }

  @Serves(table.postHead)
  async postHead(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['postHead']>,
  ): Promise<OutputOf<Table['postHead']>> {
    await this.headsService.post(caller, input);
    return {};
  }
  @Serves(table.tellMissed)
  async tellMissed(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['tellMissed']>,
  ): Promise<OutputOf<Table['tellMissed']>> {
    await this.missedService.tell(caller, input);
    return {};
  }

  @Serves(table.missed)
  missed(): Promise<OutputOf<Table['missed']>> {
    return this.missedService.told();
  }
}
