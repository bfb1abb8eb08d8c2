import { clearedThread, recipient } from '../clearance/document';
import { blobRef } from '../kernel/entry';
import { hash, threadId } from '../kernel/ids';
import { notIdentifiersIn } from '../identifiers/said';
import { integer, list, object, oneOf, sorted, type ShapeOf } from '../kernel/shape';
import type { Words } from '../words/tables';

export const gen = integer(1);

/**
 * What the adviser decides on: open facts, and the reasons sealed. `brief` commits to the text Dr X will read; the sealed
 * text of the dossier contains brief and its salt.
 */
export const dossierIn = (words: Words) => {
  const { purposes, dutyFlags, urgencies } = words;
  return object({
    thread: threadId,
    gen,
    recipient,
    purpose: oneOf(purposes),
    brief: hash,
    threads: list(clearedThread, { min: 1, max: 50 }),
    roomHead: object({ seq: integer(0), hash }),
    flags: sorted(oneOf(dutyFlags), { max: dutyFlags.length }),
    urgency: oneOf(urgencies),
    notIdentifiers: notIdentifiersIn(words),
    sealed: blobRef,
  });
};
export type Dossier = ShapeOf<ReturnType<typeof dossierIn>>;
