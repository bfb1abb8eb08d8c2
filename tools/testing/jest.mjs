// Runs jest, and does not wait for what its tests left open: names it and fails.
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';

const require = createRequire(import.meta.url);
const { endOnRequest, tellWhatIsOpen } = require('./open-handles.cjs');

const graceMilliseconds = 4000;

// Out of time, or left alone. What the global set-up started is a process group of its own and would stay.
endOnRequest(async () => globalThis.consiliumTestInfrastructure?.stop());
require('./count.cjs');
const { run } = await import('jest');

/** Files at a time: one more than there are cores, since some do little but wait. Many would wait for the one database server. */
const workers = Math.min(4, availableParallelism() + 1);

const options = ['--reporters=default', `--reporters=${require.resolve('./jest-count.cjs')}`, '--openHandlesTimeout=0'];
await run([`--maxWorkers=${workers}`, ...process.argv.slice(2), ...options]);
setTimeout(() => {
  tellWhatIsOpen();
  process.exit(1);
}, graceMilliseconds).unref();
