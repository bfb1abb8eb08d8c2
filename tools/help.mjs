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

Runs every test, those of the browser at one size each, or those of Jest whose file matches. Ends with "N passed, N
failed"; what was skipped is counted and named. Before it stands how long it took: five minutes are the goal on two idle
cores, and no test fails for missing it.
  TEST_MINUTES        after so many minutes a runner is stopped (45)
  TEST_SECONDS        what does not fit into so many seconds, of the browser's tests and the long matrix, is named and not run
  TEST_FRESH=yes      nothing stays loaded from one test file to the next: slower, for whoever suspects one of another
  CHROMIUM_PATH       the Chromium of the browser tests`,
  'test:quick': `npm run test:quick [-- PATTERN …]

Runs what needs no server and no build: domain (the rule books), ledger, bytes, contracts, client, pictures and what of the
front needs no browser. Not sealing, which tries every byte of a grant, and not the tools. The goal are 40 seconds.`,
  'test:all': `npm run test:all [-- --long]

Runs what npm test runs, and then the long matrix: ten times as many runs of the rule books drawn by lot, thirty kills
after an append, and each browser test at the other size, phone or desk, with every screen in the dark at a desk too. One
"N passed, N failed" of it all.
  --long              the long matrix alone, where npm test has run before`,
  'test:steady': `npm run test:steady [-- FILE …]

Runs each test file ten times beside eight busy processes and says which turns failed. Without a file: every one that ever
failed by bad luck, as tools/testing/selections.mjs lists them. Browser tests too, as test/web/NAME.spec.ts.
  STEADY_TIMES        how often (10)
  STEADY_BUSY         beside how many busy processes (8)`,
  bench: `npm run bench -- NAME

Measures one thing and prints raw figures, targets as "reached" or "missed", and last "ratio: N". Without a name the names
are listed. docs/performance.md says what is compared.
  CHROMIUM_PATH       the Chromium of upload, open, keys, page and room
  -- room --broken    the same with a row made bad, which has to be missed
  -- room --small     with little in it, to try the bench itself; page takes it too`,
  build: `npm run build

Builds what changed since the last time into dist/: the server with its tools, and the web application.`,
  golden: `npm run golden

Makes the golden ledgers of the newest rules and the vectors for a second client anew, and says what changed. Only while
the trial banner stands.`,
  protocol: `npm run protocol

Writes the pages of docs/protocol that are drawn from the endpoint table and the rule books: calls, events, forms, refusals.`,
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
  -- guidance, advice, kernel, register, room, ledger  the same folder by folder, by their own specs, above 95 %
  -- sealing, client/ledgers, client/rooms             the other parts
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
