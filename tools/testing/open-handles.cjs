// What keeps a process from ending, in words, and the test file that left it, as far as that was noticed.
const { ChildProcess } = require('node:child_process');
const { appendFileSync } = require('node:fs');
const net = require('node:net');

/** Kinds that are said one by one, and the terminal, which is always there. */
const saidAlone = ['TCPServerWrap', 'TCPSocketWrap', 'ProcessWrap', 'PipeWrap', 'TTYWrap'];

const leftBy = new WeakMap();
const standard = new Set([process.stdin, process.stdout, process.stderr]);

/** A handle that was let go of (`unref`) keeps nothing from ending. */
function holds(handle) {
  const own = handle._handle ?? handle;
  return !standard.has(handle) && own !== null && (typeof own.hasRef !== 'function' || own.hasRef());
}

// There is no public list of them; getActiveResourcesInfo names their kinds only.
const handles = () => process._getActiveHandles().filter(holds);

const place = ({ address, port, path } = {}) => path ?? `${address ?? 'nowhere'}:${port ?? '?'}`;

function nameOf(handle) {
  if (handle instanceof ChildProcess) return `process ${handle.pid}: ${handle.spawnargs.join(' ')}`;
  if (handle instanceof net.Server) {
    const at = handle.address();
    return `a server on ${typeof at === 'string' ? at : place(at ?? {})}`;
  }
  if (handle instanceof net.Socket)
    return `a connection to ${place({ address: handle.remoteAddress, port: handle.remotePort })}`;
  return `a ${handle.constructor?.name ?? 'handle'}`;
}

function counted(kinds) {
  const counts = new Map();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} × ${kind}`);
}

/** Notes that whatever is open now and was not before was left by this test file. */
exports.noteLeftBy = (file) => {
  for (const handle of handles()) if (!leftBy.has(handle)) leftBy.set(handle, file);
};

/** One line for each thing that keeps this process from ending. */
function whatIsOpen() {
  const alone = handles().map((handle) => {
    const file = leftBy.get(handle) ?? '';
    return file === '' ? nameOf(handle) : `${nameOf(handle)}, left by ${file}`;
  });
  return [...alone, ...counted(process.getActiveResourcesInfo().filter((kind) => !saidAlone.includes(kind)))];
}

/** Tells whoever runs the tests (TEST_STILL_OPEN names the file it reads), or the terminal, what is still open. */
exports.tellWhatIsOpen = () => {
  const { TEST_STILL_OPEN: file } = process.env;
  const lines = whatIsOpen().map((line) => `${line}\n`);
  if (file !== undefined) appendFileSync(file, lines.join(''));
  else for (const line of lines) process.stderr.write(`Still open: ${line}`);
};

let isListening = false;

/** Ends this process, telling what was open, when it is asked to. The first call in a process counts. */
exports.endOnRequest = (first = async () => undefined) => {
  if (isListening) return;
  isListening = true;
  process.once('SIGTERM', () => {
    exports.tellWhatIsOpen();
    void first().finally(() => process.exit(143));
  });
};
