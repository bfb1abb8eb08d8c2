import { Problem, whoMayRead, type PersonId, type RoomState, type ThreadId } from '@consilium/domain';
import { nameOf } from '../register';
import type { Content } from '../replicas/content';
import { openWords, sealedWords, type Mention, type MessageWords } from '../replicas/message-words';
import type { Vault } from '../vault/vault';

/**
 * The words of a message as its reader is shown them. Whoever is named stands there under the name the register has for
 * them, whatever its author wrote in that place.
 */
export function readWords(vault: Vault, sealed: string): Content<MessageWords> {
  const { value } = openWords(sealed);
  if (value === undefined) return { unreadable: 'newer' };
  let text = '';
  let end = 0;
  const mentions: Mention[] = [];
  for (const { person, at, length } of value.mentions) {
    text += value.text.slice(end, at);
    const name = `@${nameOf(vault, person)}`;
    mentions.push({ person, at: text.length, length: name.length });
    text += name;
    end = at + length;
  }
  return { value: { text: text + value.text.slice(end), mentions } };
}

/** The same words without white space around them. */
export function trimmed({ text, mentions }: MessageWords): MessageWords {
  const before = text.length - text.trimStart().length;
  return { text: text.trim(), mentions: mentions.map((each) => ({ ...each, at: each.at - before })) };
}

/** Nobody is named, nor told so, where they cannot read it. */
export function requireReaders(
  vault: Vault,
  state: RoomState,
  thread: ThreadId,
  at: number,
  words: MessageWords,
): void {
  if (openWords(sealedWords(words)).value === undefined)
    throw new Problem('bad-input', 'A name in it stands in no place of the text. Name them again.');
  const readers = new Set<PersonId>(whoMayRead(state, thread, vault.view, at).map(({ person }) => person));
  const not = words.mentions.find(({ person }) => !readers.has(person as PersonId));
  if (not === undefined) return;
  const name = nameOf(vault, not.person);
  throw new Problem(
    'wrong-state',
    `${name} cannot read what is said here, so they cannot be named. Take the name out.`,
  );
}
