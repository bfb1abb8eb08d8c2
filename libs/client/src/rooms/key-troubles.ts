import { reportersOf, type Thread } from '@consilium/domain';
import { part } from '../service/part';
import type { Room } from '../replicas/room';
import type { KeyTroubleView } from './views';

/** Threads of which somebody says that the newest key did not open, or of which it did not reach this member. */
export async function keyTroubles(room: Room, titles: ReadonlyMap<string, string>): Promise<KeyTroubleView[]> {
  if (room.standing !== 'internal') return [];
  const troubled: Thread[] = [];
  for (const thread of room.state.threads.values()) {
    const isReported = reportersOf(thread).length > 0;
    if (isReported || !(await room.keys.opens(thread.id, thread.gen))) troubled.push(thread);
  }
  if (troubled.length === 0) return [];
  const { troublesOf } = await part(() => import('./restart'));
  return troublesOf(room, troubled, titles);
}
