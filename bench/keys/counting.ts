import * as sealing from '@consilium/sealing';

/** By whom a grant was sealed and for whom one was opened: each costs one X-Wing encapsulation or decapsulation. */
export interface Counts {
  readonly sealed: string[];
  readonly opened: string[];
}

const counts: Counts = { sealed: [], opened: [] };

/** What everything loaded after this file calls: the same functions, counted. */
const counting = {
  ...sealing,
  sealGrant: (...all: Parameters<typeof sealing.sealGrant>) => {
    counts.sealed.push(all[1].granter);
    return sealing.sealGrant(...all);
  },
  openGrant: (...all: Parameters<typeof sealing.openGrant>) => {
    counts.opened.push(all[1].recipient);
    return sealing.openGrant(...all);
  },
};

const loaded = Object.values(require.cache).find((module) => module?.exports === sealing);
if (loaded === undefined) throw new Error('Grants cannot be counted: the sealing library was not found as a module.');
loaded.exports = counting;

/** How many grants were sealed and opened meanwhile, by everybody in this process together. */
export async function counted(act: () => Promise<unknown>): Promise<{ sealed: number; opened: number }> {
  const before = { sealed: counts.sealed.length, opened: counts.opened.length };
  await act();
  return { sealed: counts.sealed.length - before.sealed, opened: counts.opened.length - before.opened };
}
