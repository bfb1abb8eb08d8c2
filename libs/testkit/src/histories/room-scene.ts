import {
  scopeOfShare,
  type ClearanceId,
  type EntryId,
  type Outside,
  type PersonId,
  type Purpose,
  type RoomAct,
  type Thread,
  type ThreadId,
} from '@consilium/domain';
import type { Offer } from '../domain/ledger-builder';
import { insiders, namesOf, type Command, type Scene } from './command';

type RoomCommand = Omit<Command, 'name' | 'kind' | 'act'> & { readonly act?: (offer: Offer) => RoomAct | undefined };
export const room = (name: string, command: RoomCommand): Command => ({
  name: `room ${name}`,
  kind: 'room',
  ...command,
});

export const threadsOf = ({ story }: Scene): readonly Thread[] => [...story.room.state.threads.values()];
export const aThread = (scene: Scene): ThreadId | undefined =>
  scene.lot.of(
    threadsOf(scene).map(({ id }) => id),
    'thread',
  );
export const ofPicture = (scene: Scene): readonly Thread[] => threadsOf(scene).filter(({ kind }) => kind === 'picture');
export const shares = ({ story }: Scene): readonly Outside[] => [...story.room.state.outsiders.values()];
export const scopeOf = ({ side, clearance }: Outside): readonly ThreadId[] => scopeOfShare(side, clearance);
export const everybodyIn = (scene: Scene): readonly string[] => [
  ...insiders(scene),
  ...namesOf(shares(scene).map(({ person: outside }) => outside)),
];

/** What a body may say of what an act is about; each type says its own part of it. */
interface Said {
  readonly person: PersonId;
  readonly recipient: PersonId;
  readonly thread: ThreadId;
  readonly threads: readonly ThreadId[];
  readonly purpose: Purpose;
  readonly gen: number;
  readonly back: { readonly gen: number };
  readonly what: 'sharing' | 'capture';
  readonly clearance: ClearanceId;
  readonly declined: boolean;
  readonly message: EntryId;
  readonly replyTo: EntryId | '';
}
export const saidIn = ({ body }: Offer): Said => body as Said;
