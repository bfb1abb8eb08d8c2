import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import type {} from '../page/page';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: flags });
}

/** Builds the bench page with the application's own settings into `folder`. */
export function buildPage(folder: string): string {
  const program = path.join(__dirname, '..', '..', '..', 'bench', 'page', 'build-page.mjs');
  const { status, stderr } = spawnSync(process.execPath, [program, folder], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
  });
  if (status !== 0) throw new Error(`The bench page could not be built:\n${stderr}`);
  return folder;
}

/** The bench page with a person's keys open in its worker. What the page's policy refuses ends the bench. */
export async function openPage(browser: Browser, origin: string, words: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') process.stderr.write(`${message.text()}\n`);
  });
  await page.goto(origin);
  await page.waitForFunction(() => 'bench' in globalThis);
  await page.evaluate((said) => bench.vault.signIn(said), words);
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
