import * as sealing from '@consilium/sealing';

/** Grants sealed and opened so far: each costs one X-Wing encapsulation or decapsulation. */
const counts = { sealed: 0, opened: 0 };

/** What everything loaded after this file calls: the same functions, counted. */
const counting = {
  ...sealing,
  sealGrant: (...all: Parameters<typeof sealing.sealGrant>) => {
    counts.sealed++;
    return sealing.sealGrant(...all);
  },
  openGrant: (...all: Parameters<typeof sealing.openGrant>) => {
    counts.opened++;
    return sealing.openGrant(...all);
  },
};

const loaded = Object.values(require.cache).find((module) => module?.exports === sealing);
if (loaded === undefined) throw new Error('Grants cannot be counted: the sealing library was not found as a module.');
loaded.exports = counting;

/** How many grants were sealed and opened meanwhile, by everybody in this process together. */
export async function counted(act: () => Promise<unknown>): Promise<typeof counts> {
  const before = { ...counts };
  await act();
  return { sealed: counts.sealed - before.sealed, opened: counts.opened - before.opened };
}
