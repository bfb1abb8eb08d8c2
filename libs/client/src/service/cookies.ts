/** Cookies of one origin, for programs that run outside a browser. In a browser the jar is the browser's. */
export interface CookieJar {
  /** Value of a `Cookie` header, or "" when there is none. */
  header(): string;
  /** Takes the `Set-Cookie` headers of an answer. */
  keep(setCookies: readonly string[]): void;
}

export function cookieJar(): CookieJar {
  const held = new Map<string, string>();
  const keepOne = (line: string): void => {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    if (at < 1) return;
    const over = attributes.some(
      (attribute) => /^max-age=(?:0|-\d+)$/i.test(attribute) || /^expires=.*1970/i.test(attribute),
    );
    if (over || at === pair.length - 1) held.delete(pair.slice(0, at));
    else held.set(pair.slice(0, at), pair.slice(at + 1));
  };
  return {
    header: () => [...held].map(([name, value]) => `${name}=${value}`).join('; '),
    keep: (setCookies) => {
      setCookies.forEach(keepOne);
    },
  };
}
