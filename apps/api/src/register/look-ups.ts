import { Injectable } from '@nestjs/common';
import type { RegisterLookUp } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { Clock } from '../platform/clock';
import { RegisterAdapter } from './register-adapter';

/** Asks the configured professional register and dates the answer. */
@Injectable()
export class LookUps {
  constructor(
    private readonly adapter: RegisterAdapter,
    private readonly clock: Clock,
  ) {}

  async lookUp(body: string, number: string): Promise<RegisterLookUp> {
    return { ...(await this.adapter.lookUp(body, number)), checkedAt: this.clock.now() };
  }

  /** A register that cannot be reached stops nobody from joining: the officer looks the number up later. */
  async tryLookUp(body: string, number: string): Promise<RegisterLookUp> {
    try {
      return await this.lookUp(body, number);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'unavailable') throw error;
      const status = 'The register could not be reached. Look the number up again before you decide.';
      return { found: false, body, number, name: '', status, good: false, source: '', checkedAt: this.clock.now() };
    }
  }
}
