import type { Outside } from '@consilium/domain';
import type { StepView } from '../advice';
import { nameOf } from '../register';
import type { Room } from '../replicas/room';

/** When the time of an outside colleague was over, in which they had to accept or could read; undefined before that. */
function endOf({ stage: { stage }, clearance: { joinBy, memberUntil } }: Outside, now: number): number | undefined {
  if (stage === 'admitted') return now > joinBy ? joinBy : undefined;
  return stage === 'accepted' && now >= memberUntil ? memberUntil : undefined;
}

function timeOver(room: Room, outside: Outside): StepView[] {
  const { vault } = room;
  const at = endOf(outside, vault.clock.now());
  if (at === undefined) return [];
  const name = nameOf(vault, outside.person);
  const text =
    outside.stage.stage === 'admitted'
      ? `${name} did not accept in time: the invitation is over`
      : `${name} can read nothing here any more: the time that was decided is over`;
  const entry = `${outside.clearance.id} is over`;
  const threads = [outside.side, ...outside.clearance.threads.map(({ thread }) => thread)];
  return [{ line: { kind: 'line', entry, seq: -1, at, text }, threads }];
}

/** What the talk of a case tells colleagues inside that no entry says: that an outside colleague’s time is over. */
export function timesOver(room: Room): StepView[] {
  return room.standing === 'internal' ? [...room.state.outsiders.values()].flatMap((each) => timeOver(room, each)) : [];
}
