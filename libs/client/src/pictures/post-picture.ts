import { entryId, type BodyToWrite, type RoomState } from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import type { NewPicture, StatedPicture } from './views';
import { write } from '../replicas/writing';
import type { Room } from '../replicas/room';
import { grantingIn, newThread, readersOf, rotateDraft, sealedBlob, wrapping } from '../replicas/sealing-content';
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
  const { width, height, mediaType, caption, site, side, removed, policy } = picture;
  const found = { policyTitle: policy.title, policyDate: policy.date };
  return { width, height, mediaType, caption, site, side, removed, ...found };
}

/**
 * A picture enters a room: its own thread, which the case's key opens to everybody inside, the consent it rests on, and the
 * picture with the three stored objects, in one append. The objects are stored before.
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
    const { first, under } = await wrapping(room, state, at);
    const rotated = await rotateDraft(granting, newThread(ids.thread, 'picture'), undefined, [], under);
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
    return [...first, rotated.draft, consentDraft(room, ids, picture.consent), posted];
  };
  await write(room, (state, at) => readersOf(room, state, [ids.thread], at), build);
}
