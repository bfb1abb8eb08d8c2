import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

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
async function onceARun(name: string, fill: (folder: string) => void): Promise<string> {
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
      fill(folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    writeFileSync(whole, '');
  }
  return folder;
}

/** A page of the tests' own (test/web/NAME), built and sealed like the app. */
export function pageBuild(name: string): Promise<string> {
  return onceARun(name, (folder) => {
    execFileSync(process.execPath, [join(__dirname, 'build-page.mjs'), join(__dirname, '..', name), folder], {
      env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
      stdio: 'pipe',
    });
  });
}
