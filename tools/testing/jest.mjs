// Runs jest, and does not wait for what its tests left open: names it and fails.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { endOnRequest, tellWhatIsOpen } = require('./open-handles.cjs');

const graceMilliseconds = 4000;

// Out of time, or left alone. What the global set-up started is a process group of its own and would stay.
endOnRequest(async () => globalThis.consiliumTestInfrastructure?.stop());
require('./count.cjs');
const { run } = await import('jest');

const options = ['--reporters=default', `--reporters=${require.resolve('./jest-count.cjs')}`, '--openHandlesTimeout=0'];
await run([...process.argv.slice(2), ...options]);
setTimeout(() => {
  tellWhatIsOpen();
  process.exit(1);
}, graceMilliseconds).unref();
