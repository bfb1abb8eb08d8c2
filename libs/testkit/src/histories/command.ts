import {
  isActiveInternal,
  type AdviceAct,
  type LedgerId,
  type LedgerKind,
  type PersonId,
  type RoomAct,
} from '@consilium/domain';
import { nameOf } from './keys';
import type { Lot } from './lot';
import type { Kept } from './service';
import type { Story } from './story';
import type { Offer } from '../domain/ledger-builder';

/** What a step is made of: what its author sees, what is drawn, and what has been written so far. */
export interface Scene {
  readonly story: Story;
  readonly lot: Lot;
  /** Version of the rules that an entry written here names. */
  readonly rules: number;
  /** A ledger as the service keeps it: documents are copied from it, verbatim. */
  readonly kept: (ledger: LedgerId | '') => Kept | undefined;
  readonly advices: readonly LedgerId[];
}

type Made = Offer | undefined;

/** One kind of step: who would do it, and what they write. To know a new type of entry, add one of these. */
export interface Command {
  /** "room message": the ledger's kind, then what is done. */
  readonly name: string;
  readonly kind: LedgerKind;
  /** How often it is drawn among all. */
  readonly weight: number;
  /** Those who would do it in earnest, by name. */
  readonly by: (scene: Scene) => readonly string[];
  readonly make: (scene: Scene, by: string) => Made | Promise<Made>;
  /** What the author's client asks the rule book first; undefined where it asks nothing but whether the entry would stand. */
  readonly act?: (offer: Offer) => RoomAct | AdviceAct | undefined;
}

export const namesOf = (people: Iterable<PersonId>): readonly string[] => [...people].map(nameOf);
/** The colleagues inside the room of this story now. */
export function insiders({ story: { hasRoom, room, view, now } }: Scene): readonly string[] {
  if (!hasRoom) return [];
  return namesOf([...room.state.internals.keys()].filter((each) => isActiveInternal(room.state, each, view, now)));
}
export const owner = ({ story }: Scene): readonly string[] => (story.hasRoom ? [nameOf(story.room.state.owner)] : []);
