import type { PersonId, ThreadId } from '../kernel/ids';
import { officesOf } from '../register/offices';
import { activeInternals, entitledTo } from '../room/membership';
import type { RoomBody, RoomEntryType } from '../room/rows';
import type { RoomState } from '../room/state';
import { nobody, type About, type Rule, type Rules } from './about';

type Room = About<RoomState>;
type Bodies = { readonly [Type in RoomEntryType]: RoomBody<Type> };

/** The bodies of one type in the append. */
const saidAs = <Type extends RoomEntryType>({ batch }: Room, type: Type): readonly RoomBody<Type>[] =>
  batch.filter((each) => each.type === type).map(({ body }) => body as RoomBody<Type>);

/** Who reads a thread that the append itself begins: a picture's everybody inside, or those it names; a share's nobody yet. */
function readersOfNew(about: Room, state: RoomState, id: ThreadId): readonly PersonId[] {
  const begun = saidAs(about, 'rotate').find(({ thread }) => thread === id);
  if (begun?.kind !== 'picture') return [];
  if (begun.readers === 'inside') return activeInternals(state, about.view, about.at);
  return begun.grants.map(({ recipient }) => recipient);
}

function readersOf(about: Room, id: ThreadId): readonly PersonId[] {
  const { state, view, at } = about;
  if (state === undefined) return [];
  return state.threads.has(id) ? entitledTo(state, id, view, at) : readersOfNew(about, state, id);
}

const ownerOf = ({ state }: Room): readonly PersonId[] => (state === undefined ? [] : [state.owner]);

/** The organisation's Caldicott guardian, where they are let into the case. */
function guardianOf({ state, view, at }: Room): readonly PersonId[] {
  const organisation = state && view.organisation(state.org);
  if (state === undefined || organisation === undefined) return [];
  return activeInternals(state, view, at).filter((each) => {
    const person = view.person(each);
    return person !== undefined && officesOf(organisation, person, at).includes('caldicott-guardian');
  });
}

/** What is said in a thread is for everybody who reads it. */
const toReaders = <Body extends { readonly thread: ThreadId }>(
  reason: 'question' | 'picture' | 'message' | 'opinion',
): Rule<RoomState, Body> => ({ reason, tells: (about, { thread }) => readersOf(about, thread) });

/** Of every type of entry of a case: whom it concerns so that they should come and look. */
export const roomTelling: Rules<RoomState, Bodies> = {
  genesis: nobody,
  invite: { reason: 'invited', tells: (_about, { person }) => [person] },
  remove: { reason: 'access-cut', tells: (_about, { person }) => [person] },
  // Whoever hands it over wrote the entry, and so did whoever took it over: it is the other one who has to know.
  owner: { reason: 'owner', tells: (about, { person }) => [person, ...ownerOf(about)] },
  'known-again': { reason: 'invited', tells: (_about, { person }) => [person] },
  close: nobody,
  reopen: nobody,
  tick: nobody,
  rotate: nobody,
  grant: nobody,
  'grant-bad': nobody,
  link: nobody,
  rewrap: nobody,
  title: nobody,
  form: toReaders('question'),
  consent: nobody,
  'consent-withdrawal': {
    reason: 'withdrawal',
    tells: (about, _body, scope) => (scope === 'room' ? [] : scope.flatMap((thread) => readersOf(about, thread))),
  },
  'consent-again': nobody,
  'deletion-statement': { reason: 'withdrawal', tells: ownerOf },
  'destruction-proposal': { reason: 'withdrawal', tells: guardianOf },
  'picture-shown': { reason: 'picture', tells: (_about, { person }) => [person] },
  'destruction-answer': { reason: 'withdrawal', tells: ownerOf },
  picture: {
    reason: 'picture',
    tells: (about, _body, scope) => (scope === 'room' ? [] : scope.flatMap((id) => readersOf(about, id))),
  },
  source: nobody,
  'original-deleted': nobody,
  message: { ...toReaders('message'), mentioned: 'mentioned' },
  'take-back': nobody,
  opinion: toReaders('opinion'),
  addendum: toReaders('opinion'),
  // Whoever gave the opinion waits for it; of everybody else it is no business of the day's.
  outcome: {
    reason: 'outcome-said',
    tells: ({ state }, { opinion }) => {
      const by = state?.opinions.get(opinion)?.by;
      return by === undefined ? [] : [by];
    },
  },
  // The request itself tells the advisers.
  'share-request': nobody,
  // Whom the decision lets in is named by the keys that come with it.
  admit: {
    reason: 'invited',
    tells: (about) =>
      saidAs(about, 'grant').flatMap(({ clearance, recipient }) => (clearance === '' ? [] : [recipient])),
  },
  accept: { reason: 'answered', tells: ownerOf },
};
