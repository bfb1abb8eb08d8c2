// First, so that everything after it calls what is counted.
import { counted } from './counting';
import { setTimeout as pause } from 'node:timers/promises';
import type { Door } from '@consilium/client';
import { timed } from '../measure/figures';
import { approveAll, join, links, nodeDoor, ownerOf, type Joined } from '../system/people';
import type { Place } from '../system/place';
import { likeJpeg, newPicture, post } from '../uploading/posting';

/** X-Wing operations of the one who acts, and milliseconds of opening. */
interface GrantCounts {
  readonly openingFifty: number;
  readonly openingFiftyMilliseconds: number;
  readonly inviting: number;
  readonly posting: number;
}

const pictures = 50;
const members = 10;
/** Their size is no matter here. */
const small = (): Blob => likeJpeg(new Blob([new Uint8Array(2000)]));

async function colleagues(place: Place, count: number, owner: Awaited<ReturnType<typeof ownerOf>>): Promise<Joined[]> {
  const all: Joined[] = [];
  for (const link of await links(owner.officer, owner.hospital, count))
    all.push(await join(place.origin, link, `Dr Colleague ${String.fromCodePoint(65 + all.length)}`));
  await approveAll(owner.officer);
  // Nobody else's device opens anything while one is counted.
  for (const { door } of all) await door.lock();
  await owner.officer.lock();
  return all;
}

/** Whom to invite, by name, once this device has heard of so many. */
async function peopleOf(door: Door, count: number): Promise<(joined: Joined) => string> {
  for (;;) {
    const people = new Map((await door.colleagues()).map(({ name, person }) => [name, person]));
    if (people.size >= count) return ({ name }) => people.get(name) ?? '';
    await pause(50);
  }
}

/** How often somebody meets X-Wing in a case: counted where the client calls it, on a real system. */
export async function countGrants(place: Place): Promise<GrantCounts> {
  const begun = await ownerOf(place.origin, place.setUpCode);
  const { room, owner } = begun;
  const { door } = owner;
  const [first, ...others] = await colleagues(place, members - 1, begun);
  if (first === undefined) throw new Error('nobody joined');
  const personOf = await peopleOf(door, members - 1);
  await door.invite(room, personOf(first));
  for (let at = 0; at < pictures; at++) await post(door, room, newPicture(small(), small(), small()));

  const fresh = nodeDoor(place.origin);
  await fresh.signInWithWords(first.words, 'Bench');
  let shown = 0;
  let milliseconds = 0;
  const opening = await counted(async () => {
    milliseconds = await timed(async () => {
      const { threads } = await fresh.room(room);
      shown = threads.filter(({ picture }) => picture !== undefined && picture.site === 'Left forearm').length;
    });
  });
  if (shown !== pictures) throw new Error(`${String(shown)} of ${String(pictures)} pictures were opened`);
  await fresh.lock();

  const [second, ...rest] = others;
  if (second === undefined) throw new Error('nobody is left to be invited');
  const inviting = await counted(() => door.invite(room, personOf(second)));
  for (const each of rest) await door.invite(room, personOf(each));
  const posting = await counted(() => post(door, room, newPicture(small(), small(), small())));
  return {
    openingFifty: opening.opened,
    openingFiftyMilliseconds: milliseconds,
    inviting: inviting.sealed,
    posting: posting.sealed + posting.opened,
  };
}
