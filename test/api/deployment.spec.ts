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
      'API_ROLE_PASSWORD',
      'DOMAIN',
      'MINIO_ROOT_PASSWORD',
      'POSTGRES_PASSWORD',
      'S3_ACCESS_KEY',
      'S3_SECRET_KEY',
      'SERVICE_KEY',
      'SETUP_CODE',
      'STORAGE_DOMAIN',
    ]);
    expect(compose).not.toMatch(/\$\{[A-Z0-9_]*(PASSWORD|ACCESS_KEY|SECRET_KEY|SERVICE_KEY|CODE):-/);
  });

  it('publishes nothing but the two ports of the TLS proxy', () => {
    const published = [...compose.matchAll(/^\s+- ['"]?([\d.:]*\d+:\d+)['"]?$/gm)].map(([, port]) => port);
    expect(published).toEqual(['0.0.0.0:80:80', '0.0.0.0:443:443']);
  });

  it('gives the application neither the owner of the tables nor the root of the store, and no server it can do without', () => {
    const of = (service: string): string =>
      new RegExp(`^  ${service}:\n((?:    .*\n|\n)+)`, 'm').exec(compose)?.[1] ?? '';
    const application = /^x-application:.*\n((?: {2}.*\n|\n)+)/m.exec(compose)?.[1] ?? '';
    for (const part of [application, of('api')]) {
      expect(part).not.toBe('');
      expect(part).not.toMatch(/POSTGRES_PASSWORD|MINIO_ROOT|DATABASE_URL/);
    }
    expect(application).toContain('DATABASE_USER: consilium_api');
    expect(application).toContain('LIVE_ADAPTER: ${LIVE_ADAPTER:-postgres}');
    expect(of('migrate')).toMatch(/POSTGRES_PASSWORD[^]*API_ROLE: consilium_api/);
    expect(of('minio')).not.toContain('S3_SECRET_KEY');
    expect(compose).not.toMatch(/^ {2}valkey:/m);
  });

  it('passes on no address that a client made up: the proxy in front believes nobody (attack 93)', () => {
    const caddy = readFileSync(path.join(root, 'deploy/Caddyfile'), 'utf8').replaceAll(/^\s*#.*$/gm, '');
    expect(caddy).not.toMatch(/trusted_proxies|X-Forwarded-For/i);
  });

  it('names a document for each setting it takes', () => {
    const documented = readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
    const taken = [...compose.matchAll(/\$\{([A-Z0-9_]+):[?-]/g)].map(([, name = '']) => name);
    expect([...new Set(taken)].filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  });
});
