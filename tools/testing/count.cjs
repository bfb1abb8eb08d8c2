// How far a runner has come, told to `npm test` as it goes: a run that is cut short ends with its count too.
const path = require('node:path');
const { stripVTControlCharacters } = require('node:util');

const root = (exports.root = path.join(__dirname, '..', '..'));

// Once whoever is to be told is gone, nobody wants this run any more.
const end = () => process.kill(process.pid, 'SIGTERM');
if (process.connected) process.once('disconnect', end);
else if (process.env.TEST_STILL_OPEN !== undefined) end();
// Listening for that is no reason to stay.
process.channel?.unref();

exports.Count = class Count {
  told = {
    passed: 0,
    failed: 0,
    skipped: 0,
    flaky: 0,
    running: '',
    skippedNames: [],
    left: [],
    failures: [],
    isComplete: false,
  };

  /** `file`: absolute. `name`: of a test in it, "" before the first. */
  begins(file, name) {
    const place = path.relative(root, file);
    this.tell({ running: name === '' ? place : `${place}, "${name}"` });
  }

  ends(outcome) {
    this.tell({ [outcome]: this.told[outcome] + 1 });
  }

  /** Named, so that nothing is left out without a word. */
  names(skipped) {
    this.tell({ skippedNames: [...this.told.skippedNames, ...skipped] });
  }

  /** No time was left for these. */
  leaves(names) {
    this.tell({ left: names });
  }

  /** Named at the end, where who reads only the end of a log finds it. `message`: its first line is told. */
  fails(file, name, message) {
    const [line] = stripVTControlCharacters(message ?? '')
      .trim()
      .split('\n');
    this.tell({ failures: [...this.told.failures, `${path.relative(root, file)}, "${name}": ${line}`] });
  }

  /** All has been run; `counts`: where the runner knows better. */
  completes(counts = {}) {
    this.tell({ ...counts, isComplete: true });
  }

  tell(more) {
    Object.assign(this.told, more);
    if (process.connected) process.send(this.told);
  }
};
