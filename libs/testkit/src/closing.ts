import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** How long one thing may take to close; PostgreSQL may need two tries of its own. */
const patience = 25_000;

/** What is open in this test file, the oldest first. */
const open = new Set<() => Promise<void>>();

/** Has something closed when its test file ends, whatever failed before. Gives the way to close it sooner; it closes once. */
export function closesAtTheEnd(close: () => unknown): () => Promise<void> {
  let closing: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => {
    open.delete(closeOnce);
    closing ??= Promise.resolve()
      .then(close)
      .then(() => undefined);
    return closing;
  };
  open.add(closeOnce);
  return closeOnce;
}

/** Ends a program by a signal, or after this many seconds by force. */
export async function endProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM', seconds = 10): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const impatience = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  await gone;
  clearTimeout(impatience);
}

/** Has a program ended, by this signal, when the test file ends. Gives the way to end it sooner. */
export function endsAtTheEnd(child: ChildProcess, signal?: NodeJS.Signals): () => Promise<void> {
  return closesAtTheEnd(() => endProgram(child, signal));
}

async function inTime(closing: Promise<void>): Promise<void> {
  const waiting = new AbortController();
  const tooLong = pause(patience, undefined, { signal: waiting.signal }).then(() => {
    throw new Error(`Something a test opened was not closed within ${String(patience / 1000)} seconds.`);
  });
  try {
    await Promise.race([closing, tooLong]);
  } finally {
    waiting.abort();
    tooLong.catch(() => undefined);
  }
}

/** Closes what is open still, the newest first; one that cannot be closed keeps no other open. */
export async function closeAll(): Promise<void> {
  const failed: unknown[] = [];
  for (const close of [...open].reverse()) await inTime(close()).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, 'Not everything a test opened could be closed.');
}
