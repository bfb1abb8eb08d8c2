const part = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const address = new RegExp(`^${part}(?:\\.${part})*@${label}(?:\\.${label})+$`, 'u');

/** The longest that a mail server takes, all in all and before the @. */
const longest = { all: 254, local: 64 } as const;

/**
 * Whether this is an e-mail address as it may stand in the head of a mail: plain ASCII of the strict kind, in which nothing
 * ends a line, quotes, or begins another address.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= longest.all && text.indexOf('@') <= longest.local && address.test(text);
}
