import { createHash, randomBytes } from 'node:crypto';
import { nonceSeconds } from './one-time-nonces';

/**
 * A pre-session ties a sign-in to the browser that began it: its secret stays in a cookie and its id is the secret's
 * hash, so a nonce begun in one browser is worth nothing in another.
 */
export interface PreSession {
  readonly secret: string;
  /** First 16 bytes of SHA-256 of the secret's text, b64. */
  readonly id: string;
}

const cookieName = '__Host-pre';
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict';
const secretPattern = /^[A-Za-z0-9_-]{43}$/;

function idOf(secret: string): string {
  return createHash('sha256').update(secret).digest().subarray(0, 16).toString('base64url');
}

export function newPreSession(): PreSession {
  const secret = randomBytes(32).toString('base64url');
  return { secret, id: idOf(secret) };
}

/** Id of the pre-session a Cookie header proves; "" without exactly one. */
export function preSessionIn(header: string | undefined): string {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${cookieName}=`))
    .map((pair) => pair.slice(cookieName.length + 1));
  const [secret] = values;
  return values.length === 1 && secret !== undefined && secretPattern.test(secret) ? idOf(secret) : '';
}

/** Set-Cookie values that start and forget a pre-session. */
export const preSessionCookie = ({ secret }: PreSession): string =>
  `${cookieName}=${secret}; Max-Age=${String(nonceSeconds)}; ${attributes}`;
export const endPreSessionCookie = `${cookieName}=; Max-Age=0; ${attributes}`;
