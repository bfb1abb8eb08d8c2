import type { EntryId } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import { part } from '../service/part';
import type { Rooms } from './rooms';
import type { Saying } from './saying';
import type { Mention } from '../replicas/message-words';
import type { OpinionDraft, OutcomeDraft } from './views';

/** What is said in a case. */
export interface TalkingDoor {
  /**
   * Resolves when the service has it. Rejects with `details.kept` where no answer came: the words then stand in the thread
   * with `problem` set; else they were refused, and are the draft of their thread again. `mentions`: whom the text names, in
   * its order: readers of the thread, or it is refused. They are told that they were named.
   */
  say(room: string, thread: string, text: string, replyTo: string, mentions?: readonly Mention[]): Promise<void>;
  /** Sends again what stands unsent (`ItemView.entry`), under the same entry. */
  retryMessage(room: string, entry: string): Promise<void>;
  dropMessage(room: string, entry: string): Promise<void>;
  /** Takes back a message of one's own: its words are shown to nobody any more. What somebody read meanwhile, they read. */
  takeBack(room: string, entry: string): Promise<void>;
  /** Whether this person may take back a message now, or why not, in words. */
  mayTakeBack(room: string, entry: string): Promise<string | true>;
  typing(room: string, thread: string): Promise<void>;
  /** `reliesOn`: threads of pictures. One that was not opened is refused. */
  fileOpinion(room: string, thread: string, opinion: OpinionDraft, reliesOn: string[]): Promise<void>;
  addAddendum(room: string, opinion: string, text: string): Promise<void>;
  /** What became of what an opinion was about. Said again, it takes the place of what was said before. */
  sayOutcome(room: string, opinion: string, outcome: OutcomeDraft): Promise<void>;
}

const opinions = (): Promise<typeof import('./opinions')> => part(() => import('./opinions'));

const takingBack = (): Promise<typeof import('./take-back')> => part(() => import('./take-back'));

export function talkingDoor(vault: Vault, rooms: () => Promise<Rooms>, saying: Saying): TalkingDoor {
  return {
    say: async (id, thread, text, replyTo, mentions = []) =>
      (await rooms()).act(id, (room) => saying.say(room, room.thread(thread), { text, mentions }, replyTo)),
    retryMessage: async (id, entry) => (await rooms()).act(id, (room) => saying.retry(room, entry)),
    dropMessage: async (id, entry) => {
      await saying.drop(await (await rooms()).open(id), entry);
    },
    takeBack: async (id, entry) => (await rooms()).act(id, async (room) => (await takingBack()).takeBack(room, entry)),
    mayTakeBack: async (id, entry) => (await takingBack()).mayTakeBack(await (await rooms()).open(id), entry),
    typing: (id, thread) => {
      vault.live.typing(id, thread);
      return Promise.resolve();
    },
    fileOpinion: async (id, thread, opinion, reliesOn) =>
      (await rooms()).act(id, async (room) =>
        (await opinions()).fileOpinion(room, room.thread(thread), opinion, reliesOn),
      ),
    addAddendum: async (id, opinion, text) =>
      (await rooms()).act(id, async (room) => (await opinions()).addAddendum(room, opinion as EntryId, text)),
    sayOutcome: async (id, opinion, outcome) =>
      (await rooms()).act(id, async (room) => (await opinions()).sayOutcome(room, opinion as EntryId, outcome)),
  };
}
