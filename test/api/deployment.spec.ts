import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const compose = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');

/** What Compose would put for the variables when those in `given` are set, or the names of those it would ask for. */
function missingVariables(given: ReadonlySet<string>): string[] {
  const required = [...compose.matchAll(/\$\{([A-Z0-9_]+):\?[^}]+\}/g)].map(([, name = '']) => name);
  return [...new Set(required)].filter((name) => !given.has(name)).sort();
}

describe('the production topology', () => {
  it('is a compose file without an error or a warning', () => {
    const program = path.join(root, 'node_modules/dclint/bin/dclint.cjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--max-warnings', '0', '.'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
  });

  it('asks for every secret and for both host names, and ships a default for none', () => {
    expect(missingVariables(new Set())).toEqual([
      'DOMAIN',
      'POSTGRES_PASSWORD',
      'S3_ACCESS_KEY',
      'S3_SECRET_KEY',
      'SERVICE_KEY',
      'SETUP_CODE',
      'STORAGE_DOMAIN',
      'VALKEY_PASSWORD',
    ]);
    expect(compose).not.toMatch(/\$\{[A-Z0-9_]*(PASSWORD|ACCESS_KEY|SECRET_KEY|SERVICE_KEY|CODE):-/);
  });

  it('publishes nothing but the two ports of the TLS proxy', () => {
    const published = [...compose.matchAll(/^\s+- ['"]?([\d.:]*\d+:\d+)['"]?$/gm)].map(([, port]) => port);
    expect(published).toEqual(['0.0.0.0:80:80', '0.0.0.0:443:443']);
  });

  it('names a document for each setting it takes', () => {
    const documented = readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
    const taken = [...compose.matchAll(/\$\{([A-Z0-9_]+):[?-]/g)].map(([, name = '']) => name);
    expect([...new Set(taken)].filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  });
});
