// A lot of mutants, drawn by a seed that is printed: whoever has the seed draws the same ones of the same tree.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { CheckStatus } from '@stryker-mutator/api/check';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import parts from './parts.cjs';

const silent = Object.fromEntries(
  ['trace', 'debug', 'info', 'warn', 'error', 'fatal'].flatMap((level) => [
    [level, () => undefined],
    [`is${level[0].toUpperCase()}${level.slice(1)}Enabled`, () => false],
  ]),
);

/** Every mutant Stryker would make of these files. */
async function mutantsOf(files) {
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true };
  const sources = files.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const { mutants } = await new Instrumenter(silent).instrument(sources, options);
  return mutants.map(({ fileName, location, mutatorName, replacement }) =>
    parts.keyOf(fileName, location, mutatorName, replacement),
  );
}

const sourcesBelow = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => `${folder}/${file}`);

/** As many keys as asked for, and how many there are in all. */
export async function drawn(folders, count, seed) {
  const keys = await mutantsOf(folders.flatMap(sourcesBelow).sort());
  const place = (key) => createHash('sha256').update(`${seed} ${key}`).digest('hex');
  const placed = keys.map((key) => [place(key), key]).sort(([a], [b]) => (a < b ? -1 : 1));
  return { all: keys.length, keys: placed.slice(0, count).map(([, key]) => key) };
}

const notDrawn = { status: CheckStatus.CompileError, reason: 'not drawn' };

/** Lets those through that were drawn, in the place of a check by a compiler: what does not pass is not counted. */
const checker = {
  init: () => Promise.resolve(),
  check: (mutants) => {
    const keys = new Set(JSON.parse(readFileSync(process.env.MUTATION_LOT, 'utf8')));
    const answerTo = ({ fileName, location, mutatorName, replacement }) =>
      keys.has(parts.keyOf(fileName, location, mutatorName, replacement)) ? { status: CheckStatus.Passed } : notDrawn;
    return Promise.resolve(Object.fromEntries(mutants.map((mutant) => [mutant.id, answerTo(mutant)])));
  },
  group: (mutants) => Promise.resolve([mutants.map(({ id }) => id)]),
};

/** Says of each mutant as it is judged: a lot that is stopped has told what it found, and one that is slow tells where. */
class Lines {
  began = Date.now();
  onMutantTested({ fileName, location, mutatorName, replacement, status, killedBy = [], statusReason = '' }) {
    if (status === 'CompileError' || status === 'Ignored') return;
    const key = parts.keyOf(fileName, location, mutatorName, replacement).replaceAll(/\s+/gu, ' ');
    const seconds = String(Math.round((Date.now() - this.began) / 1000)).padStart(5);
    const by = killedBy[0] ?? (status === 'RuntimeError' ? statusReason.slice(0, 200) : '');
    console.log(`${seconds} s ${status.padEnd(10)} ${key.slice(0, 160)}${by === '' ? '' : ` <- ${by}`}`);
  }
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Checker, 'lot', checker),
  declareClassPlugin(PluginKind.Reporter, 'lines', Lines),
];
