import type { AppliedEntry } from '@consilium/ledger';
import type { Vault } from '../vault/vault';
import { nameOf } from '../register';

type Fields = Readonly<Record<string, unknown>>;
type Line = (by: string, body: Fields, name: (id: unknown) => string) => string;

const outcomes: Readonly<Record<string, string>> = {
  'advice-given': 'advice given',
  'no-longer-needed': 'no longer needed',
  referred: 'referred',
};

// What was recorded, never that the patient consented.
const agreed = (version: unknown): string =>
  version === 1 ? ' that the patient agreed' : ` version ${String(version)} of what the patient agreed to`;
const unasked = (version: unknown): string =>
  `${version === 1 ? '' : ` version ${String(version)}`}: no separate consent to make the picture`;

/** What an entry did, in a sentence: for the timeline, and as lines in the threads. */
const sentences: Readonly<Record<string, Line>> = {
  genesis: (by) => `${by} opened the case`,
  invite: (by, { person }, name) => `${by} invited ${name(person)}`,
  remove: (by, { person }, name) => (name(person) === by ? `${by} left the case` : `${by} removed ${name(person)}`),
  owner: (by, { person }, name) =>
    name(person) === by
      ? `${by} took the case over: its owner could act no more`
      : `${by} handed the case to ${name(person)}`,
  close: (by, { outcome }) => `${by} closed the case: ${outcomes[String(outcome)] ?? ''}`,
  reopen: (by) => `${by} reopened the case`,
  tick: () => 'The service confirmed the newest register',
  rotate: (by, { gen }) => (gen === 1 ? `${by} began the thread` : `${by} changed the key: who can read changed`),
  grant: (by, { recipient }, name) => `${by} gave ${name(recipient)} the key of the thread`,
  'grant-bad': (by) => `${by} could not open the key given`,
  title: (by) => `${by} named the case`,
  form: (by) => `${by} filled in the case form`,
  consent: (by, { version, form }) =>
    `${by} recorded${form === 'not-needed-to-make' ? unasked(version) : agreed(version)}`,
  'consent-withdrawal': (by, { what }) =>
    what === 'sharing'
      ? `${by} recorded: consent to sharing withdrawn`
      : `${by} recorded: consent to the picture withdrawn`,
  picture: (by) => `${by} posted the picture`,
  message: (by) => `${by} wrote`,
  opinion: (by) => `${by} filed an opinion`,
  addendum: (by) => `${by} added to an opinion`,
  'share-request': (by) => `${by} asked to share with an outside colleague: they may read what is added from here on`,
  admit: (by) => `${by} admitted an outside colleague on the defence organisation’s decision`,
  accept: (by, { declined }) => (declined === true ? `${by} declined the invitation` : `${by} accepted the invitation`),
};

const unseen: Readonly<Record<string, string>> = {
  rotate: 'changed the key of a thread',
  grant: 'gave a colleague the key of a thread',
  message: 'wrote in another thread',
  picture: 'posted another picture',
};

export function sentenceOf(vault: Vault, each: AppliedEntry): string {
  const { by, type } = each.entry;
  const author = nameOf(vault, by);
  if (each.body === undefined) return `${author} ${unseen[type] ?? 'added something you may not read'}`;
  return sentences[type]?.(author, each.body as Fields, (id) => nameOf(vault, String(id))) ?? type;
}

/** Entries that stand as a line in the threads of their scope. */
export const asLine: ReadonlySet<string> = new Set([
  'consent-withdrawal',
  'share-request',
  'admit',
  'accept',
  'remove',
  'invite',
  'owner',
  'close',
  'reopen',
]);

/** Whether an entry stands as a line: a change of members, keys or consent. */
export function isLine({ entry, body }: AppliedEntry): boolean {
  if (body === undefined) return false;
  if (asLine.has(entry.type)) return true;
  const { gen, version } = body as { gen?: number; version?: number };
  return (entry.type === 'rotate' && (gen ?? 0) > 1) || (entry.type === 'consent' && (version ?? 0) > 1);
}
