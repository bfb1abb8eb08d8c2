import { setTimeout as pause } from 'node:timers/promises';
import type { DataFolder } from './data-folder';
import { commandOf } from './embedded/process-command';
import { StartProblem } from './embedded/start-problem';

const isOurs = (pid: number): boolean => /node.*(tools\/start\.mjs|dist\/tools|dist\/apps\/api)/.test(commandOf(pid));

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/api/health/live`, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  );
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself meanwhile, or belongs to another account, whose port then counts as taken.
  }
}

async function endOrphan(pid: number): Promise<void> {
  signal(pid, 'SIGTERM');
  for (const until = Date.now() + 8000; Date.now() < until && isOurs(pid);) await pause(50);
  if (isOurs(pid)) signal(pid, 'SIGKILL');
}

/** Makes sure that nothing else works on this data folder: refuses beside a living start, ends what a killed one left behind. */
export async function endOrphans(data: DataFolder): Promise<void> {
  const running = data.running();
  if (running === undefined) return;
  if (running.pid !== process.pid && isOurs(running.pid) && (await answers(running.url))) {
    throw new StartProblem(
      `Consilium is already running on this data folder: ${running.url}\nStop it first (Ctrl-C where it was started), or use another folder: CONSILIUM_DATA=/path/to/data npm start`,
    );
  }
  await Promise.all(running.children.filter(isOurs).map(endOrphan));
  data.forgetRunning();
}
