import { Controller } from '@nestjs/common';
import { endpoints, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../platform/caller';
import { CallerOf, Serves } from '../platform/serves';
import { ClearancesService } from './clearances.service';

const table = endpoints.clearances;
type Table = typeof table;

@Controller()
export class ClearancesController {
  constructor(private readonly clearances: ClearancesService) {}

  @Serves(table.queue)
  async queue(@CallerOf() caller: Caller): Promise<OutputOf<Table['queue']>> {
    const rows = await this.clearances.queue(caller.person);
    return { requests: rows.map(({ room: _, ...shown }) => shown) };
  }

  @Serves(table.mine)
  async mine(@CallerOf() caller: Caller): Promise<OutputOf<Table['mine']>> {
    const rows = await this.clearances.mine(caller.person);
    return { requests: rows.map(({ ledger, room, stage, updatedAt }) => ({ ledger, room, stage, updatedAt })) };
  }
}
