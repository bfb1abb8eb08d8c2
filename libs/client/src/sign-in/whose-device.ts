import type { WhoAmI } from '@consilium/contracts';
import { textOf, utf8 } from '@consilium/sealing';
import type { Transport } from '../service/transport';
import { forgetOffline, forgetOthers, forgetOver } from '../shelf/offline-head';
import type { Shelf } from '../shelf/shelf';
import { forgetKnown, keepKnown, knownPasskeys } from './known-passkeys';
import type { PrfInputs } from './passkey-steps';

const place = { owner: 'device', name: 'whose' } as const;

interface At {
  readonly shelf: Shelf;
  readonly transport: Transport;
}

/** Whether somebody said that this device is theirs, and nobody since that it is not. */
export async function isOwnDevice(shelf: Shelf): Promise<boolean> {
  const said = await shelf.get(place.owner, place.name).catch(() => undefined);
  return said !== undefined && textOf(said) === 'own';
}

/**
 * Whether this device is its user's own: kept in clear, and only where it is. A device of which nothing was said, or that keeps
 * nothing, is a shared computer, which keeps neither a passkey's name nor a case for reading without a connection; signing out forgets the word with everything else.
 */
export class WhoseDevice {
  constructor(private readonly at: At) {}

  isOwn(): Promise<boolean> {
    return isOwnDevice(this.at.shelf);
  }

  /** `me`: who is signed in, if anybody is. Gives them as the service knows them from then on. */
  async says(isOwn: boolean, me: WhoAmI | undefined): Promise<WhoAmI | undefined> {
    const { shelf } = this.at;
    await (isOwn ? shelf.put({ ...place, sealed: utf8('own') }).catch(() => undefined) : this.forget());
    // A device that cannot keep the word is a shared computer for the service, too.
    const isKept = isOwn && (await this.isOwn());
    return me && this.tells(isKept, me);
  }

  /** What a device keeps of whoever opened their keys on it, and how long their session may lie there unused. */
  async settle(me: WhoAmI, passkeys: PrfInputs): Promise<WhoAmI> {
    const { shelf } = this.at;
    const isOwn = (await this.isOwn()) && (await this.isTheirs(passkeys));
    await (isOwn
      ? Promise.all([
          keepKnown(shelf, passkeys),
          forgetOthers(shelf, passkeys).then(() => forgetOver(shelf, Date.now())),
        ])
      : this.forget());
    // Where the service does not hear it, it is told at the next unlock, and goes by what it was told before.
    return this.tells(isOwn, me).catch(() => me);
  }

  /** Whoever said it is told by their passkeys, where any is known: of somebody else, the word says nothing. */
  private async isTheirs(passkeys: PrfInputs): Promise<boolean> {
    const known = Object.keys(await knownPasskeys(this.at.shelf));
    return known.length === 0 || known.some((credential) => Object.hasOwn(passkeys, credential));
  }

  private async forget(): Promise<void> {
    const { shelf } = this.at;
    await Promise.all([
      shelf.remove(place.owner, place.name).catch(() => undefined),
      forgetKnown(shelf),
      forgetOffline(shelf),
    ]);
  }

  private async tells(isOwn: boolean, me: WhoAmI): Promise<WhoAmI> {
    if (me.ownDevice === isOwn) return me;
    await this.at.transport.call('signIn', 'whoseDevice', { own: isOwn });
    return { ...me, ownDevice: isOwn };
  }
}
