// What each command does, for `npm start -- --help` and its like. Runs before node_modules exists.

/** Each own command: how it is called, what it does, and what it listens to. */
export const help = {
  start: `npm start [-- --demo]

Installs and builds what is missing, starts the embedded PostgreSQL and object store, brings the tables up to date, starts
the application and prints its address. Ctrl-C stops everything in order.

  --demo              the same as npm run demo
  CONSILIUM_DATA      folder of the data (./data)
  PORT, HOST          where it listens (3000, 127.0.0.1)
  DATABASE_URL        a PostgreSQL of your own; none is started then
  S3_ENDPOINT         an object store of your own; none is started then

Every setting: docs/operations.md.`,
  demo: `npm run demo

The same as npm start, on ./data-demo, which is begun anew each time; plays the other people of a trial.
  CONSILIUM_DATA      another folder; one with data in it is started and not played on`,
  test: `npm test [-- PATTERN …]

Runs every test, or those of Jest whose file matches. Ends with "N passed, N failed"; what was skipped is counted and named.
  TEST_MINUTES        after so many minutes a runner is stopped (45)
  CHROMIUM_PATH       the Chromium of the browser tests`,
  bench: `npm run bench -- NAME

Measures one thing and prints raw figures, targets as "reached" or "missed", and last "ratio: N". Without a name the names
are listed. docs/performance.md says what is compared.
  CHROMIUM_PATH       the Chromium of upload, open, keys and page`,
  build: `npm run build

Builds what changed since the last time into dist/: the server with its tools, and the web application.`,
  golden: `npm run golden

Makes the golden ledgers of the newest rules and the vectors for a second client anew, and says what changed. Only while
the trial banner stands.`,
  'ledger:rebuild': `npm run ledger:rebuild

Makes the tables that lists are read from anew, out of the ledgers in the database of the data folder, or in the one
named by DATABASE_URL. Appends go on meanwhile. A release that changes such a table does so by itself when it migrates.
`,
  'ledger:verify': `npm run ledger:verify

Replays every ledger of the database and compares the tables built from it. Ends with 1 and the first bad entry where
something does not agree. The database of a running start is used, else one is started for this alone.
  CONSILIUM_DATA      folder of the data (./data)
  DATABASE_URL        a PostgreSQL of your own`,
  verify: `npm run verify

Every check there is: format, types, lint, boundaries, unused, duplicates, tests; with a summary at the end.`,
  mutation: `npm run mutation [-- PART]

Changes a part of the code one place at a time and asks whether a test notices; fails below the score that is set for it.
Without a name the rules are changed: libs/domain and libs/ledger. What follows the name goes to Stryker.
  -- sealing, client/ledgers, client/rooms      the other parts
  -- client/rooms --concurrency 1               on one processor`,
  boundaries: `npm run boundaries

Who may import whom (.dependency-cruiser.cjs), words of one meaning (tools/vocabulary.mjs), closed lists written a second
time (tools/closed-lists.mjs).`,
};

/** Prints the help and ends, where it was asked for. */
export function helpIfAsked(name, argv = process.argv) {
  if (!argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) return;
  console.log(help[name]);
  process.exit(0);
}
