import { Inject, Injectable } from '@nestjs/common';
import { signerFromSeed, type Signer } from '@consilium/ledger';
import { SETTINGS, type Settings } from '../settings/config';

/** The deployment's own key: signs ticks and register heads, nothing else. */
@Injectable()
export class ServiceKey {
  private readonly pending: Promise<Signer>;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.pending = signerFromSeed(new Uint8Array(Buffer.from(settings.serviceKey, 'base64url')));
  }

  signer(): Promise<Signer> {
    return this.pending;
  }
}
