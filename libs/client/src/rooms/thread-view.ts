import {
  copiesLeft,
  nextActor,
  whoMayRead,
  type Picture,
  type RoomBody,
  type Thread,
  type ThreadId,
} from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import { readDescription, type DescriptionRead, type PictureView, type TakenView } from '../pictures';
import { nameOf, personViewOf } from '../register';
import { readBrief } from '../advice';
import type { SaidAs } from '../drafts';
import { consentView } from './consent-view';
import { isLine, sentenceOf } from './lines';
import { readWords } from './mentions';
import { readAs, type Content, type Unreadable } from '../replicas/content';
import type { Mention, MessageWords } from '../replicas/message-words';
import { readOpinion } from './opinion-text';
import { outcomeOf } from './outcomes';
import { indexOf } from './room-index';
import type { ItemView, OpinionText, OpinionView, ThreadView } from './views';
import { newIn } from './what-is-new';
import type { Room } from '../replicas/room';

/** Stands where nothing could be read; `unreadable` says so beside it. */
const undescribed: Omit<DescriptionRead, 'mediaType'> = {
  ...{ width: 0, height: 0, caption: '', site: '', side: 'not-said', removed: '' },
  extent: 'not-said',
  ...{ policyTitle: '', policyDate: '' },
};

/** How it was taken. The reason against sharing is that of this person's newest register and time. */
function takenView(
  { vault, state }: Room,
  thread: ThreadId,
  picture: Picture,
  found: Pick<TakenView, 'policyTitle' | 'policyDate'>,
): TakenView {
  const { policy, says, device, source, gone } = picture;
  const [now, { me, books, view }] = [vault.clock.now(), vault];
  const mine = books.room.mayAct(state, view, now, me, { act: 'source', thread }) === undefined;
  const against = books.room.guidance(view).refusingTaken('outside', { ...picture, at: now });
  return {
    ...{ policy, says, device, source, mine, ...found },
    ...{ left: [...copiesLeft(picture)], gone: [...gone], staysInside: against?.sentence ?? '' },
  };
}

/** What the description of a picture that was posted says. */
export const describedIn = async (room: Room, each: AppliedEntry): Promise<Content<DescriptionRead>> =>
  readAs(await room.read(each, 'description'), readDescription);

/** What an opinion says in its own words. */
export const opinionIn = async (room: Room, each: AppliedEntry): Promise<Content<OpinionText>> =>
  readAs(await room.read(each), readOpinion);

async function pictureView(
  room: Room,
  thread: Thread,
  entries: readonly AppliedEntry[],
): Promise<PictureView | undefined> {
  const { picture, consent } = thread;
  if (picture === undefined || consent === undefined) return undefined;
  const entry = entries.find(({ entry: { id } }) => id === picture.entry);
  if (entry === undefined) return undefined;
  const described = await describedIn(room, entry);
  const sizes = { original: 0, thumb: 0, view: 0 };
  for (const { rendition, length } of picture.objects) sizes[rendition] = length;
  const { width, height, caption, site, side, removed, extent, policyTitle, policyDate } =
    described.value ?? undescribed;
  return {
    entry: picture.entry,
    thread: thread.id,
    number: picture.number,
    unreadable: described.unreadable ?? '',
    ...{ width, height, caption, site, side, removed, extent, sizes },
    by: nameOf(room.vault, picture.by),
    at: entry.entry.at,
    taken: takenView(room, thread.id, picture, { policyTitle, policyDate }),
    consent: consentView(room, thread.id, consent),
  };
}

async function addendaOf(room: Room, opinion: string): Promise<OpinionView['addenda']> {
  const addenda = room.log.entries.filter(
    ({ entry, body }) => entry.type === 'addendum' && (body as RoomBody<'addendum'> | undefined)?.opinion === opinion,
  );
  return Promise.all(addenda.map(async (each) => ({ at: each.entry.at, text: await room.read(each) })));
}

