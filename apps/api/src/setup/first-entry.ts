import { Inject, Injectable } from '@nestjs/common';
import type { SealedEntry } from '@consilium/contracts';
import { Problem, waitsOf, type Books, type RegisterBody } from '@consilium/domain';
import { BOOKS } from '../ledgers/books.module';
import { ServiceKey } from '../ledgers/service-key';
import { statedIn } from '../ledgers/stated';
import { SETTINGS, type Settings } from '../settings/config';

const reload = 'The register was prepared for another address or person. Reload the page and start again.';

/** What a register that begins here must say of this place. Its signatures are checked when it is stored. */
@Injectable()
export class FirstEntry {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(BOOKS) private readonly books: Books,
    private readonly serviceKey: ServiceKey,
  ) {}

  async servicePublic(): Promise<string> {
    return (await this.serviceKey.signer()).public;
  }

  /** The beginning of a register at this address, of this mode, with this service's key. */
  async read(entry: SealedEntry): Promise<RegisterBody<'genesis'>> {
    const body = await statedIn(this.books, entry, 'genesis');
    const { publicOrigin, rpId, registerMode } = this.settings;
    const { passkey, words } = waitsOf[registerMode];
    const isOfKind = body.mode === registerMode && body.waits.passkey === passkey && body.waits.words === words;
    const isHere = body.origin === publicOrigin && body.rpId === rpId && body.service === (await this.servicePublic());
    if (!isOfKind || !isHere) throw new Problem('bad-input', reload);
    return body;
  }
}

export const otherBeginning = (): Problem => new Problem('bad-input', reload);
