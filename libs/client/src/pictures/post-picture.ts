import { entryId, personId, Problem, type BodyToWrite, type PersonId, type RoomState } from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import type { NewPicture, StatedPicture } from './views';
import { write } from '../replicas/writing';
import type { Room } from '../replicas/room';
import {
  grantingIn,
  newThread,
  readersOf,
  rotateDraft,
  sealedBlob,
  wrappingFor,
  type NextOf,
} from '../replicas/sealing-content';
import type { Recipient } from '../keys/generation';
import { allow } from '../vault/vault';
import { captureOf } from './capture';
import type { Description } from './description';
import type { DeviceWord } from './device-words';
import { commitmentOf, type OutgoingObject } from './outgoing';
import type { PictureIds } from './picture-ids';

const inOrder = <W extends string>(words: readonly W[]): W[] => [...new Set(words)].sort();

function consentDraft(room: Room, ids: PictureIds, consent: StatedPicture['consent']): Draft {
  const body: BodyToWrite<'consent'> = {
    consent: ids.consent,
    version: 1,
    thread: ids.thread,
    recording: consent.recording,
    authority: consent.authority,
    facts: inOrder(consent.facts),
    scopes: inOrder(consent.scopes),
    flags: inOrder(consent.flags),
    ruledOut: inOrder(consent.ruledOut),
    explained: inOrder(consent.explained),
    attested: inOrder(consent.attested),
    takenBy: room.vault.me,
    takenAt: consent.takenAt,
  };
  return draft({ type: 'consent', scope: [ids.thread], body });
}

function describe(picture: NewPicture): Description {
  const { width, height, mediaType, caption, site, side, removed, extent, policy } = picture;
  const found = { policyTitle: policy.title, policyDate: policy.date };
  return { width, height, mediaType, caption, site, side, removed, extent, ...found };
}

/** Its own thread: for everybody inside, or for its author and the colleagues named. */
function threadOf({ vault }: Room, ids: PictureIds, picture: StatedPicture): NextOf {
  const thread = newThread(ids.thread, 'picture');
  if (picture.named === undefined) return thread;
  const named = [vault.me, ...picture.named.map((each) => personId.read(each))];
  return { ...thread, readers: 'named', named: inOrder(named) };
}

const notInside = 'Somebody you named is not in this case any more. Say again who reads the picture.';

/** Everybody who is given its key by name. Nobody is left out unsaid. */
function granteesOf(room: Room, state: RoomState, thread: NextOf, at: number): Recipient[] {
  const grantees = room.grantees(state, thread, at);
  const isGiven = (each: PersonId): boolean => grantees.some(({ person }) => person === each);
  if (!thread.named.every(isGiven)) throw new Problem('wrong-state', notInside);
  return grantees;
}

/**
 * A picture enters a room: its own thread, which the case's key opens to everybody inside or own grants to those named, the
 * consent it rests on, and the picture with the three stored objects, in one append. The objects are stored before.
 */
export async function postPicture(
  room: Room,
  ids: PictureIds,
  picture: StatedPicture,
  objects: readonly OutgoingObject[],
  device: DeviceWord | undefined,
): Promise<void> {
  const build = async (state: RoomState, at: number): Promise<readonly Draft[]> => {
    allow(room.vault.books.room.mayAct(state, room.vault.view, at, room.vault.me, { act: 'open-thread' }));
    const granting = grantingIn(room);
    const thread = threadOf(room, ids, picture);
    const by = await wrappingFor(room, state, thread, at);
    const rotated = await rotateDraft(granting, thread, undefined, granteesOf(room, state, thread, at), by?.under);
    const seal = (field: string, content: string | Uint8Array) =>
      sealedBlob(granting, rotated.of, { id: ids.picture, type: 'picture', field }, content);
    const keyed = await Promise.all(
      objects.map(async (object) => ({ object, key: await seal(`object:${object.rendition}`, object.key) })),
    );
    const description = await seal('description', JSON.stringify(describe(picture)));
    const body: BodyToWrite<'picture'> = {
      thread: ids.thread,
      gen: 1,
      consent: { id: ids.consent, version: 1 },
      objects: keyed.map(({ object, key }) => ({
        rendition: object.rendition,
        id: object.id,
        size: object.size,
        length: object.plain.size,
        parts: object.hashes,
        okc: commitmentOf(object),
        sealedKey: key.ref,
      })),
      description: description.ref,
      capture: captureOf(room, picture, device),
    };
    const posted = draft({
      type: 'picture',
      scope: [ids.thread],
      body,
      blobs: [...keyed.map(({ key }) => key), description],
      id: entryId.read(ids.picture),
    });
    return [...(by?.first ?? []), rotated.draft, consentDraft(room, ids, picture.consent), posted];
  };
  await write(room, (state, at) => readersOf(room, state, [ids.thread], at), build);
}