export async function opinionView(room: Room, each: AppliedEntry): Promise<Content<OpinionView>> {
  const { vault } = room;
  const { reliesOn, ...next } = each.body as RoomBody<'opinion'>;
  const text = await opinionIn(room, each);
  if (text.unreadable !== undefined) return text;
  const value = {
    ...text.value,
    entry: each.entry.id,
    by: each.entry.by,
    byName: nameOf(vault, each.entry.by),
    registration: personViewOf(vault, each.entry.by).registration,
    at: each.entry.at,
    nextActor: nextActor(next, (person) => nameOf(vault, person)),
    reliesOn: reliesOn.map(({ thread, picture, rendition }) => ({
      ...{ thread, rendition },
      picture: { number: room.numberOf(picture), withdrawn: indexOf(room).isWithdrawn(thread) },
    })),
    addenda: await addendaOf(room, each.entry.id),
    ...(await outcomeOf(room, each)),
  };
  return { value };
}

/** The words of a message; of a side thread's first one the brief, held against the clearance's commitment. */
async function messageWords(room: Room, each: AppliedEntry): Promise<Content<MessageWords>> {
  const sealed = await room.read(each);
  const { thread } = each.body as RoomBody<'message'>;
  const share = [...room.state.outsiders.values()].find(({ side }) => side === thread);
  const asWords = (text: Content<string>): Content<MessageWords> =>
    readAs(text, (words) => readWords(room.vault, words));
  if (share === undefined) return asWords(sealed);
  const first = indexOf(room)
    .thread(thread)
    .find(({ entry, body }) => entry.type === 'message' && body !== undefined);
  const isBrief = first?.entry.id === each.entry.id;
  if (!isBrief) return asWords(sealed);
  const brief = readAs(sealed, (text) => readBrief(text, share.clearance.brief));
  return readAs(brief, (text) => ({ value: { text, mentions: [] } }));
}

/** The same as text alone, names in it. */
export const messageText = async (room: Room, each: AppliedEntry): Promise<Content<string>> =>
  readAs(await messageWords(room, each), ({ text }) => ({ value: text }));

/** Where somebody is named in a message; nothing where nobody is. */
const namedIn = ({ vault }: Room, mentions: readonly Mention[]) =>
  mentions.length === 0
    ? {}
    : { mentions: mentions.map(({ person, at, length }) => ({ at, length, me: person === vault.me })) };

/** An opinion gets addenda, and words may open later, when a key comes; everything else says the same for ever. */
const isLasting = (item: ItemView | undefined): boolean => item?.kind !== 'opinion' && item?.kind !== 'unreadable';

/** What a thread shows of its entries. Only what was not shown before is opened. */
async function itemsOf(
  room: Room,
  entries: readonly AppliedEntry[],
  unread: readonly AppliedEntry[],
): Promise<ItemView[]> {
  const { items } = indexOf(room);
  const fresh = new Map<string, ItemView | undefined>();
  const open = async (each: AppliedEntry): Promise<void> => {
    const isTaken = room.state.takenBack.has(each.entry.seq);
    const item = isTaken ? takenBackItem(room, each) : await itemOf(room, each);
    (isLasting(item) ? items : fresh).set(each.entry.id, item);
  };
  await Promise.all(entries.filter(({ entry }) => !items.has(entry.id)).map(open));
  const { arrivals } = room.log;
  const isNew = new Set(unread.map(({ entry: { id } }) => id));
  return entries.flatMap(({ entry }) => {
    const item = items.get(entry.id) ?? fresh.get(entry.id);
    const mark = arrivals.markOf(entry);
    if (item === undefined) return [];
    return mark === '' && !isNew.has(entry.id)
      ? item
      : { ...item, ...(mark !== '' && { mark }), ...(isNew.has(entry.id) && { isNew: true }) };
  });
}

function takenBackItem({ vault }: Room, { entry: { id, seq, at, by } }: AppliedEntry): ItemView {
  return { kind: 'taken-back', entry: id, seq, at, by, byName: nameOf(vault, by), mine: by === vault.me };
}

