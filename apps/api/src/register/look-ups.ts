import { Injectable } from '@nestjs/common';
import type { RegisterLookUp } from '@consilium/contracts';
import type { RegisterBodyName } from '@consilium/domain';
import { Clock } from '../settings/clock';
import { RegisterAdapter } from './register-adapter';

/** Asks the configured professional register and dates the answer. */
@Injectable()
export class LookUps {
  constructor(
    private readonly adapter: RegisterAdapter,
    private readonly clock: Clock,
  ) {}

  async lookUp(body: RegisterBodyName, number: string): Promise<RegisterLookUp> {
    return { ...(await this.adapter.lookUp(body, number)), checkedAt: this.clock.now() };
  }
}
