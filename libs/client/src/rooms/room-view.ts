import {
  isWithdrawnPicture,
  mayAskForAdvice,
  type Clearance,
  type PersonId,
  type Refusal,
  type RoomAct,
  type RoomState,
} from '@consilium/domain';
import { heldWords } from '../ledgers/held-words';
import type { ShareView } from '../advice';
import type { UploadView } from '../pictures';
import { isAnchored, nameOf, organisationName, personViewOf } from '../register';
import type { Vault } from '../vault/vault';
import { part } from '../service/part';
import { readAs, type Content } from '../replicas/content';
import { readCaseForm } from './case-form';
import { keyTroubles } from './key-troubles';
import { restoredAt } from './lost-words';
import { indexOf } from './room-index';
import type { Room } from '../replicas/room';
import type { WritingAct } from '../replicas/sealing-content';
import { timesOver } from './steps';
import { opinionView, threadView } from './thread-view';
import { isOpenHere, threadsShown } from './what-is-new';
import type { CaseFormView, MemberView, RoomView, ThreadView } from './views';

type As = RoomView['as'];

/** What this person is in the room, as screens say it. */
export function asOf(room: Room): As {
  const { standing, state, vault } = room;
  if (standing === 'outside' || standing === 'invited-outside') return standing;
  return state.owner === vault.me ? 'owner' : 'internal';
}

/** The newest form; undefined where this person is given none. */
export async function formOf(room: Room): Promise<Content<CaseFormView> | undefined> {
  const newest = indexOf(room).readable('form').at(-1);
  return newest && readAs(await room.read(newest), readCaseForm);
}

/** What the case is called, and why it is not called by its title where that cannot be shown. */
export async function titleOf(room: Room): Promise<Pick<RoomView, 'title' | 'untitled'>> {
  const newest = indexOf(room).readable('title').at(-1);
  const read = newest && (await room.read(newest));
  if (read?.unreadable !== undefined) return { title: 'Case whose title cannot be shown', untitled: read.unreadable };
  if (read !== undefined && read.value !== '') return { title: read.value, untitled: '' };
  const isOutside = asOf(room) === 'outside';
  return { title: isOutside ? `Question from ${nameOf(room.vault, room.state.owner)}` : 'Case', untitled: '' };
}

/** Whether the keys two officers gave somebody are known here to be theirs. Whoever looks from outside is not asked. */
function knownHere({ state, vault }: Room, person: PersonId): MemberView['known'] {
  const now = vault.clock.now();
  const refused = vault.books.room.mayAct(state, vault.view, now, vault.me, { act: 'known-again', other: person });
  if (refused === undefined) return 'may-say';
  return refused.code === 'not-the-owner' ? 'no' : 'yes';
}

/** Who is in it, as its reader is told. */
export function members(room: Room): MemberView[] {
  const { state, vault } = room;
  const of = (person: PersonId, as: MemberView['as'], until: number | undefined): MemberView => ({
    ...personViewOf(vault, person),
    as,
    until,
    here: room.here.includes(person),
    me: person === vault.me,
    known: knownHere(room, person),
  });
  const internals = [...state.internals.values()]
    .filter(({ removedAt }) => removedAt === undefined)
    .map(({ person }) => of(person, person === state.owner ? 'owner' : 'internal', undefined));
  const outside = [...state.outsiders.values()].flatMap(({ person, stage, clearance }) => {
    if (stage.stage === 'accepted') return [of(person, 'outside', clearance.memberUntil)];
    return stage.stage === 'admitted' ? [of(person, 'invited-outside', clearance.memberUntil)] : [];
  });
  return [...internals, ...outside];
}

const said = (refusal: Refusal | undefined, ...except: readonly string[]): string | true =>
  refusal === undefined || except.includes(refusal.code) ? true : refusal.message;

/** The thread this person writes opinions in: the case thread, or the side thread of their share. */
function ownThread({ state, vault }: Room): RoomState['caseThread'] {
  const share = [...state.outsiders.values()].findLast(({ person }) => person === vault.me);
  return share?.side ?? state.caseThread;
}

