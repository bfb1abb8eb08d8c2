import { Problem, type IdentifierKind } from '@consilium/domain';
import type { Room } from '../replicas/room';
import { saidOf } from '../replicas/no-identifier';
import type { Vault } from '../vault/vault';
import { admit } from './admit';
import { ask } from './ask';
import { allShares, type SharesDesk } from './shares-of';
import type { ShareDraft, ShareView } from './views';

/** Outside shares from the requester's side. */
export interface RequesterDoor {
  share(draft: ShareDraft): Promise<string>;
  shares(): Promise<ShareView[]>;
  /** `notIdentifiers`: what in the text looks like an identifier and is none, by kind; signed with it. */
  answer(advice: string, text: string, notIdentifiers: IdentifierKind[]): Promise<void>;
  withdrawShare(advice: string): Promise<void>;
  /** After a decision in favour: side thread, admission, brief and grants in one append. */
  admit(advice: string): Promise<void>;
}

interface Desk extends SharesDesk {
  readonly rooms: SharesDesk['rooms'] & {
    open(id: string): Promise<Room>;
    refresh(): Promise<void>;
    headSoon(room: Room): void;
  };
}

export function requesterDoor(vault: Vault, desk: () => Promise<Desk>): RequesterDoor {
  const told = (): void => {
    vault.changed({ about: 'requests' });
    vault.changed({ about: 'cases' });
  };
  return {
    share: async (draft) => {
      const { rooms, requests } = await desk();
      const room = await rooms.open(draft.room);
      room.log.requireWhole();
      const ledger = await ask(room, draft);
      await requests.open(ledger);
      rooms.headSoon(room);
      told();
      return ledger;
    },
    shares: async () => {
      const opened = await desk();
      await opened.rooms.refresh();
      return allShares(vault, opened);
    },
    answer: async (id, text, notIdentifiers) => {
      if (text.trim() === '') throw new Problem('bad-input', 'Write your answer first.');
      const said = saidOf('Your answer', [text], notIdentifiers);
      const advice = await (await desk()).requests.open(id);
      await advice.post('answer', text.trim(), { notIdentifiers: said });
      told();
    },
    withdrawShare: async (id) => {
      const advice = await (await desk()).requests.open(id);
      if (advice.state.progress.stage === 'decided') await advice.simply('revoke', {});
      else await advice.simply('withdraw', {});
      told();
    },
    admit: async (id) => {
      const { rooms, requests } = await desk();
      const advice = await requests.open(id);
      const room = await rooms.open(advice.state.room);
      await admit(advice, room);
      rooms.headSoon(room);
      told();
    },
  };
}
