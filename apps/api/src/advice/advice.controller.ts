import { Controller } from '@nestjs/common';
import { endpoints, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../http/caller';
import { CallerOf, Serves } from '../http/serves';
import { AdviceService } from './advice.service';

const table = endpoints.advice;
type Table = typeof table;

@Controller()
export class AdviceController {
  constructor(private readonly advice: AdviceService) {}

  @Serves(table.queue)
  async queue(@CallerOf() caller: Caller): Promise<OutputOf<Table['queue']>> {
    const rows = await this.advice.queue(caller.person);
    return { requests: rows.map(({ room: _room, org: _org, ...shown }) => shown) };
  }

  @Serves(table.mine)
  async mine(@CallerOf() caller: Caller): Promise<OutputOf<Table['mine']>> {
    const rows = await this.advice.mine(caller.person);
    return { requests: rows.map(({ ledger, room, stage, updatedAt }) => ({ ledger, room, stage, updatedAt })) };
  }
}
