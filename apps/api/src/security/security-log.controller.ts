import { Controller } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../http/caller';
import { CallerOf, Input, Serves } from '../http/serves';
import { ReadingsService } from './readings.service';

const table = endpoints.securityLog;
type Table = typeof table;

@Controller()
export class SecurityLogController {
  constructor(private readonly readings: ReadingsService) {}

  @Serves(table.ask)
  ask(@CallerOf() caller: Caller, @Input() input: InputOf<Table['ask']>): Promise<OutputOf<Table['ask']>> {
    return this.readings.ask(caller, input);
  }

  @Serves(table.readings)
  list(): Promise<OutputOf<Table['readings']>> {
    return this.readings.list();
  }

  @Serves(table.confirm)
  async confirm(@CallerOf() caller: Caller, @Input() input: InputOf<Table['confirm']>): Promise<Record<string, never>> {
    await this.readings.confirm(caller, input);
    return {};
  }

  @Serves(table.read)
  read(@CallerOf() caller: Caller, @Input() input: InputOf<Table['read']>): Promise<OutputOf<Table['read']>> {
    return this.readings.read(caller, input);
  }
}
