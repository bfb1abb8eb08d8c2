import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
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

const specifier = /(?:\bfrom|\bimport|\b(?:import|require)\()\s*'(@?[a-z][\w./-]*)'/g;
const packageOf = (name: string): string => (/^(?:@[^/]+\/)?[^/]+/.exec(name) ?? [name])[0];

/** The packages a file names, Node's own and what Vite makes up left out. */
function packagesIn(file: string): string[] {
  const names = [...readFileSync(file, 'utf8').matchAll(specifier)].map(([, name = '']) => name);
  return names.filter((name) => !isBuiltin(name) && !name.startsWith('virtual:')).map(packageOf);
}

/** `file: package` for whatever a file of this package names and its package.json does not list. */
function unlisted(folder: string): string[] {
  const { name, dependencies, devDependencies } = read(`${folder}/package.json`) as Manifest;
  const listed = new Set([name, ...Object.keys(dependencies ?? {})]);
  const inTests = new Set([...listed, ...Object.keys(devDependencies ?? {})]);
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|[mc]js)$/.test(file) && !file.includes('node_modules'))
    .flatMap((file) => {
      const known = /\.spec\.tsx?$/.test(file) ? inTests : listed;
      const missing = packagesIn(path.join(root, folder, file)).filter((each) => !known.has(each));
      return missing.map((each) => `${folder}/${file}: ${each}`);
    });
}

test('what a package imports stands in its own package.json, not only in the root or in a neighbour', () => {
  expect(workspaces.flatMap(unlisted)).toEqual([]);
});

interface Project {
  readonly references?: readonly { readonly path: string }[];
}

test('the compiler is referred to the packages of ours that a package lists, and to no other', () => {
  const named = workspaces.map((folder) => {
    const { dependencies = {} } = read(`${folder}/package.json`) as Manifest;
    return [
      folder,
      Object.keys(dependencies)
        .filter((name) => name.startsWith('@consilium/'))
        .sort(),
    ];
  });
  const referred = workspaces.map((folder) => {
    const { references = [] } = read(`${folder}/tsconfig.json`) as Project;
    const places = references.map((each) => path.posix.join(folder, each.path));
    const ours = places.filter((place) => workspaces.includes(place));
    return [folder, ours.map((place) => (read(`${place}/package.json`) as Manifest).name).sort()];
  });
  expect(referred).toEqual(named);
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
