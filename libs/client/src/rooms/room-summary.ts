import { copiesLeft, type Outside } from '@consilium/domain';
import type { ShareView } from '../advice';
import { nameOf } from '../register';
import type { Room } from '../replicas/room';
import { sentenceOf } from './lines';
import { onCard } from './on-card';
import { indexOf } from './room-index';
import { asOf, formOf, titleOf, type RoomExtras } from './room-view';
import { messageText } from './thread-view';
import { turnOf, type Turn } from './turn';
import { turnFacts } from './turn-facts';
import type { RoomSummary } from './views';
import { countNew, isOpenHere, told } from './what-is-new';

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

async function lastLine(room: Room): Promise<string> {
  const newest = room.log.entries.findLast(
    (each) => each.body !== undefined && told.includes(each.entry.type) && isOpenHere(room, each),
  );
  if (newest === undefined) return '';
  if (newest.entry.type !== 'message') return sentenceOf(room.vault, newest, indexOf(room).told(newest));
  const { value } = await messageText(room, newest);
  const author = nameOf(room.vault, newest.entry.by);
  return value === undefined ? `${author} wrote something that cannot be shown here` : `${author}: ${firstLine(value)}`;
}

/** A room of which nothing could be read, and why: no silently shorter list. */
export function unreadSummary(id: string, why: Partial<Pick<RoomSummary, 'waiting' | 'alarm' | 'held'>>): RoomSummary {
  return {
    room: id,
    title: 'Case',
    specialty: '',
    urgency: undefined,
    unreadable: '',
    as: 'internal',
    owner: '',
    closed: false,
    pictures: 0,
    onCard: '',
    unread: 0,
    updatedAt: 0,
    lastLine: '',
    turn: { forMe: false, forOthers: false, words: '' },
    waiting: '',
    ...{ unsent: 0, originals: 0 },
    alarm: '',
    held: '',
    ...why,
  };
}

const picturesOf = ({ state }: Room): number =>
  [...state.threads.values()].filter(({ picture }) => picture !== undefined).length;

/** Their own pictures of which a copy is still where it came from. */
function originalsOf({ state, vault }: Room): number {
  const own = [...state.threads.values()].filter(({ picture }) => picture?.by === vault.me);
  return own.filter(({ picture }) => picture !== undefined && copiesLeft(picture).length > 0).length;
}

const stateIt = 'Say whether you kept a copy of a picture that is not shared with you any more';

/** Whose turn it is: what its reader has to say of copies comes before anything else. */
function turnIn(room: Room, shares: readonly ShareView[]): Turn {
  const { state, vault } = room;
  const owes = (share: Outside): boolean =>
    share.person === vault.me && share.stage.stage === 'accepted' && share.stated.length < share.ended.length;
  if ([...state.outsiders.values()].some(owes)) return { forMe: true, forOthers: false, words: stateIt };
  return turnOf(turnFacts(room, shares));
}

/** What was said or added here and did not go out. What is on its way goes out, or comes to stand among these. */
function unsentIn({ pending, log }: Room, uploads: RoomExtras['uploads']): number {
  const messages = pending.filter(({ entry, problem }) => problem !== '' && !log.has(entry));
  return messages.length + uploads.filter(({ state }) => state === 'failed').length;
}

export async function roomSummary(room: Room, { shares, uploads }: RoomExtras): Promise<RoomSummary> {
  if (room.log.replica === undefined) return unreadSummary(room.id, { alarm: room.log.alarm, held: room.log.held });
  const form = await formOf(room);
  const { title, untitled } = await titleOf(room);
  return {
    room: room.id,
    title,
    specialty: form?.value?.specialty ?? '',
    urgency: form?.value?.urgency,
    unreadable: untitled === '' ? (form?.unreadable ?? '') : untitled,
    ...{ as: asOf(room), closed: room.state.closed !== undefined, pictures: picturesOf(room) },
    onCard: onCard(room, form),
    unread: countNew(room),
    updatedAt: room.log.replica.at,
    lastLine: await lastLine(room),
    ...{ turn: turnIn(room, shares), owner: nameOf(room.vault, room.state.owner), waiting: '' },
    ...{ unsent: unsentIn(room, uploads), originals: originalsOf(room) },
    alarm: room.log.alarm,
    held: room.log.held,
  };
}
