/** `__Host-` binds the cookie to this host, Secure, whole path: no sibling domain can plant one. */
export const sessionCookie = '__Host-sid';

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict';
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** The session token of a Cookie header; of several cookies of the name, none. */
export function tokenIn(header: string | undefined): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${sessionCookie}=`))
    .map((pair) => pair.slice(sessionCookie.length + 1));
  const [token] = values;
  return values.length === 1 && token !== undefined && tokenPattern.test(token) ? token : undefined;
}

/** Set-Cookie value that starts a session. `seconds`: for so long the browser keeps it. */
export function startCookie(token: string, seconds: number): string {
  return `${sessionCookie}=${token}; Max-Age=${String(seconds)}; ${attributes}`;
}

/** Set-Cookie value that forgets the session. */
export const endCookie = `${sessionCookie}=; Max-Age=0; ${attributes}`;
