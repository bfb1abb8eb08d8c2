import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type {} from '../page/page';
import type { Chromium, Page } from './chromium';

type Build = 'page/build-page' | 'page/build-without-memo' | 'room/build-broken';

/** Builds the bench page with the application's own settings into `folder`; or the application itself, made worse. */
export function buildPage(folder: string, how: Build = 'page/build-page'): string {
  const program = path.join(__dirname, '..', '..', '..', 'bench', `${how}.mjs`);
  const { status, stderr } = spawnSync(process.execPath, [program, folder], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
  });
  if (status !== 0) throw new Error(`The bench page could not be built:\n${stderr}`);
  return folder;
}

const startMilliseconds = 30_000;

/** The bench page. What its policy refuses is written to stderr. */
export async function startPage(browser: Chromium, origin: string): Promise<Page> {
  const page = await browser.open(origin);
  const until = Date.now() + startMilliseconds;
  while (!(await page.evaluate(() => 'bench' in globalThis).catch(() => false))) {
    if (Date.now() > until) throw new Error('The bench page did not start.');
    await pause(20);
  }
  return page;
}

/** The same with a person's keys open in its worker. */
export async function openPage(browser: Chromium, origin: string, words: string): Promise<Page> {
  const page = await startPage(browser, origin);
  await page.evaluate((said: string) => bench.vault.signIn(said), words);
  return page;
}

function parents(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended meanwhile.
    }
  }
  return children;
}

function isBrowser(pid: number): boolean {
  try {
    return /chrom|headless_shell/.test(path.basename(readlinkSync(`/proc/${String(pid)}/exe`)));
  } catch {
    return false;
  }
}

/** Every process of the browsers this program started. Linux only. */
export function browserProcesses(): number[] {
  const children = parents();
  const found: number[] = [];
  const waiting = [process.pid];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    waiting.push(...(children.get(pid) ?? []));
    if (isBrowser(pid)) found.push(pid);
  }
  return found;
}

/** Proportional set size of the processes together, bytes: memory they share is counted once. */
export function pssOf(processes: readonly number[]): number {
  return processes.reduce((sum, pid) => {
    try {
      const rollup = readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
      return sum + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
    } catch {
      return sum;
    }
  }, 0);
}
