import { Problem } from '@consilium/domain';
import type { OwnShelf } from '../shelf/own-shelf';
import { draftName, type DraftPlace } from './place';

/** Characters. */
const longest = 200_000;

export interface DraftsDoor {
  /** What was being written there, as it was kept (JSON); "": nothing. Sealed on this device until signing out. */
  draft(place: DraftPlace): Promise<string>;
  /** Kept when this resolves; "" forgets it. */
  keepDraft(place: DraftPlace, words: string): Promise<void>;
}

/** What is being written, kept sealed on this device until it is sent. */
export function draftsDoor(desk: () => Promise<{ readonly shelf: OwnShelf }>): DraftsDoor {
  return {
    draft: async (place) => (await (await desk()).shelf.read('draft', draftName(place))) ?? '',
    keepDraft: async (place, words) => {
      const { shelf } = await desk();
      if (words.length > longest) throw new Problem('too-large', 'This is too long to be kept. Send it in parts.');
      await (words === '' ? shelf.drop('draft', draftName(place)) : shelf.keep('draft', draftName(place), words));
    },
  };
}
