import { Controller } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../http/caller';
import { CallerOf, Input, Serves } from '../http/serves';
import { Addresses } from './addresses';
import { Away } from './away';
import { OnCall } from './on-call';
import { PushDevices } from './push/push-devices';
import { TellingService } from './telling.service';
import { Waits } from './waits';

const table = endpoints.telling;
type Table = typeof table;

@Controller()
export class TellingController {
  constructor(
    private readonly addresses: Addresses,
    private readonly devices: PushDevices,
    private readonly telling: TellingService,
    private readonly absence: Away,
    private readonly rota: OnCall,
    private readonly measured: Waits,
  ) {}

  @Serves(table.mine)
  async mine(@CallerOf() { person }: Caller): Promise<OutputOf<Table['mine']>> {
    return {
      ...(await this.addresses.mine(person)),
      pushes: await this.devices.mine(person),
      ...(await this.telling.waiting(person)),
      away: await this.absence.mine(person),
    };
  }

  @Serves(table.waits)
  waits(@CallerOf() { person }: Caller): Promise<OutputOf<Table['waits']>> {
    return this.measured.of(person);
  }

  @Serves(table.setAddress)
  setAddress(
    @CallerOf() { person }: Caller,
    @Input() input: InputOf<Table['setAddress']>,
  ): Promise<OutputOf<Table['setAddress']>> {
    return this.addresses.set(person, input);
  }

  @Serves(table.confirmAddress)
  async confirmAddress(
    @CallerOf() { person }: Caller,
    @Input() input: InputOf<Table['confirmAddress']>,
  ): Promise<OutputOf<Table['confirmAddress']>> {
    await this.addresses.confirm(person, input);
    return {};
  }

  @Serves(table.dropAddress)
  async dropAddress(@CallerOf() { person }: Caller): Promise<OutputOf<Table['dropAddress']>> {
    await this.addresses.drop(person);
    return {};
  }

  @Serves(table.choose)
  async choose(
    @CallerOf() { person }: Caller,
    @Input() input: InputOf<Table['choose']>,
  ): Promise<OutputOf<Table['choose']>> {
    await this.addresses.choose(person, input);
    return {};
  }

  @Serves(table.try)
  try(@CallerOf() { person }: Caller): Promise<OutputOf<Table['try']>> {
    return this.addresses.try(person);
  }

  @Serves(table.pushHere)
  pushHere(
    @CallerOf() { person }: Caller,
    @Input() input: InputOf<Table['pushHere']>,
  ): Promise<OutputOf<Table['pushHere']>> {
    return this.devices.add(person, input);
  }

  @Serves(table.dropPush)
  async dropPush(
    @CallerOf() { person }: Caller,
    @Input() input: InputOf<Table['dropPush']>,
  ): Promise<OutputOf<Table['dropPush']>> {
    await this.devices.drop(person, input);
    return {};
  }

  @Serves(table.tryPush)
  tryPush(
    @CallerOf() { person }: Caller,
    @Input() input: InputOf<Table['tryPush']>,
  ): Promise<OutputOf<Table['tryPush']>> {
    return this.devices.try(person, input);
  }

  @Serves(table.pushArrived)
  async pushArrived(@Input() { link }: InputOf<Table['pushArrived']>): Promise<OutputOf<Table['pushArrived']>> {
    await this.telling.pushArrived(link);
    return {};
  }

  @Serves(table.sayAway)
  async sayAway(
    @CallerOf() { person }: Caller,
    @Input() input: InputOf<Table['sayAway']>,
  ): Promise<OutputOf<Table['sayAway']>> {
    await this.absence.say(person, input);
    return {};
  }

  @Serves(table.back)
  async back(@CallerOf() { person }: Caller): Promise<OutputOf<Table['back']>> {
    await this.absence.back(person);
    return {};
  }

  @Serves(table.away)
  async away(
    @CallerOf() { person }: Caller,
    @Input() { people }: InputOf<Table['away']>,
  ): Promise<OutputOf<Table['away']>> {
    return { away: await this.absence.ask(person, people) };
  }

  @Serves(table.onCall)
  async onCall(@CallerOf() { person }: Caller): Promise<OutputOf<Table['onCall']>> {
    return { onCall: await this.rota.ask(person) };
  }

  @Serves(table.sayOnCall)
  async sayOnCall(
    @CallerOf() { person }: Caller,
    @Input() input: InputOf<Table['sayOnCall']>,
  ): Promise<OutputOf<Table['sayOnCall']>> {
    await this.rota.say(person, input);
    return {};
  }

  @Serves(table.endOnCall)
  async endOnCall(
    @CallerOf() { person }: Caller,
    @Input() input: InputOf<Table['endOnCall']>,
  ): Promise<OutputOf<Table['endOnCall']>> {
    await this.rota.end(person, input);
    return {};
  }

  @Serves(table.follow)
  follow(@CallerOf() caller: Caller, @Input() { link }: InputOf<Table['follow']>): Promise<OutputOf<Table['follow']>> {
    return this.telling.follow(caller, link);
  }

  @Serves(table.looked)
  looked(
    @CallerOf() caller: Caller,
    @Input() { ledgers }: InputOf<Table['looked']>,
  ): Promise<OutputOf<Table['looked']>> {
    return this.telling.looked(caller, ledgers);
  }
}
