import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';

/** Of each log the newest bytes up to this and, beside it under `.1`, as many before them. */
const mostBytes = 20 * 1024 * 1024;
const everyMilliseconds = 60_000;

/**
 * Cuts logs that grew too long. They are written by other processes, at their ends: each stays the same file. Where there
 * is no room for a copy, the log goes without one, since it is the log that fills the disk.
 */
export function shortenLogs(folder: string, most = mostBytes): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.log'))) {
    const file = path.join(folder, name);
    try {
      if (statSync(file).size <= most) continue;
      try {
        copyFileSync(file, `${file}.1`);
      } finally {
        truncateSync(file);
      }
    } catch {
      // Not ours to write, or gone: the next look finds out.
    }
  }
}

/** Looks at once and every minute; holds no program. */
export function keepLogsShort(folder: string): void {
  shortenLogs(folder);
  setInterval(() => {
    shortenLogs(folder);
  }, everyMilliseconds).unref();
}