export function mayOf(room: Room): RoomView['may'] {
  const { vault, state, log } = room;
  const now = vault.clock.now();
  const judge = (act: RoomAct): Refusal | undefined => vault.books.room.mayAct(state, vault.view, now, vault.me, act);
  const ask = (act: RoomAct, ...except: readonly string[]): string | true =>
    vault.stopped(log) || said(judge(act), ...except);
  // What rests on the newest register waits while this build cannot read it to its end.
  const newest = (...asked: Parameters<typeof ask>): string | true => vault.register.held || ask(...asked);
  const thread = ownThread(room);
  // Keys that are due change in the same append, by whoever may change them.
  const write = (act: WritingAct): string | true =>
    judge({ act, thread })?.code === 'rotation-due' ? ask({ act: 'rotate', thread }) : ask({ act, thread });
  const purpose = state.purpose === '' ? 'direct-care' : state.purpose;
  const shared = newest({ act: 'share-request', threads: [], purpose });
  const defence = vault.self.defence;
  return {
    post: write('post'),
    addPicture: ask({ act: 'open-thread' }),
    invite: newest({ act: 'invite', other: vault.me }, 'already-a-member', 'not-a-clinician-here'),
    share: shared === true && defence !== '' ? said(mayAskForAdvice(vault.view, now, vault.me, defence)) : shared,
    close: ask({ act: 'close' }),
    reopen: ask({ act: 'reopen' }),
    remove: ask({ act: 'remove', other: '' as PersonId }),
    opinion: write('opinion'),
    leave: ask({ act: 'leave' }),
    takeOver: newest({ act: 'owner', other: vault.me }),
    // Whom they may hand it to is judged when one is chosen.
    handOver: newest({ act: 'owner', other: '' as PersonId }, 'not-in-the-room'),
  };
}

/** What an invited outside colleague reads before accepting. */
export function invitationOf(vault: Vault, clearance: Clearance): NonNullable<RoomView['invitation']> {
  return {
    by: nameOf(vault, clearance.requester),
    organisation: organisationName(vault, vault.person(clearance.requester)?.organisation ?? ''),
    defence: organisationName(vault, clearance.org),
    isAnchored: isAnchored(vault, clearance.org),
    pictures: clearance.threads.length,
    joinBy: clearance.joinBy,
    memberUntil: clearance.memberUntil,
    conditions: [...clearance.conditions],
    rights: [...clearance.rights],
  };
}

/** Pictures of this case for colleagues of whom this person is none. An outside colleague is told of none. */
function forOthers(room: Room): RoomView['forOthers'] {
  const { state, vault } = room;
  if (room.standing !== 'internal') return [];
  return [...state.threads.values()].flatMap(({ picture, named }) =>
    picture === undefined || named.length === 0 || named.includes(vault.me)
      ? []
      : [{ number: picture.number, named: named.map((person) => nameOf(vault, person)) }],
  );
}

/** What became of pictures that were withdrawn, fetched where one was; and whose time is over. */
async function withdrawalsOf(
  room: Room,
  shown: ReadonlySet<string>,
): Promise<Pick<RoomView, 'statements' | 'withdrawn' | 'steps'>> {
  const { threads, outsiders } = room.state;
  const isAny =
    [...threads.values()].some(isWithdrawnPicture) || [...outsiders.values()].some(({ ended }) => ended.length > 0);
  const steps = timesOver(room);
  if (!isAny) return { statements: [], withdrawn: [], steps };
  const { statementsIn, withdrawnIn, closedIn } = await part(() => import('./withdrawals'));
  return {
    statements: statementsIn(room),
    withdrawn: withdrawnIn(room),
    steps: [...steps, ...closedIn(room, shown)],
  };
}

export interface RoomExtras {
  readonly shares: ShareView[];
  readonly uploads: UploadView[];
}

/** Everything a case room shows, verified and opened. */
export async function roomView(room: Room, { shares, uploads }: RoomExtras): Promise<RoomView> {
  const { state, vault, log } = room;
  const index = indexOf(room);
  const shown = [...threadsShown(room).values()];
  const threads: ThreadView[] = await Promise.all(
    shown.map((thread) => threadView(room, thread, index.thread(thread.id))),
  );
  const filed = index.readable('opinion').filter((each) => isOpenHere(room, each));
  const opinions = await Promise.all(filed.map((each) => opinionView(room, each)));
  return {
    room: room.id,
    ...(await titleOf(room)),
    form: await formOf(room),
    questions: index.readable('form').map(({ entry }) => entry.id),
    as: asOf(room),
    closed: state.closed,
    purpose: state.purpose,
    members: members(room),
    threads,
    opinions: opinions.flatMap(({ value }) => value ?? []),
    shares,
    ...(await withdrawalsOf(room, new Set(shown.map(({ id }) => id)))),
    forOthers: forOthers(room),
    timeline: index.timeline(room),
    keys: await keyTroubles(room, new Map(threads.map(({ thread, title }) => [thread, title]))),
    uploads,
    ...{ head: log.headSeq, restoredAt: restoredAt(room) },
    crossChecked: room.crossChecked,
    agreedSeq: room.agreedSeq,
    staleSince: vault.register.held === '' ? vault.freshness.staleSince() : undefined,
    alarm: log.alarm,
    doubt: log.doubt,
    held: heldWords(vault, log),
    may: mayOf(room),
    invitation: undefined,
  };
}
