import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment, with what stands in files: `NAME_FILE` names a file that holds `NAME`, as Docker and Kubernetes hand
 * secrets over. Empty variables are none. Throws an Error that names the variable and not its value.
 */
export function withFiles(from: Environment): Record<string, string> {
  const given = new Map(Object.entries(from).filter((each): each is [string, string] => (each[1] ?? '') !== ''));
  for (const [name, file] of [...given]) {
    const meant = /^([A-Z0-9_]+)_FILE$/.exec(name)?.[1];
    if (meant === undefined || !secrets.has(meant)) continue;
    if (given.has(meant)) throw new Error(`Settings are not usable:\n  ${meant} and ${name} are both set`);
    given.set(meant, textOf(name, file));
  }
  return Object.fromEntries(given);
}

/** What may stand in a file. */
const secrets = new Set([
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'API_ROLE_PASSWORD',
  'S3_ACCESS_KEY',
  'S3_SECRET_KEY',
  'SERVICE_KEY',
  'SETUP_CODE',
  'VALKEY_URL',
  'METRICS_TOKEN',
  'SMTP_URL',
  'VAPID_KEY',
]);

function textOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Error(`Settings are not usable:\n  ${name} names a file that cannot be read`);
  }
}

/**
 * The database's address: DATABASE_URL, or its parts, which need no escaping; a password made of base64 is none of an
 * address. `undefined` where neither is given.
 */
export function databaseUrlOf(given: Environment): string | undefined {
  const { DATABASE_URL: url, DATABASE_HOST: host } = given;
  if (url !== undefined || host === undefined) return url;
  const { DATABASE_PORT: port = '5432', DATABASE_NAME: name = 'consilium' } = given;
  const { DATABASE_USER: user = 'consilium', DATABASE_PASSWORD: password = '' } = given;
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(name)}`;
}
