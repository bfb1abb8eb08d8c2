import {
  officesOf,
  type Consent,
  type Outside,
  type PersonId,
  type RoomAct,
  type RoomBody,
  type RoomEntryType,
  type Thread,
} from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import type { StepView } from '../advice';
import { nameOf } from '../register';
import type { Room } from '../replicas/room';
import { consentView } from './consent-view';
import { sentenceOf } from './lines';
import { indexOf } from './room-index';
import type { StatementView, WithdrawnPictureView } from './withdrawal-views';

/** Within which outside colleagues are asked to state what became of their copies. */
const secondsToState = 48 * 3600;

const bodyOf = <T extends Parameters<ReturnType<typeof indexOf>['readable']>[0]>(each: AppliedEntry) =>
  each.body as RoomBody<T>;

function statementOf(room: Room, share: Outside, { thread, at }: Outside['ended'][number]): StatementView {
  const { vault, state } = room;
  const { person, clearance, side } = share;
  const index = indexOf(room);
  const stated = index.readable('deletion-statement').find((each) => {
    const body = bodyOf<'deletion-statement'>(each);
    return body.thread === thread && body.clearance === clearance.id;
  });
  const picture = clearance.threads.find((each) => each.thread === thread)?.picture;
  const hasOpinion = [...state.opinions.values()].some((each) => each.by === person && each.thread === side);
  return {
    ...{ thread, clearance: clearance.id, person, name: nameOf(vault, person) },
    number: (picture && state.pictures.get(picture)) ?? 0,
    ...{ endedAt: at, due: at + secondsToState },
    said: stated === undefined ? '' : bodyOf<'deletion-statement'>(stated).said,
    saidAt: stated?.entry.at ?? 0,
    saidBy: stated?.entry.id ?? '',
    mine: person === vault.me,
    noOpinionYet: clearance.rights.includes('opinion') && !hasOpinion,
  };
}

/** What was asked of outside colleagues who had accepted: who saw nothing has nothing to state. */
export function statementsIn(room: Room): StatementView[] {
  return [...room.state.outsiders.values()].flatMap((share) => {
    const isAsked = share.stage.stage === 'accepted' || share.stated.length > 0;
    return isAsked ? share.ended.map((each) => statementOf(room, share, each)) : [];
  });
}

function guardianOf({ vault, state }: Room): PersonId | undefined {
  const { view } = vault;
  const organisation = view.organisation(state.org);
  if (organisation === undefined) return undefined;
  const now = vault.clock.now();
  const { offices } = organisation;
  return offices.find(({ person, office }) => {
    const known = view.person(person);
    return (
      office === 'caldicott-guardian' && known !== undefined && officesOf(organisation, known, now).includes(office)
    );
  })?.person;
}

/** This person, where they are a colleague in this case. */
function insideOf({ state }: Room, person: PersonId | undefined): PersonId | '' {
  const known = person === undefined ? undefined : state.internals.get(person);
  return person !== undefined && known !== undefined && known.removedAt === undefined ? person : '';
}

/** What became of a picture from its withdrawal on. */
const ofWithdrawn = [
  'consent-withdrawal',
  'destruction-proposal',
  'picture-shown',
  'destruction-answer',
] as const satisfies readonly RoomEntryType[];

/** The entries about a picture that was withdrawn, oldest first. */
function entriesOfWithdrawn(room: Room, thread: string): AppliedEntry[] {
  const index = indexOf(room);
  return ofWithdrawn
    .flatMap((type) => index.readable(type))
    .filter(({ entry: { scope } }) => scope !== 'room' && scope.some((each) => each === thread))
    .sort((one, other) => one.entry.seq - other.entry.seq);
}

function destructionOf(
  room: Room,
  thread: Thread,
  { destruction, version }: Consent,
): WithdrawnPictureView['destruction'] {
  if (destruction === undefined) return undefined;
  const index = indexOf(room);
  const about = (type: 'destruction-proposal' | 'destruction-answer'): AppliedEntry | undefined =>
    index.readable(type).findLast((each) => {
      const body = each.body as { readonly thread: string; readonly version: number };
      return body.thread === thread.id && body.version === version;
    });
  const proposal = about('destruction-proposal');
  if (proposal === undefined) return undefined;
  const answer = destruction.stage === 'proposed' ? undefined : about('destruction-answer');
  return {
    stage: destruction.stage,
    by: nameOf(room.vault, destruction.by),
    at: proposal.entry.at,
    reason: bodyOf<'destruction-proposal'>(proposal).reason,
    shown: destruction.shownTo !== '',
    answeredBy: answer === undefined ? '' : nameOf(room.vault, answer.entry.by),
    answeredAt: answer?.entry.at ?? 0,
  };
}

function withdrawnView(room: Room, thread: Thread): WithdrawnPictureView | undefined {
  const { vault, state, log } = room;
  const { consent, picture } = thread;
  if (consent?.withdrawn !== 'capture' || picture === undefined) return undefined;
  const posted = log.entries.find(({ entry: { id } }) => id === picture.entry);
  const guardian = guardianOf(room);
  const judge = (act: RoomAct): string | true =>
    vault.stopped(log) ||
    (vault.books.room.mayAct(state, vault.view, vault.clock.now(), vault.me, act)?.message ?? true);
  const about = { thread: thread.id };
  return {
    thread: thread.id,
    number: picture.number,
    by: nameOf(vault, picture.by),
    at: posted?.entry.at ?? 0,
    newest: entriesOfWithdrawn(room, thread.id).at(-1)?.entry.id ?? '',
    consent: consentView(room, thread.id, consent),
    guardian: guardian === undefined ? '' : nameOf(vault, guardian),
    guardianInside: insideOf(room, guardian),
    destruction: destructionOf(room, thread, consent),
    may: {
      propose: judge({ act: 'destruction-proposal', ...about }),
      show: judge({ act: 'picture-shown', ...about, person: guardian ?? ('' as PersonId) }),
      answer: judge({ act: 'destruction-answer', ...about }),
    },
  };
}

/** Pictures that were withdrawn themselves, for colleagues inside. */
export function withdrawnIn(room: Room): WithdrawnPictureView[] {
  return [...room.state.threads.values()].flatMap((thread) => withdrawnView(room, thread) ?? []);
}

function closedPicture(room: Room, thread: string): StepView[] {
  return entriesOfWithdrawn(room, thread).map((each) => {
    const { id, seq, at } = each.entry;
    const text = sentenceOf(room.vault, each, indexOf(room).told(each));
    return { line: { kind: 'line', entry: id, seq, at, text }, threads: [] };
  });
}

/** What became of pictures that are closed to this reader, as the talk tells it; `shown`: the threads they have. */
export function closedIn(room: Room, shown: ReadonlySet<string>): StepView[] {
  const closed = [...room.state.threads.values()].filter(
    ({ id, consent }) => consent?.withdrawn === 'capture' && !shown.has(id),
  );
  return room.standing === 'internal' ? closed.flatMap(({ id }) => closedPicture(room, id)) : [];
}
