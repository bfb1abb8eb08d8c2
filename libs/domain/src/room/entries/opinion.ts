import { entryId, personId, threadId, type EntryId, type PersonId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { list, object, oneOf, orEmpty } from '../../kernel/shape';
import { mayWriteOpinion } from '../contributing';
import type { NextActor } from '../../words/lists';
import { roomEntry } from '../entry';
import { isActiveInternal, isEntitled, isWithdrawnPicture } from '../membership';
import { changeThread, put, type Moment } from '../moment';
import { sealedText } from '../sealed-text';
import { everybodyInside } from '../standings';

type Rests = readonly { readonly thread: ThreadId; readonly picture: EntryId }[];

/**
 * An opinion rests on pictures its author may open. Of those withheld from this reader it is known that they were posted,
 * no more.
 */
function restsOnVisible({ state, view, at, by }: Moment, reliesOn: Rests): void {
  for (const { thread: id, picture: entry } of reliesOn) {
    if (state.dark.has(id)) {
      if (!state.pictures.has(entry)) refuse('picture-missing');
      continue;
    }
    const thread = state.threads.get(id);
    if (thread?.picture === undefined) return refuse('picture-missing');
    if (thread.picture.entry !== entry) refuse('picture-differs');
    if (isWithdrawnPicture(thread)) refuse('picture-withdrawn');
    if (!isEntitled(state, id, by, view, at)) refuse('not-entitled');
  }
}

/**
 * Who acts next is named where they are of the case: a colleague inside now, or the author, who may be outside. Anybody else
 * is said by what they are.
 */
function isOfTheCase({ state, view, at, by }: Moment, next: NextActor, person: PersonId | ''): void {
  if ((next === 'here') !== (person !== '')) refuse('next-actor-unknown');
  if (person === '' || person === by) return;
  if (!isActiveInternal(state, person, view, at)) refuse('next-actor-unknown');
}

/** Who acts next and is not named, as a sentence goes on. */
export const nextActorWords: Readonly<Record<Exclude<NextActor, 'here'>, string>> = {
  'responsible-consultant': 'the responsible consultant',
  'general-practitioner': 'the patient’s GP',
  'team-on-call': 'the team on call',
  'other-team': 'another team',
  'outside-colleague': 'a colleague outside',
  patient: 'the patient',
  'actor-not-said': 'not said',
};

/** Who acts next: by their name, or by what they are. */
export const nextActor = (
  { next, nextBy }: { readonly next: NextActor; readonly nextBy: PersonId | '' },
  name: (person: PersonId) => string,
): string => (next !== 'here' ? nextActorWords[next] : nextBy === '' ? nextActorWords['actor-not-said'] : name(nextBy));

/** In its thread (an outside colleague's: the side thread). Signed by being an entry; never edited. */
export const opinion = roomEntry({
  type: 'opinion',
  since: 1,
  body: ({ renditions, nextActors }) =>
    object({
      ...sealedText,
      reliesOn: list(object({ thread: threadId, picture: entryId, rendition: oneOf(renditions) }), { max: 50 }),
      next: oneOf(nextActors),
      nextBy: orEmpty(personId),
    }),
  scope: 'thread',
  open: everybodyInside,
  inClosedRoom: false,
  acts: { opinion: (now: Moment, { thread }: { readonly thread: ThreadId }) => mayWriteOpinion(now, thread) },
  apply: (now, entry, body) => {
    const thread = mayWriteOpinion(now, body.thread, body.gen);
    restsOnVisible(now, body.reliesOn);
    isOfTheCase(now, body.next, body.nextBy);
    return {
      ...changeThread(now, thread, { last: entry.id }),
      opinions: put(now.state.opinions, entry.id, {
        ...{ by: entry.by, thread: thread.id, upTo: entry.seq },
        on: body.reliesOn.map(({ thread: of }) => of),
      }),
    };
  },
  line: ({ by, body, name }) => `${by} filed an opinion; who acts next: ${nextActor(body, name)}`,
  stands: false,
});
