import type { Vault } from '../vault/vault';
import type { OwnRequests, ToldView, WaitView } from './views';

/** What waits for this person, as the service counts it: who waits, and for what, is in the records. */
export interface WhatWaitsDoor {
  told(): Promise<ToldView>;
  /**
   * A case, with the requests from it, or a request is on the screen; "" for the register. What waited there waits no more,
   * but for a case in which there is something that was not: an open case is not one that was read.
   */
  lookedAt(id: string): Promise<void>;
  /** How long questions waited at the organisation that this person speaks for. */
  waits(): Promise<WaitView[]>;
}

/** `newIn`: how much of a case was not looked at yet. */
export function whatWaitsDoor(
  vault: Vault,
  desk: () => Promise<OwnRequests>,
  newIn: (room: string) => Promise<number>,
): WhatWaitsDoor {
  return {
    told: async () => {
      await desk();
      return vault.transport.call('telling', 'mine', {});
    },
    lookedAt: async (id) => {
      const { own } = (await desk()).requests;
      if (id !== '' && vault.self.role === 'clinician') {
        if ((await newIn(id)) > 0) return;
        await own.follow();
      }
      const asked = own.rows.filter(({ room }) => room === id).map(({ ledger }) => ledger);
      const ledgers = id === '' ? [vault.root] : [id, ...asked].slice(0, 100);
      const { count } = await vault.transport.call('telling', 'looked', { ledgers });
      vault.changed({ about: 'telling', count });
    },
    waits: async () => {
      await desk();
      return (await vault.transport.call('telling', 'waits', {})).waits;
    },
  };
}
