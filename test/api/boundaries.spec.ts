import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const workspaces = ['apps/api', 'apps/web'].concat(readdirSync(path.join(root, 'libs')).map((name) => `libs/${name}`));

type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };

/** One forbidden import per rule: where it is planted and what it reaches for. */
const planted = [
  { rule: 'server-is-blind', file: 'apps/api/src/rooms/rooms.service.ts', reaches: '@consilium/sealing' },
  { rule: 'server-is-blind', file: 'apps/api/src/images/images.service.ts', reaches: '@consilium/client' },
  { rule: 'keys-in-the-vault', file: 'apps/web/src/rooms/room/room-page.tsx', reaches: '@consilium/sealing' },
  { rule: 'keys-in-the-vault', file: 'apps/web/src/rooms/list/cases-page.tsx', reaches: '@consilium/client' },
  { rule: 'the-vault-has-a-door', file: 'apps/web/src/rooms/room/room-view.tsx', reaches: '../../vault/vault.worker' },
  {
    rule: 'stores-are-private',
    file: 'apps/api/src/advice/advice.service.ts',
    reaches: '../rooms/rooms.store',
  },
  { rule: 'api-ground-knows-no-feature', file: 'apps/api/src/settings/clock.ts', reaches: '../rooms/rooms.store' },
  {
    rule: 'features-by-their-index',
    file: 'apps/web/src/advice/share-page.tsx',
    reaches: '../pictures/use-picture',
  },
  { rule: 'domain-imports-only-what-it-may', file: 'libs/domain/src/room.ts', reaches: 'node:crypto' },
  { rule: 'kernel-knows-no-book', file: 'libs/domain/src/kernel/chain.ts', reaches: '..' },
  { rule: 'bytes-imports-only-what-it-may', file: 'libs/bytes/src/text.ts', reaches: '@consilium/domain' },
  { rule: 'ledger-imports-only-what-it-may', file: 'libs/ledger/src/replay.ts', reaches: '@consilium/sealing' },
  { rule: 'sealing-imports-only-what-it-may', file: 'libs/sealing/src/stream.ts', reaches: 'node:net' },
  { rule: 'pictures-imports-only-what-it-may', file: 'libs/pictures/src/jpeg.ts', reaches: '@consilium/sealing' },
  { rule: 'contracts-imports-only-what-it-may', file: 'libs/contracts/src/wire.ts', reaches: '@consilium/ledger' },
  { rule: 'client-imports-only-what-it-may', file: 'libs/client/src/session.ts', reaches: 'node:fs' },
  {
    rule: 'libs-never-import-apps',
    file: 'libs/client/src/upload.ts',
    reaches: '../../../apps/api/src/rooms/rooms.store',
  },
  {
    rule: 'apps-meet-on-the-wire',
    file: 'apps/web/src/rooms/room/use-room.ts',
    reaches: '../../../../api/src/rooms/rooms.store',
  },
  { rule: 'product-knows-no-test', file: 'apps/api/src/main.ts', reaches: '../../../test/api/plain-person' },
  { rule: 'testkit-is-for-tests', file: 'apps/api/src/application.ts', reaches: '@consilium/testkit/system' },
  { rule: 'testkit-is-for-tests', file: 'libs/client/src/vault.ts', reaches: '@consilium/testkit' },
  { rule: 'testkit-is-for-tests', file: 'apps/web/src/vault/door.ts', reaches: '@consilium/client/testing' },
  { rule: 'testkit-is-for-tests', file: 'tools/run.ts', reaches: '@consilium/testkit/system' },
  { rule: 'libraries-have-doors', file: 'test/attacks/evil-member.ts', reaches: '../../libs/client/src/desk' },
  {
    rule: 'client-ground-knows-no-feature',
    file: 'libs/client/src/vault/vault.ts',
    reaches: '../rooms',
  },
  { rule: 'features-by-their-index', file: 'libs/client/src/rooms/room-view.ts', reaches: '../advice/queue' },
  { rule: 'parts-know-no-whole', file: 'libs/client/src/advice/requests.ts', reaches: '../desk' },
  { rule: 'nothing-missing', file: 'apps/api/src/rooms/rooms.module.ts', reaches: './not-there' },
] as const;

