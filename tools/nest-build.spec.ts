import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compiled } from './swc-options.cjs';
import { doors } from './workspaces.cjs';

const root = path.dirname(__dirname);
const read = (file: string): string => readFileSync(file, 'utf8');

interface NestCli {
  readonly compilerOptions: { readonly builder: { readonly type: string; readonly options: object } };
}

/** A map but for the way from its own folder to its source. */
const mapOf = (map: string): object => ({ ...(JSON.parse(map) as object), sources: [] });

/** `nest build api` as nest-cli.json says, but into another folder. */
function nestBuild(outDir: string): void {
  const said = JSON.parse(read(path.join(root, 'nest-cli.json'))) as NestCli;
  const { builder } = said.compilerOptions;
  const moved = { ...builder, options: { ...builder.options, outDir } };
  const config = path.join(outDir, 'nest-cli.json');
  writeFileSync(config, JSON.stringify({ ...said, compilerOptions: { ...said.compilerOptions, builder: moved } }));
  const nest = path.join(root, 'node_modules/@nestjs/cli/bin/nest.js');
  execFileSync(process.execPath, [nest, 'build', 'api', '--config', path.relative(root, config)], {
    cwd: root,
    stdio: 'pipe',
  });
}

test('`nest build api` writes the same files as `npm run build` does for the API', () => {
  const outDir = mkdtempSync(path.join(tmpdir(), 'nest-build-'));
  try {
    nestBuild(outDir);
    const api = path.join(root, 'apps/api/src');
    const sources = readdirSync(api, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!\.spec)\.ts$/.test(file),
    );
    const ours = sources.map((file) => compiled(`apps/api/src/${file}`));
    const place = (target: string): string => path.join(outDir, target.replace(/^dist\//, ''));
    for (const { target, code, map } of ours) {
      expect(read(place(target))).toBe(code);
      expect(mapOf(read(place(`${target}.map`)))).toEqual(mapOf(map));
    }
    const written = readdirSync(path.join(outDir, 'apps/api/src'), { recursive: true, encoding: 'utf8' });
    expect(written.filter((file) => file.endsWith('.js')).sort()).toEqual(
      sources.map((file) => file.replace(/\.ts$/, '.js')).sort(),
    );
    expect(sources.length).toBeGreaterThan(100);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
});

test('the names that are compiled away are the doors of our packages', () => {
  const { jsc } = JSON.parse(read(path.join(__dirname, 'swc.json'))) as {
    readonly jsc: { readonly paths: Readonly<Record<string, readonly string[]>> };
  };
  expect(jsc.paths).toEqual(Object.fromEntries([...doors].map(([name, file]) => [name, [`./${file}`]])));
});
