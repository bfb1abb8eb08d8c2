import { Problem } from '@consilium/domain';
import type { Desk } from '../desk';
import type { Door, DraftPlace } from '../door';

export const draftName = (place: DraftPlace): string => place.join(' ');

/** Characters. */
const longest = 200_000;

/** What is being written, kept sealed on this device until it is sent. */
export function draftsDoor(desk: () => Promise<Desk>): Pick<Door, 'draft' | 'keepDraft'> {
  return {
    draft: async (place) => (await (await desk()).shelf.read('draft', draftName(place))) ?? '',
    keepDraft: async (place, words) => {
      const { shelf } = await desk();
      if (words.length > longest) throw new Problem('too-large', 'This is too long to be kept. Send it in parts.');
      await (words === '' ? shelf.drop('draft', draftName(place)) : shelf.keep('draft', draftName(place), words));
    },
  };
}
