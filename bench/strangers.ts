import { fork } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Door } from '@consilium/client';
import { median, quantile, say, sayTarget, timed } from './measure/figures';
import { ownerOf } from './system/people';
import { onPlace } from './system/on-place';
import type { Place } from './system/place';

/**
 * From "say" until the service has taken what a signed-in doctor wrote, while fifty strangers send the worst that can be
 * sent without a session; against the same doctor's posts with nobody else there. Rate limits are those of real use.
 */
const posts = 60;
const between = 250;
const mostMilliseconds = 500;

async function postTimes(door: Door, room: string): Promise<number[]> {
  const thread = (await door.room(room)).threads[0]?.thread ?? '';
  const times: number[] = [];
  for (let post = 0; post < posts; post += 1) {
    times.push(await timed(() => door.say(room, thread, `${String(post)} Would you excise?`, '')));
    await pause(between);
  }
  return times;
}

function sayTimes(what: string, times: readonly number[]): void {
  say(`${what}: median`, median(times), 'ms');
  say(`${what}: 95 of 100`, quantile(times, 0.95), 'ms');
}

async function measure(place: Place): Promise<number> {
  const { owner, room } = await ownerOf(place.origin, place.setUpCode);
  await place.serve({ rateFactor: 1 });
  const alone = await postTimes(owner.door, room);
  const file = path.join(__dirname, 'strangers', 'main.js');
  const crowd = fork(file, { env: { ...process.env, BENCH_ORIGIN: place.origin } });
  await pause(2000);
  const beside = await postTimes(owner.door, room);
  const answers = new Promise<Record<string, number>>((resolve) => crowd.once('message', resolve as () => void));
  crowd.send('stop');
  for (const [status, count] of Object.entries(await answers)) say(`strangers answered ${status}`, count, 'times');
  sayTimes('a post, nobody else there', alone);
  sayTimes('a post, beside fifty strangers', beside);
  sayTarget('a post, beside fifty strangers: the slowest', Math.max(...beside), mostMilliseconds, 'ms');
  await owner.door.lock();
  return median(beside) / median(alone);
}

onPlace(measure);
