import { part } from '../../service/part';
import type { Rooms } from '../rooms';
import type { Search } from './search';
import type { SearchView } from './views';

export interface SearchDoor {
  /**
   * Looks through everything this person may read in their cases, on this device alone: words that begin so, in any order.
   * Tells within a moment what was found in the cases read so far; asked again it goes on.
   */
  search(words: string): Promise<SearchView>;
}

/** What was read to be looked through goes with the keys it was opened with. */
export function searchDoor(desk: () => Promise<{ readonly rooms: Rooms }>): SearchDoor {
  const searches = new WeakMap<Rooms, Search>();
  return {
    search: async (words) => {
      const [{ rooms }, made] = await Promise.all([desk(), part(() => import('./search'))]);
      const search = searches.get(rooms) ?? new made.Search();
      searches.set(rooms, search);
      return search.find(rooms, words);
    },
  };
}
