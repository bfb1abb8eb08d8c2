import { Injectable } from '@nestjs/common';
import type { Chosen, Outcome, Road, Taken } from '../roads';
import { PushDevices } from './push-devices';
import { PushService } from './push-service';

@Injectable()
export class ByPush implements Road {
  readonly kind = 'push';

  constructor(
    private readonly devices: PushDevices,
    private readonly service: PushService,
  ) {}

  get isThere(): boolean {
    return this.service.isThere;
  }

  off({ pushOff }: Chosen): readonly string[] {
    return pushOff;
  }

  daily({ daily: { push } }: Chosen): number {
    return push;
  }

  hand({ person, road, mail, link }: Taken): Promise<Outcome | undefined> {
    return this.devices.hand(person, road, { is: 'wait', link, notice: mail });
  }
}
