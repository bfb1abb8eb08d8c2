import type { WhoAmI } from '@consilium/contracts';
import { textOf, utf8 } from '@consilium/sealing';
import type { Transport } from '../service/transport';
import type { Shelf } from '../shelf/shelf';
import { forgetKnown, keepKnown } from './known-passkeys';
import type { PrfInputs } from './passkey-steps';

const place = { owner: 'device', name: 'whose' } as const;

interface At {
  readonly shelf: Shelf;
  readonly transport: Transport;
}

/**
 * Whether this device is its user's own: kept in clear, and only where it is. A device of which nothing was said, or that keeps
 * nothing, is a shared computer, which keeps no passkey's name either; signing out forgets the word with everything else.
 */
export class WhoseDevice {
  constructor(private readonly at: At) {}

  async isOwn(): Promise<boolean> {
    const said = await this.at.shelf.get(place.owner, place.name).catch(() => undefined);
    return said !== undefined && textOf(said) === 'own';
  }

  /** `me`: who is signed in, if anybody is. Gives them as the service knows them from then on. */
  async says(isOwn: boolean, me: WhoAmI | undefined): Promise<WhoAmI | undefined> {
    const { shelf } = this.at;
    const told = me && (await this.tells(isOwn, me));
    await (isOwn
      ? shelf.put({ ...place, sealed: utf8('own') }).catch(() => undefined)
      : Promise.all([shelf.remove(place.owner, place.name).catch(() => undefined), forgetKnown(shelf)]));
    return told;
  }

  /** What a device keeps of whoever opened their keys on it, and how long their session may lie there unused. */
  async settle(me: WhoAmI, passkeys: PrfInputs): Promise<WhoAmI> {
    const isOwn = await this.isOwn();
    await (isOwn ? keepKnown(this.at.shelf, passkeys) : forgetKnown(this.at.shelf));
    // Where the service does not hear it, it is told at the next unlock, and goes by what it was told before.
    return this.tells(isOwn, me).catch(() => me);
  }

  private async tells(isOwn: boolean, me: WhoAmI): Promise<WhoAmI> {
    if (me.ownDevice === isOwn) return me;
    await this.at.transport.call('signIn', 'whoseDevice', { own: isOwn });
    return { ...me, ownDevice: isOwn };
  }
}
