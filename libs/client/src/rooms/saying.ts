import { Problem, type ThreadId } from '@consilium/domain';
import { newEntryId } from '@consilium/ledger';
import type { OwnShelf } from '../shelf/own-shelf';
import { draftName } from '../drafts';
import { sealedWords, type MessageWords } from '../replicas/message-words';
import type { Pending } from '../replicas/pending';
import type { Room } from '../replicas/room';
import { requireNoNumberFor } from '../replicas/no-identifier';
import { grantingIn, readersOf, textDraft, underThread } from '../replicas/sealing-content';
import { write } from '../replicas/writing';
import { OnceEach } from '../turns/once-each';
import { requireReaders, trimmed } from './mentions';

const closedPage =
  'The page was closed before the service answered. Look whether it still fits what was said since, then send it again.';

const told = (room: Room): void => {
  room.vault.changed({ about: 'room', room: room.id });
};

function replace(room: Room, entry: string, by: Pending | undefined): void {
  const isKnown = room.pending.some((each) => each.entry === entry);
  const others = room.pending.flatMap((each) => (each.entry !== entry ? [each] : by === undefined ? [] : [by]));
  room.pending = isKnown || by === undefined ? others : [...others, by];
  told(room);
}

/** Whether the service may still have taken it, or would another time: the words stay where they stand, with Retry. */
const isUnanswered = (error: unknown): error is Problem =>
  error instanceof Problem && ['unavailable', 'too-many', 'not-signed-in'].includes(error.kind);

/** The entry stays the same when the same words are sent again after a lost answer. */
async function post(room: Room, { entry: id, thread, text, mentions = [], replyTo }: Pending): Promise<void> {
  const sealed = sealedWords({ text, mentions });
  await write(
    room,
    (state, at) => readersOf(room, state, [thread], at),
    (state, at) => {
      requireReaders(room.vault, state, thread, at, { text, mentions });
      return underThread(room, state, at, 'post', thread, async (under) => [
        await textDraft(grantingIn(room), under, { type: 'message', text: sealed, more: { replyTo }, id }),
      ]);
    },
    mentions.map(({ person }) => person),
  );
}

const isSame = (pending: Pending, words: MessageWords): boolean =>
  sealedWords({ text: pending.text, mentions: pending.mentions ?? [] }) === sealedWords(words);

/** Words said and not yet taken: sealed on this device from before they are sent until the service has them. */
export class Saying {
  private readonly restored = new OnceEach<Room>((rooms) => this.takeUp(rooms));

  constructor(private readonly shelf: () => Promise<OwnShelf>) {}

  /** Takes up what an earlier page of this device said and never heard an answer to: of many cases at one look. */
  async restore(...rooms: readonly Room[]): Promise<void> {
    await this.restored.of(rooms);
  }

  private async takeUp(rooms: readonly Room[]): Promise<void> {
    const shelf = await this.shelf();
    const kept = await shelf.all('message').catch(() => []);
    for (const { name, text } of kept) {
      const said = JSON.parse(text) as Pending & { readonly room: string };
      const pending = { ...said, problem: said.problem === '' ? closedPage : said.problem };
      const room = rooms.find(({ id }) => id === pending.room);
      if (room === undefined || room.pending.some(({ entry }) => entry === name)) continue;
      if (room.stands(pending.entry)) await shelf.drop('message', name).catch(() => undefined);
      else room.pending = [...room.pending, pending].sort((one, other) => one.at - other.at);
    }
  }

  /**
   * Says it, once. The same words said again after no answer came keep their entry. Rejects with the reason; `kept` among
   * its details says that the words stand in the thread with Retry, otherwise they are a draft again.
   */
  async say(room: Room, thread: ThreadId, said: MessageWords, replyTo: string): Promise<void> {
    const { text: words, mentions } = trimmed(said);
    if (words === '') throw new Problem('bad-input', 'Write something first.');
    requireNoNumberFor(room, thread, [words]);
    await this.restore(room);
    const again = room.pending.find(
      (each) =>
        each.problem !== '' &&
        each.thread === thread &&
        each.replyTo === replyTo &&
        isSame(each, { text: words, mentions }),
    );
    const at = room.vault.clock.now();
    const entry = again?.entry ?? newEntryId();
    const pending: Pending = { entry, thread, text: words, mentions, replyTo, at, problem: '' };
    replace(room, pending.entry, pending);
    const draft = draftName(['message', room.id, thread]);
    const shelf = await this.shelf();
    const isKept = await this.keep(shelf, room, pending);
    if (isKept) await shelf.drop('draft', draft).catch(() => undefined);
    try {
      await this.send(room, pending);
    } catch (error) {
      if (!isUnanswered(error)) {
        await shelf.keep('draft', draft, JSON.stringify(words)).catch(() => undefined);
        await this.settle(room, pending);
        throw error;
      }
      replace(room, pending.entry, { ...pending, problem: error.message });
      throw new Problem(error.kind, error.message, { ...error.details, kept: true });
    }
    await this.settle(room, pending);
  }

  /** Sends again what stands unsent. What is refused stays too, with the reason. */
  async retry(room: Room, entry: string): Promise<void> {
    const pending = this.find(room, entry);
    replace(room, entry, { ...pending, problem: '' });
    try {
      await room.sync();
      await this.send(room, pending);
    } catch (error) {
      const problem = error instanceof Problem ? error.message : 'It could not be sent. Try again.';
      replace(room, entry, { ...pending, problem });
      throw error;
    }
    await this.settle(room, pending);
  }

  async drop(room: Room, entry: string): Promise<void> {
    await this.settle(room, this.find(room, entry));
  }

  private find(room: Room, entry: string): Pending {
    const pending = room.pending.find((each) => each.entry === entry && each.problem !== '');
    if (pending === undefined) throw new Problem('not-found', 'This message has been sent or deleted already.');
    return pending;
  }

  /** An entry of this person that stands under the id is these words: an earlier page sent them, and no answer came. */
  private async send(room: Room, pending: Pending): Promise<void> {
    if (room.stands(pending.entry)) return;
    try {
      await post(room, pending);
    } catch (error) {
      if (!room.stands(pending.entry)) throw error;
    }
  }

  private async keep(shelf: OwnShelf, room: Room, pending: Pending): Promise<boolean> {
    return shelf.keep('message', pending.entry, JSON.stringify({ room: room.id, ...pending })).then(
      () => true,
      () => false,
    );
  }

  private async settle(room: Room, { entry }: Pending): Promise<void> {
    const shelf = await this.shelf();
    await shelf.drop('message', entry).catch(() => undefined);
    replace(room, entry, undefined);
  }
}
