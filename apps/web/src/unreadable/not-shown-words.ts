import type { Content, Unreadable } from '../vault/door';

/** Whose ledger the words stand in: it says who passes its keys on. */
export type Where = 'case' | 'request';

const keyComes = {
  case: 'A colleague who has it passes it on by opening the case; it shows here then.',
  request:
    'Reload the page. To an adviser, another adviser gives it with a button on their page of requests; it shows here then.',
} as const satisfies Record<Where, string>;

const sentences = {
  'no-key': (what, where) =>
    `${what} cannot be opened on this device yet: the key has not come to it. ${keyComes[where]}`,
  withheld: (what) =>
    `${what} did not come from the service. Reload the page; if it stays away, tell your registration officer.`,
  broken: (what) => `${what} could not be opened on this device. Ask whoever wrote it to send it again.`,
  newer: (what) =>
    `${what} was written by a newer version of Consilium. Reload the page to read it; what you are writing is kept.`,
  'not-the-brief': () =>
    'This is not the brief the defence organisation saw, so it is not shown. Do not rely on it; ask the person who invited you.',
} as const satisfies Record<Unreadable, (what: string, where: Where) => string>;

/** What cannot be shown, why, and what to do: "This message could not be opened on this device. Ask …" */
export function notShown(what: string, why: Unreadable, where: Where = 'case', keyBy = ''): string {
  if (why === 'no-key' && keyBy !== '')
    return `${what} was written under a key that did not reach this device; ${keyBy} began it. ${keyComes[where]}`;
  return sentences[why](what, where);
}

/** What the words say, or in their place why they cannot be shown and what to do. */
export function said(content: Content<string>, what: string, where: Where = 'case'): string {
  return content.unreadable === undefined ? content.value : notShown(what, content.unreadable, where);
}
