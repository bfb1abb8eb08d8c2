// Which tests are run when: what `test:quick` takes, what the long matrix is, what `test:steady` has to prove itself on.

/** What needs no server and is not slow for what it shows: not sealing (every byte of a grant), not histories, not the tools. */
export const quick = [
  '--selectProjects',
  'libs',
  '--testPathIgnorePatterns',
  '/libs/sealing/',
  '/tools/',
  '/histories/',
];

/** Told to the browser's tests in `npm test`: each file at one size (test/web/at-size.ts). The long matrix takes the other. */
export const isShort = { TEST_SIZES: 'one' };

/** Told to every test of the long matrix. */
export const isLong = { TEST_LONG: 'yes', KILLS: '30' };

/**
 * The files of Jest that try more of the same when it is (`atLength`): more runs drawn by lot, more kills. And those that
 * it alone takes. With about how many seconds each takes on two cores, the shortest first: what no time is left for is not
 * begun, and named.
 */
const secondsOfLong = {
  'libs/domain/src/register/properties': 45,
  'libs/domain/src/room/properties': 45,
  'libs/testkit/src/histories': 75,
  'test/api/outbox': 75,
  'test/faults/told': 190,
  'test/api/telling': 205,
  'test/long': 240,
};

/** What of them fits into so many seconds, one after the other, and what does not. */
export function longWithin(seconds) {
  const fitting = [];
  const left = [];
  let taken = 0;
  for (const [file, needed] of Object.entries(secondsOfLong)) {
    const fits = taken + needed <= seconds;
    (fits ? fitting : left).push(file);
    if (fits) taken += needed;
  }
  return { fitting, left };
}

/**
 * Every test file that once failed though nothing was wrong with what it tests, by the log; `npm run test:steady` takes
 * them where it is given no others. A file is added with the commit that mends it.
 */
export const onceFailed = [
  // Limits for a busy machine (5416d5c, 9124a23): they seal and open, or draw by lot, a thousand times.
  'libs/domain/src/register/properties.spec.ts',
  'libs/sealing/src/grant.spec.ts',
  'libs/sealing/src/wraps.spec.ts',
  'libs/sealing/src/picture-stream/open-object.spec.ts',
  // What is announced was looked for before it stood there (0850e1a, 1fc1a47).
  'test/scenarios/announced.spec.ts',
  // A device announces things of its own after a while: not heard was no sign that it was not told.
  'test/scenarios/news.spec.ts',
  // Lines that were cut kept the worker from ending (00d8402).
  'test/faults/outage.spec.ts',
  // Words taken back came again in the next test (55b6826); the shelf was compared before it was at rest (6458e0c).
  'test/web/kept-words.spec.ts',
  // The picture before stood on the desk until the next was prepared.
  'test/web/pictures.spec.ts',
  // What stood above a card went away while it was being pressed.
  'test/web/original.spec.ts',
  'test/web/room.spec.ts',
  // It was pressed before it stood still.
  'test/web/organisations.spec.ts',
  // A colleague's device had not said yet what it verified.
  'test/attacks/withheld-news.spec.ts',
];
