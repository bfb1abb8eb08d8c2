import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '@consilium/domain';
import { SETTINGS, type Settings } from '../settings/config';
import { RegisterRoot } from '../sign-in/register-root';

/** The one-time code from the terminal. It is worth something until the register has begun. */
@Injectable()
export class SetupCode {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly root: RegisterRoot,
  ) {}

  async require(code: string): Promise<void> {
    if ((await this.root.find()) !== undefined) {
      throw new Problem(
        'wrong-state',
        'This installation is set up already, and its code is used up. Sign in, or ask an officer for an invitation.',
      );
    }
    if (this.settings.setupCode !== undefined && isSameText(code, this.settings.setupCode)) return;
    throw new Problem(
      'not-allowed',
      'This is not the code. Type the one-time code that stands on the terminal where the service was started.',
    );
  }
}

/** Compares hashes, so that time tells neither length nor beginning. */
function isSameText(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text.trim()).digest();
  return timingSafeEqual(hash(one), hash(other));
}