async function itemOf(room: Room, each: AppliedEntry): Promise<ItemView | undefined> {
  const { entry, body } = each;
  const common = { entry: entry.id, seq: entry.seq, at: entry.at };
  const said = { by: entry.by, byName: nameOf(room.vault, entry.by), mine: entry.by === room.vault.me };
  const unread = (what: SaidAs, why: Unreadable): ItemView => ({
    ...{ kind: 'unreadable', what, why, keyBy: indexOf(room).begunBy(body as { thread: string; gen: number }) },
    ...{ ...common, ...said },
  });
  if (body !== undefined && entry.type === 'message') {
    const { replyTo } = body as RoomBody<'message'>;
    const words = await messageWords(room, each);
    if (words.unreadable !== undefined) return unread('message', words.unreadable);
    const { text, mentions } = words.value;
    const saying = { text, ...namedIn(room, mentions), replyTo };
    return { kind: 'message', ...common, ...said, ...saying, pending: false, problem: '' };
  }
  if (body !== undefined && entry.type === 'opinion') {
    const opinion = await opinionView(room, each);
    if (opinion.unreadable !== undefined) return unread('opinion', opinion.unreadable);
    return { kind: 'opinion', ...common, ...said, opinion: opinion.value };
  }
  if (body !== undefined && entry.type === 'picture') return { kind: 'picture', ...common, ...said };
  return isLine(room.vault, each)
    ? { kind: 'line', ...common, text: sentenceOf(room.vault, each, indexOf(room).told(each)) }
    : undefined;
}

/** Numbered as if the service took them in the order in which they were said, whatever thread they are for. */
function pendingItems(room: Room, thread: string): ItemView[] {
  const { me } = room.vault;
  // An accepted entry is heard live before the answer to its own append: it is shown once.
  return room.pending
    .filter((each) => !room.log.has(each.entry))
    .map((each, index) => ({ ...each, seq: room.log.headSeq + 1 + index }))
    .filter((each) => each.thread === thread)
    .map(({ entry, seq, text, mentions = [], replyTo, at, problem }) => ({
      ...{ kind: 'message' as const, entry, seq, text, ...namedIn(room, mentions), replyTo, at, problem },
      ...{ by: me, byName: nameOf(room.vault, me), mine: true, pending: problem === '' },
    }));
}

/** "Picture 2"; one that consent was withdrawn from keeps its number: "Picture 1, withdrawn". */
const pictureName = ({ picture, consent }: Thread): string =>
  picture === undefined || consent === undefined
    ? 'Picture'
    : `Picture ${String(picture.number)}${consent.withdrawn === 'no' ? '' : ', withdrawn'}`;

/** What everybody calls a thread. */
export function threadTitle(room: Room, thread: Thread): string {
  if (thread.kind === 'case') return 'Case';
  if (thread.kind === 'picture') return pictureName(thread);
  const outside = [...room.state.outsiders.values()].find(({ side }) => side === thread.id);
  if (outside === undefined) return 'Outside colleague';
  return outside.person === room.vault.me
    ? `With ${nameOf(room.vault, room.state.owner)}`
    : `With ${nameOf(room.vault, outside.person)}`;
}

function mayPost(room: Room, thread: ThreadId): string | true {
  const { vault, state, log } = room;
  const stopped = vault.stopped(log);
  if (stopped !== '') return stopped;
  const refusal = vault.books.room.mayAct(state, vault.view, vault.clock.now(), vault.me, { act: 'post', thread });
  return refusal === undefined || refusal.code === 'rotation-due' ? true : refusal.message;
}

const outsideWillRead = 'Sharing was asked for: what you add here may be read by an outside colleague.';

export async function threadView(room: Room, thread: Thread, entries: readonly AppliedEntry[]): Promise<ThreadView> {
  const { vault, state } = room;
  const picture = await pictureView(room, thread, entries);
  const readers = whoMayRead(state, thread.id, vault.view, vault.clock.now());
  const unread = newIn(room, thread.id);
  return {
    thread: thread.id,
    kind: thread.kind,
    title: threadTitle(room, thread),
    picture,
    named: thread.named.map((person) => nameOf(vault, person)),
    readers: readers.map(({ person, as }) => ({ person, name: nameOf(vault, person), outside: as !== 'internal' })),
    outsideWillRead: thread.requested.length > 0 ? outsideWillRead : '',
    items: [...(await itemsOf(room, entries, unread)), ...pendingItems(room, thread.id)],
    unread: unread.length,
    isPictureNew: unread.some(({ entry }) => entry.type === 'picture'),
    seen: room.seen.by(thread.id),
    typing: room.typing.in(thread.id).map((person) => nameOf(vault, person)),
    mayPost: mayPost(room, thread.id),
  };
}
