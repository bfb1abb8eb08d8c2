import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { closeAll, closesAtTheEnd, endsAtTheEnd, eventually } from '@consilium/testkit';
import { DataFolder } from '../../tools/data-folder';
import { freePort, isFree } from '../../tools/embedded/free-port';
import { commandOf } from '../../tools/embedded/process-command';
import { openDatabase } from '../../tools/services';

const root = path.join(__dirname, '..', '..');

interface Ended {
  readonly status: number | null;
  readonly said: string;
  readonly lines: readonly string[];
  readonly seconds: number;
}

type Environment = Readonly<Record<string, string>>;

/** Starts one of the project's programs as a person at a terminal would. */
function start(program: string, args: readonly string[], env: Environment) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [path.join(root, program), ...args], {
    cwd: root,
    env: { PATH, HOME, TMPDIR: os.tmpdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endsAtTheEnd(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (words: Buffer) => (said += words.toString()));
  return { child, said: () => said };
}

async function run(program: string, args: readonly string[], env: Environment = {}): Promise<Ended> {
  const began = Date.now();
  const { child, said: heard } = start(program, args, env);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = heard();
  return { status, said, lines: said.trimEnd().split('\n'), seconds: (Date.now() - began) / 1000 };
}

// Whatever they start is built first: not what is measured here.
beforeAll(async () => {
  expect(await run('tools/build.mjs', [])).toMatchObject({ status: 0 });
}, 300_000);
afterEach(closeAll);

describe('`npm test`', () => {
  const config = ['--config', 'test/commands/fixtures/jest.config.cjs'];
  const runs = (args: readonly string[], env: Environment = {}): Promise<Ended> =>
    run('tools/test.mjs', [...config, ...args], env);

  test('ends with its count, and names the server that a failed test left open and the file that left it', async () => {
    const { status, said, lines, seconds } = await runs(['leaves-a-server']);
    expect([status, lines.at(-1)]).toEqual([1, '1 passed, 1 failed']);
    expect(said).toContain('● fails before it closes its server');
    const named =
      /^FAILED: test\/commands\/fixtures\/leaves-a-server\.fixture\.ts, "fails before it closes its server": .+$/m;
    expect(said).toMatch(named);
    expect(said).toMatch(/^Still open:\n {2}a server on 127\.0\.0\.1:\d+, left by leaves-a-server\.fixture\.ts$/m);
    expect(seconds).toBeLessThan(120);
  });

  test('names and counts what was skipped', async () => {
    const { said, lines } = await runs(['skips-one']);
    expect(lines.at(-1)).toBe('1 passed, 0 failed, 1 skipped');
    expect(said).toMatch(/^Skipped:\n {2}has no server to try it on$/m);
  });

  test('fails when all tests passed and something was left running, and ends that too', async () => {
    const { status, said, lines } = await runs(['leaves-a-program']);
    expect([status, lines.at(-1)]).toEqual([1, '1 passed, 1 failed']);
    const [, pid = ''] = /process (\d+): .*, left by leaves-a-program\.fixture\.ts$/m.exec(said) ?? [];
    expect(Number(pid)).toBeGreaterThan(0);
    expect(commandOf(Number(pid))).toBe('');
  });

  test('names what is left open in a process beside the first one too', async () => {
    const { status, said, lines } = await runs(['--maxWorkers=2', '--workerIdleMemoryLimit=1GB', 'leaves-']);
    expect([status, lines.at(-1)]).toEqual([1, '2 passed, 1 failed']);
    expect(said).toMatch(/a server on .*, left by leaves-a-server/);
    expect(said).toMatch(/process \d+: .*, left by leaves-a-program/);
  });

  test('has a limit: what ran out of it, in which test, and the count so far are said', async () => {
    const { status, said, lines } = await runs(['never-ends'], { TEST_MINUTES: '0.2' });
    expect([status, lines.at(-1)]).toEqual([1, '1 passed, 1 failed']);
    expect(said).toContain(
      'Jest ran out of its 0.2 minutes (TEST_MINUTES) in test/commands/fixtures/never-ends.fixture.ts, "waits for what never comes"; by then 1 passed, 0 failed.',
    );
  });

  test('that is killed leaves no tests running', async () => {
    const { child, said } = start('tools/test.mjs', [...config, 'never-ends'], {});
    const runner = (): number => Number(/process (\d+) waits/.exec(said())?.[1]);
    await eventually(() => {
      expect(runner()).toBeGreaterThan(0);
      return Promise.resolve();
    });
    expect(commandOf(runner())).toContain('jest');
    child.kill('SIGKILL');
    await eventually(() => {
      expect(commandOf(runner())).toBe('');
      return Promise.resolve();
    });
  });
});

describe('`npm start`', () => {
  let folder: string;
  let port: number;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-start-'));
    port = await freePort();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const starts = (env: Environment): Promise<Ended> =>
    run('tools/start.mjs', [], { CONSILIUM_DATA: folder, PORT: String(port), ...env });

  /** The ports it took, as far as it came; nothing answers on them any more. */
  async function expectNothingRuns(...taken: ('app' | 'database' | 'mail' | 'mailPage' | 'store')[]): Promise<void> {
    const ports = JSON.parse(readFileSync(path.join(folder, 'ports.json'), 'utf8')) as Record<string, number>;
    expect(Object.keys(ports).sort()).toEqual(taken);
    for (const each of taken) expect([each, await isFree(ports[each] ?? 0)]).toEqual([each, true]);
    expect(existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  }

  /** A port on which every call is taken and nothing is said. */
  async function silentPort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closesAtTheEnd(() => server.close());
    return (server.address() as AddressInfo).port;
  }

  test('ends when the store does not start, and takes the database that runs already with it', async () => {
    writeFileSync(path.join(folder, 'objects'), 'in the place of the store’s folder');
    const { status, said } = await starts({});
    expect(status).toBe(1);
    expect(said).toContain('The object store ended unexpectedly.');
    await expectNothingRuns('app', 'database', 'mail', 'mailPage');
  });

  test.each([
    { what: 'is not there', portOf: freePort },
    { what: 'takes the call and says nothing', portOf: silentPort },
  ])('ends when the database it is given $what, and takes the store with it', async ({ portOf }) => {
    const { status, said } = await starts({ DATABASE_URL: `postgres://a:b@127.0.0.1:${String(await portOf())}/c` });
    expect(status).toBe(1);
    expect(said).toContain('Preparing the database ended unexpectedly.');
    await expectNothingRuns('app', 'mail', 'mailPage', 'store');
  });

  test('notices that its database was killed, says so, and takes everything else with it', async () => {
    const { child, said } = start('tools/start.mjs', [], { CONSILIUM_DATA: folder, PORT: String(port) });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await eventually(async () => {
      expect(await Promise.resolve(said())).toContain('Consilium is ready');
    });
    const [pid = ''] = readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    expect(await ended).toBe(1);
    expect(said()).toContain('PostgreSQL ended unexpectedly; start again: nothing saved so far is lost.');
    const ports = JSON.parse(readFileSync(path.join(folder, 'ports.json'), 'utf8')) as Record<string, number>;
    for (const each of Object.values(ports)) expect([each, await isFree(each)]).toEqual([each, true]);
  }, 120_000);

  test('stops the database when what it has to remember of it cannot be written', async () => {
    mkdirSync(path.join(folder, 'ports.json.new'));
    const data = await DataFolder.open(folder);
    await expect(openDatabase(data, data.secrets(), () => undefined)).rejects.toThrow(/EISDIR/);
    expect(existsSync(path.join(folder, 'postgres', 'PG_VERSION'))).toBe(true);
    expect(existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});
