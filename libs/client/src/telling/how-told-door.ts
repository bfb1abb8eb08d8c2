import { Problem } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import type { HandedOverView, NoticePlace, OwnRequests, ToldChoices } from './views';

/** How this person is told by mail, and for what by each road. */
export interface HowToldDoor {
  /** Sends a code there; the address counts once the code was given back. */
  setMailAddress(address: string): Promise<HandedOverView>;
  confirmMailAddress(code: string): Promise<void>;
  dropMailAddress(): Promise<void>;
  chooseTold(choices: ToldChoices): Promise<void>;
  /** Sends a notice like any other. That it arrived is said by its link being opened. */
  tryNotice(): Promise<HandedOverView>;
  /** Opens the link of a notice: only its own person is led anywhere. */
  followNotice(link: string): Promise<NoticePlace>;
}

const wrongLink = 'This link is not whole. Copy it from the mail again, or look at what waits in your list.';

export function howToldDoor(vault: Vault, desk: () => Promise<OwnRequests>): HowToldDoor {
  const { transport } = vault;
  const changed = (): void => {
    vault.changed({ about: 'telling' });
  };
  /** A request from a case is shown in it, to whoever asked. */
  const placeOf = async (ledger: string): Promise<NoticePlace> => {
    if (vault.self.role !== 'clinician') return { leads: 'request', id: ledger };
    const { own } = (await desk()).requests;
    await own.follow();
    const found = own.rows.find((row) => row.ledger === ledger);
    return found === undefined ? { leads: 'ended' } : { leads: 'case', id: found.room };
  };
  return {
    setMailAddress: async (address) => {
      const outcome = await transport.call('telling', 'setAddress', { address });
      changed();
      return outcome;
    },
    confirmMailAddress: async (code) => {
      await transport.call('telling', 'confirmAddress', { code });
      changed();
    },
    dropMailAddress: async () => {
      await transport.call('telling', 'dropAddress', {});
      changed();
    },
    chooseTold: async (choices) => {
      await transport.call('telling', 'choose', choices);
      changed();
    },
    tryNotice: async () => {
      const outcome = await transport.call('telling', 'try', {});
      changed();
      return outcome;
    },
    followNotice: async (link) => {
      await desk();
      if (!/^[A-Za-z0-9_-]{22}$/.test(link)) throw new Problem('not-found', wrongLink);
      const place = await transport.call('telling', 'follow', { link });
      if (place.leads === 'test') changed();
      if (place.leads !== 'ledger') return place;
      if (place.kind === 'room') return { leads: 'case', id: place.ledger };
      return place.kind === 'register' ? { leads: 'register' } : placeOf(place.ledger);
    },
  };
}
