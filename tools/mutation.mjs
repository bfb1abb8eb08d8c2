// `npm run mutation -- PART`: changes a part one place at a time and asks whether a test notices.
import { randomInt } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { helpIfAsked } from './help.mjs';
import { giveUp, root } from './installation.mjs';
import mutation from './mutation/parts.cjs';

helpIfAsked('mutation');
const [name = 'rules', ...rest] = process.argv.slice(2);
if (!(name in mutation.parts))
  giveUp(`Usage: npm run mutation -- PART, where PART is one of: ${Object.keys(mutation.parts).join(', ')}`);

/** Takes `--seed N` out of what is left for Stryker. */
function seedOf(given) {
  const at = given.indexOf('--seed');
  return at < 0 ? randomInt(1_000_000) : Number(given.splice(at, 2)[1]);
}

async function stryker(more = {}) {
  const program = path.join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const env = { ...process.env, MUTATION_PART: name, ...more };
  const [status] = await once(
    spawn(process.execPath, [program, 'run', ...rest], { cwd: root, stdio: 'inherit', env }),
    'exit',
  );
  return status ?? 1;
}

/** One PostgreSQL and one object store for all mutants: each spec clones a database and makes a bucket of its own. */
async function withServers(work) {
  const load = createRequire(import.meta.url);
  load('./require-typescript.cjs');
  const { startTestInfrastructure } = load('../libs/testkit/src/servers/test-infrastructure.ts');
  const servers = await startTestInfrastructure(mkdtempSync(path.join(os.tmpdir(), 'consilium-mutation-')));
  try {
    return await work();
  } finally {
    await servers.stop();
  }
}

async function byLot({ folders, lot }) {
  const { drawn } = await import('./mutation/lot.mjs');
  const seed = seedOf(rest);
  const { all, keys } = await drawn(folders, lot, seed);
  const file = path.join(root, 'reports/mutation', `${name}-lot.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(keys));
  console.log(`Drawn with --seed ${String(seed)}: ${String(keys.length)} of ${String(all)} mutants`);
  return withServers(() => stryker({ MUTATION_LOT: file, TEST_PATIENCE: '20' }));
}

const part = mutation.parts[name];
process.exit(await (part.lot === undefined ? stryker() : byLot(part)));
