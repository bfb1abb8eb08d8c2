import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Whether the folder was not there: of all workers one makes it. */
function makes(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** A folder that the first worker to ask for it fills; the others wait. It goes with the run (global-setup.cjs). */
async function onceARun(name: string, fill: (folder: string) => Promise<unknown>): Promise<string> {
  const run = process.env['CONSILIUM_WEB_RUN'];
  if (run === undefined) throw new Error('No folder of this run: its global set-up makes it.');
  const folder = join(run, name);
  const whole = `${folder}.whole`;
  while (!existsSync(whole)) {
    if (!makes(folder)) {
      await pause(100);
      continue;
    }
    try {
      await fill(folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    writeFileSync(whole, '');
  }
  return folder;
}

/** What a program builds into the folder it is told last, as the app is built. */
const built = (name: string, ...program: readonly string[]): Promise<string> =>
  onceARun(name, (folder) =>
    promisify(execFile)(process.execPath, [...program, folder], {
      env: { ...process.env, NODE_ENV: 'production', VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
    }),
  );

/** A page of the tests' own (test/web/NAME), built and sealed like the app. */
export const pageBuild = (name: string): Promise<string> =>
  built(name, join(__dirname, 'build-page.mjs'), join(__dirname, '..', name));

/** The whole page, as a release to come builds it. */
export const nextRelease = (): Promise<string> =>
  built('next-release', join(__dirname, '../next-release/build-next-release.mjs'));
