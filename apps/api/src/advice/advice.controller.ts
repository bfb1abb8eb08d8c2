import { Controller } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../http/caller';
import { CallerOf, Input, Serves } from '../http/serves';
import { AdviceService } from './advice.service';

const table = endpoints.advice;
type Table = typeof table;

@Controller()
export class AdviceController {
  constructor(private readonly advice: AdviceService) {}

  @Serves(table.queue)
  async queue(@CallerOf() caller: Caller, @Input() input: InputOf<Table['queue']>): Promise<OutputOf<Table['queue']>> {
    const { rows, page } = await this.advice.queue(caller.person, input);
    return { ...page, requests: rows.map(({ room: _room, org: _org, ...shown }) => shown) };
  }

  @Serves(table.mine)
  async mine(@CallerOf() caller: Caller, @Input() input: InputOf<Table['mine']>): Promise<OutputOf<Table['mine']>> {
    const { rows, page } = await this.advice.mine(caller.person, input);
    const requests = rows.map(({ ledger, room, stage, updatedAt }) => ({ ledger, room, stage, updatedAt }));
    return { ...page, requests };
  }
}
