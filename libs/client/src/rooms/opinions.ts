import { Problem, type EntryId, type PersonId, type Rendition, type RoomState, type ThreadId } from '@consilium/domain';
import { newEntryId } from '@consilium/ledger';
import type { OpinionDraft, OutcomeDraft } from './views';
import { requireNoNumberFor } from '../replicas/no-identifier';
import { write } from '../replicas/writing';
import { opinionText } from './opinion-text';
import { outcomeText } from './outcomes';
import type { Room } from '../replicas/room';
import { grantingIn, readersOf, textDraft, underThread, type Text, type WritingAct } from '../replicas/sealing-content';

/** What the guidance asks of every opinion; it is sealed, so that no service can. */
function isWholeOpinion({ vault }: Room, opinion: OpinionDraft): void {
  const findings = vault.books.room.guidance(vault.view).findings('opinion', 'opinion', opinion);
  const broken = findings.find(({ effect }) => effect === 'blocks');
  if (broken !== undefined) throw new Problem('bad-input', broken.sentence, { rule: broken.id });
}

/** `reliesOn`: threads of pictures; each is recorded with the best rendition the author opened here. */
export async function fileOpinion(
  room: Room,
  thread: ThreadId,
  opinion: OpinionDraft,
  reliesOn: readonly string[],
): Promise<void> {
  isWholeOpinion(room, opinion);
  const id = newEntryId();
  const next = opinion.next;
  const nextBy = opinion.nextBy as PersonId | '';
  const pictured = (state: RoomState): { thread: string; picture: string; rendition: Rendition }[] =>
    reliesOn.map((of) => {
      const picture = state.threads.get(of as ThreadId)?.picture;
      if (picture === undefined)
        throw new Problem('wrong-state', 'A picture you rely on is not in the case. Choose the pictures again.');
      const rendition = room.looked.get(of);
      if (rendition === undefined)
        throw new Problem('wrong-state', 'You have not opened a picture you rely on. Open it, then file the opinion.');
      return { thread: of, picture: picture.entry, rendition };
    });
  const text = opinionText(opinion);
  requireNoNumberFor(room, thread, [text]);
  await file(room, thread, (state) => ({
    type: 'opinion',
    text,
    more: { reliesOn: pictured(state), next, nextBy },
    id,
  }));
}

export async function addAddendum(room: Room, opinion: EntryId, text: string): Promise<void> {
  const id = newEntryId();
  const threadOf = (state: RoomState): ThreadId => {
    const known = state.opinions.get(opinion);
    if (known?.by !== room.vault.me) throw new Problem('not-allowed', 'Only the author adds to an opinion.');
    return known.thread;
  };
  const thread = threadOf(room.state);
  requireNoNumberFor(room, thread, [text]);
  await file(room, thread, () => ({ type: 'addendum', text, more: { opinion }, id }));
}

/** What became of what an opinion was about, in its own thread, so that whoever gave it reads it. */
export async function sayOutcome(room: Room, opinion: EntryId, outcome: OutcomeDraft): Promise<void> {
  const id = newEntryId();
  const known = room.state.opinions.get(opinion);
  if (known === undefined) throw new Problem('wrong-state', 'This opinion is not in the case. Open the case again.');
  const text = outcomeText(outcome);
  requireNoNumberFor(room, known.thread, [outcome.words]);
  await file(room, known.thread, () => ({ type: 'outcome', text, more: { opinion }, id }), 'outcome');
}

/** Appends the words to their thread; asked again when who can read them changed. */
async function file(
  room: Room,
  thread: ThreadId,
  words: (state: RoomState) => Text,
  act: WritingAct = 'opinion',
): Promise<void> {
  await write(
    room,
    (state, at) => readersOf(room, state, [thread], at),
    (state, at) =>
      underThread(room, state, at, act, thread, async (under) => [
        await textDraft(grantingIn(room), under, words(state)),
      ]),
  );
}
