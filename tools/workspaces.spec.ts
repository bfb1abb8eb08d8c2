import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { doors, workspaces } from './workspaces.cjs';

const root = path.dirname(__dirname);

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const manifests = ['.', ...workspaces].map((folder) => read(`${folder}/package.json`) as Manifest);

/** `name → versions`, over every list of every package of ours. */
function pins(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { dependencies, optionalDependencies, devDependencies } of manifests) {
    for (const [name, version] of Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies })) {
      found.set(name, (found.get(name) ?? new Set()).add(version));
    }
  }
  return found;
}

test('a package has one version, exactly pinned, wherever it is asked for', () => {
  const odd = [...pins()].filter(
    ([, versions]) => versions.size > 1 || [...versions].some((each) => !/^\d/.test(each)),
  );
  expect(odd).toEqual([]);
});

test('our own packages have one version', () => {
  expect([...new Set(manifests.map(({ version }) => version))]).toHaveLength(1);
});

test('every door leads to a file', () => {
  expect(doors.size).toBeGreaterThan(10);
  expect([...doors.values()].filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

test('no workspace has packages of its own, which the production image would lack', () => {
  const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, unknown>> };
  expect(Object.keys(packages).filter((place) => /^(apps|libs)\/.*node_modules/.test(place))).toEqual([]);
});

test('the production image is built from every workspace, each with a page that says what it is', () => {
  const dockerfile = readFileSync(path.join(root, 'deploy/Dockerfile'), 'utf8');
  expect(workspaces.filter((folder) => !dockerfile.includes(`COPY ${folder}/package.json ${folder}/`))).toEqual([]);
  expect(workspaces.filter((folder) => !existsSync(path.join(root, folder, 'README.md')))).toEqual([]);
});
