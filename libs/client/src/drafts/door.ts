import { Problem } from '@consilium/domain';
import type { OwnShelf } from '../shelf/own-shelf';
import { part } from '../service/part';
import type { HeldForm } from './held-form';
import { draftName, type DraftPlace } from './place';

/** Characters. */
const longest = 200_000;

export interface DraftsDoor {
  /** What was being written there, as it was kept (JSON); "": nothing. Sealed on this device until signing out. */
  draft(place: DraftPlace): Promise<string>;
  /** Kept when this resolves; "" forgets it. */
  keepDraft(place: DraftPlace, words: string): Promise<void>;
  /**
   * A form with its files, kept sealed on this device while somebody else is shown the screen: kept when this resolves,
   * refused where the device keeps nothing.
   */
  holdForm(place: DraftPlace, words: string, files: readonly Blob[]): Promise<void>;
  /** What was held there, and is held no more; undefined where there is nothing that opens. */
  heldForm(place: DraftPlace): Promise<HeldForm | undefined>;
}

const heldForms = () => part(() => import('./held-form'));

/** What is being written, kept sealed on this device until it is sent. */
export function draftsDoor(desk: () => Promise<{ readonly shelf: OwnShelf }>): DraftsDoor {
  return {
    draft: async (place) => (await (await desk()).shelf.read('draft', draftName(place))) ?? '',
    keepDraft: async (place, words) => {
      const { shelf } = await desk();
      if (words.length > longest) throw new Problem('too-large', 'This is too long to be kept. Send it in parts.');
      await (words === '' ? shelf.drop('draft', draftName(place)) : shelf.keep('draft', draftName(place), words));
    },
    holdForm: async (place, words, files) => {
      const [{ shelf }, made] = await Promise.all([desk(), heldForms()]);
      await made.holdForm(shelf, place, words, files);
    },
    heldForm: async (place) => {
      const [{ shelf }, made] = await Promise.all([desk(), heldForms()]);
      return made.heldForm(shelf, place);
    },
  };
}
