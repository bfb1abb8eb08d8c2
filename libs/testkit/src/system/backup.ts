import { asApi, copyOfDatabase } from '../servers/infrastructure';
import type { System } from './system';

/** Takes a copy of a system's database, as its operator would; the system stands still meanwhile. */
export async function backsUp(system: System): Promise<string> {
  await system.application.close();
  const copy = await copyOfDatabase(system.databaseUrl);
  await system.serve({});
  return copy;
}

/** Puts a copy back: from now on the system works on it, and what was written since is not there. */
export async function putsBack(system: System, copy: string): Promise<void> {
  const database = { ...system.settings.database, url: asApi(await copyOfDatabase(copy)) };
  await system.serve({ database });
}
