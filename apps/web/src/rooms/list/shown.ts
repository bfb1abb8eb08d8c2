import type { ReadWord, Urgency } from '@consilium/domain';
import type { FilterChip } from '../../platform/kit';
import { chipsAbout, isSaid } from '../../platform/kit/chip-of';
import type { RoomSummary } from '../../vault/door';
import { urgencyLine, urgencyWords } from '../../words';

/** What of the list is shown. Of each group one thing is chosen or none; what is chosen in several has to fit all. */
export interface Choice {
  readonly turn: '' | 'me' | 'others';
  readonly part: '' | 'mine' | 'asked';
  readonly urgency: ReadWord<Urgency> | '';
  readonly specialty: string;
  readonly closed: boolean;
}

export const everything: Choice = { turn: '', part: '', urgency: '', specialty: '', closed: false };

/** Stands for cases that could not be listed, or is one of which nothing could be read: hidden by nothing but "closed". */
const isUnread = ({ owner }: RoomSummary): boolean => owner === '';

const fits: Readonly<Record<keyof Choice, (room: RoomSummary, choice: Choice) => boolean>> = {
  turn: ({ turn: { forMe, forOthers } }, { turn }) => turn === '' || (turn === 'me' ? forMe : forOthers),
  part: ({ as }, { part }) => part === '' || (as === 'owner') === (part === 'mine'),
  urgency: (room, { urgency }) => urgency === '' || room.urgency === urgency,
  specialty: (room, { specialty }) => specialty === '' || room.specialty.trim() === specialty,
  closed: (room, { closed }) => room.closed === closed,
};

const groups = Object.keys(fits) as (keyof Choice)[];

const fitsGroup = (room: RoomSummary, group: keyof Choice, choice: Choice): boolean =>
  (isUnread(room) && group !== 'closed') || fits[group](room, choice);

const isShown = (room: RoomSummary, choice: Choice): boolean => groups.every((group) => fitsGroup(room, group, choice));

/** Of the cases these that are chosen. */
export const shownOf = (rooms: readonly RoomSummary[], choice: Choice): readonly RoomSummary[] =>
  rooms.filter((room) => isShown(room, choice));

/** Whether anything but open cases of all kinds was chosen. */
export const isNarrowed = (choice: Choice): boolean => groups.some((group) => choice[group] !== everything[group]);

/** Said first, and always: the others only where a case has them. */
const always = [
  ['turn', 'me', 'Waiting for me'],
  ['turn', 'others', 'Waiting for others'],
  ['part', 'mine', 'Mine'],
  ['part', 'asked', 'Asked of me'],
] as const;

/** What may be chosen, each with how many cases it would show; pressed again it is chosen no more. */
export function chipsOf(rooms: readonly RoomSummary[], choice: Choice): readonly FilterChip<Choice>[] {
  const count = (of: Choice): number => shownOf(rooms, of).filter((room) => !isUnread(room)).length;
  const chip = chipsAbout({ choice, everything }, count);
  const named = [...rooms.map(({ specialty }) => specialty.trim()), choice.specialty].filter((each) => each !== '');
  const specialties = [...new Set(named)].sort((one, other) => one.localeCompare(other));
  return [
    ...always.map(([group, value, words]) => chip(group, value, words)),
    ...rank.map((each) => chip('urgency', each, urgencyLine(each))).filter(isSaid),
    ...specialties.map((each) => chip('specialty', each, each)).filter(isSaid),
    chip('closed', true, 'Closed'),
  ];
}

const rank = Object.keys(urgencyWords) as readonly Urgency[];

const urgencyRank = ({ urgency }: RoomSummary): number => {
  const found = rank.findIndex((each) => each === urgency);
  return found < 0 ? rank.length : found;
};

/** What waits for its reader by how urgent it is, then what does not wait for them, newest first. */
function order(one: RoomSummary, other: RoomSummary): number {
  const first = Number(isUnread(other)) - Number(isUnread(one));
  if (first !== 0) return first;
  const mine = Number(other.turn.forMe) - Number(one.turn.forMe);
  if (mine !== 0) return mine;
  const urgent = one.turn.forMe ? urgencyRank(one) - urgencyRank(other) : 0;
  return urgent === 0 ? other.updatedAt - one.updatedAt : urgent;
}

const byOrder = (rooms: readonly RoomSummary[]): readonly RoomSummary[] => [...rooms].sort(order);

/** The places of the list by id: as they were, with what was not there yet before all else. Empty: everything anew. */
export function placesOf(rooms: readonly RoomSummary[], before: readonly string[]): readonly string[] {
  const known = new Set(before);
  const fresh = byOrder(rooms.filter(({ room }) => !known.has(room))).map(({ room }) => room);
  return fresh.length === 0 ? before : [...fresh, ...before];
}

/** The list in these places: while somebody reads it nothing in it moves. */
export function inPlaces(rooms: readonly RoomSummary[], places: readonly string[]): readonly RoomSummary[] {
  const place = new Map(places.map((room, index) => [room, index]));
  const at = ({ room }: RoomSummary): number => place.get(room) ?? -1;
  return rooms.toSorted((one, other) => at(one) - at(other));
}

/** Whether something waits for the reader that stands further down than it would in a list sorted now. */
export function isBehind(placed: readonly RoomSummary[]): boolean {
  return byOrder(placed).some((room, index) => room.turn.forMe && placed.indexOf(room) > index);
}
