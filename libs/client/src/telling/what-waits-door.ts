import type { Vault } from '../vault/vault';
import type { ToldView } from './views';

/** What waits for this person, as the service counts it: who waits, and for what, is in the records. */
export interface WhatWaitsDoor {
  told(): Promise<ToldView>;
  /** A case, with the requests from it, or a request is on the screen; "" for the register. What waited there waits no more. */
  lookedAt(id: string): Promise<void>;
}

interface Desk {
  readonly requests: { readonly own: { readonly rows: readonly { readonly ledger: string; readonly room: string }[] } };
}

export function whatWaitsDoor(vault: Vault, desk: () => Promise<Desk>): WhatWaitsDoor {
  return {
    told: async () => {
      await desk();
      return vault.transport.call('telling', 'mine', {});
    },
    lookedAt: async (id) => {
      const { requests } = await desk();
      const asked = requests.own.rows.filter(({ room }) => room === id).map(({ ledger }) => ledger);
      const ledgers = id === '' ? [vault.root] : [id, ...asked].slice(0, 100);
      const { count } = await vault.transport.call('telling', 'looked', { ledgers });
      vault.changed({ about: 'telling', count });
    },
  };
}