/** Allowed neighbours of the planted imports: the check has to tell them apart. */
const allowed = [
  { file: 'apps/api/src/rooms/rooms.controller.ts', reaches: './rooms.store' },
  { file: 'apps/web/src/vault/vault.worker.ts', reaches: '@consilium/client' },
  { file: 'apps/web/src/advice/share-form.tsx', reaches: '../pictures' },
  { file: 'libs/client/src/rooms/thread-view.ts', reaches: '../advice' },
  { file: 'libs/client/src/rooms/acts.ts', reaches: './rooms' },
  { file: 'libs/ledger/src/verify.ts', reaches: '@consilium/domain' },
  { file: 'libs/ledger/src/verify.spec.ts', reaches: '@consilium/testkit/ledger' },
  { file: 'libs/pictures/src/png.ts', reaches: '@consilium/domain' },
  { file: 'tools/demo/cast.ts', reaches: '@consilium/testkit/people' },
  { file: 'test/attacks/crooked.spec.ts', reaches: '@consilium/client/testing' },
] as const;

/** Folders in a ring though no file is: each reaches into the next by its index, and the last one into the first. */
const tied = [
  { file: 'apps/web/src/drafts/keeping.ts', reaches: '../sign-in' },
  { file: 'apps/web/src/sign-in/session.tsx', reaches: '../help' },
  { file: 'apps/web/src/help/help-page.tsx', reaches: '../drafts' },
  { file: 'libs/sealing/src/grants/one.ts', reaches: '../wraps/two' },
  { file: 'libs/sealing/src/wraps/three.ts', reaches: '../grants/four' },
] as const;

const plain = [
  'apps/api/src/rooms/rooms.store.ts',
  'test/api/plain-person.ts',
  'libs/client/src/desk.ts',
  ...['advice/index', 'advice/queue', 'rooms/index', 'rooms/rooms'].map((file) => `libs/client/src/${file}.ts`),
  'libs/client/src/testing.ts',
  'libs/domain/src/room/rows.ts',
  'libs/sealing/src/grants/four.ts',
  'libs/sealing/src/wraps/two.ts',
  ...['index', 'ledger/index', 'people/index', 'system/index'].map((entry) => `libs/testkit/src/${entry}.ts`),
  ...['bytes', 'domain', 'ledger', 'sealing', 'pictures', 'contracts', 'client'].map(
    (lib) => `libs/${lib}/src/index.ts`,
  ),
  ...['drafts', 'help', 'pictures', 'sign-in'].map((feature) => `apps/web/src/${feature}/index.ts`),
  'apps/web/src/pictures/use-picture.ts',
];

function write(folder: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

/** A small house of the same layout, with every forbidden import planted in it. */
function plantedHouse(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-house-'));
  mkdirSync(path.join(folder, 'node_modules/@consilium'), { recursive: true });
  copyFileSync(path.join(root, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
  for (const file of plain) write(folder, file, 'export const here = 1;\n');
  for (const { file, reaches } of [...planted, ...allowed, ...tied]) {
    write(folder, file, `import * as reached from '${reaches}';\nexport const use = reached;\n`);
  }
  write(folder, 'apps/api/src/rooms/a.ts', "import { b } from './b';\nexport const a = b;\n");
  write(folder, 'apps/api/src/rooms/b.ts', "import { a } from './a';\nexport const b = a;\n");
  for (const name of readdirSync(path.join(root, 'node_modules')).filter((each) => each !== '@consilium')) {
    symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
  }
  for (const workspace of workspaces) {
    copyFileSync(path.join(root, workspace, 'package.json'), path.join(folder, workspace, 'package.json'));
    symlinkSync(path.join(folder, workspace), path.join(folder, 'node_modules/@consilium', path.basename(workspace)));
  }
  return folder;
}

function violationsIn(folder: string): Violation[] {
  const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    program,
    '--config',
    path.join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'apps',
    'libs',
    'test',
    'tools',
  ];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('the import rules', () => {
  const folder = plantedHouse();
  const violations = violationsIn(folder);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(planted)('$rule stops $file from importing $reaches', ({ rule, file }) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('no-cycles stops two files from importing each other', () => {
    const circular = violations.filter((violation) => violation.rule.name === 'no-cycles');
    expect(circular.map(({ from }) => from)).toContain('apps/api/src/rooms/a.ts');
  });

  it.each(tied)('no-folder-ties stops a ring of folders at $file, which no two files close', ({ file }) => {
    const ties = violations.filter((violation) => violation.rule.name === 'no-folder-ties');
    expect(ties.map(({ from }) => from)).toContain(path.posix.dirname(file));
    expect(violations.filter(({ from }) => from === file)).toEqual([]);
  });

  it.each(allowed)('let $file import $reaches', ({ file }) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([]);
  });

  it('each say why they are there', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the configuration is a CommonJS file
    const { forbidden } = require('../../.dependency-cruiser.cjs') as {
      forbidden: { name: string; comment?: string }[];
    };
    expect(forbidden.filter(({ comment = '' }) => comment.length < 40).map(({ name }) => name)).toEqual([]);
  });
});
