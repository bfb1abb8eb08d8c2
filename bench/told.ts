import { setTimeout as pause } from 'node:timers/promises';
import type { Door } from '@consilium/client';
import { hasAddress, linkIn } from '@consilium/testkit/people';
import {
  pushingTo,
  startMailCatcher,
  startPushCatcher,
  type MailCatcher,
  type PushCatcher,
} from '@consilium/testkit/servers';
import { createTransport } from 'nodemailer';
import { Client } from 'pg';
import { quantile, say, sayTarget } from './measure/figures';
import { onPlace } from './system/on-place';
import { approveAll, join, links, openCase, ownerOf } from './system/people';
import type { Place } from './system/place';

/**
 * From "say" accepted by the service until the mail server has the mail, and the push service the push, to each of the nine
 * colleagues who read the case: 50 posts a minute, a thousand people with an address and a device. Against the same number of mails
 * handed to the same mail server with nothing before it. With `--broken`, a mail server that takes its time over each.
 */
const isBroken = process.argv.includes('--broken');
const isSmall = process.argv.includes('--small');
const numbers = isSmall ? { people: 10, posts: 10 } : { people: 1000, posts: 100 };
const colleagues = 9;
const betweenPosts = 60_000 / 50;
const mostMilliseconds = 5000;
/** Milliseconds of the broken mail server for each mail: four at once, that is fewer than come. */
const broken = 3000;
/** Milliseconds within which everything has come, however late. */
const patience = 300_000;
const joiningAtOnce = 3;
const from = 'consilium@bench.example';
const now = (): number => performance.now();

interface Boxes {
  readonly mails: MailCatcher;
  readonly pushes: PushCatcher;
}

/** People who may act here, each with an address and a device: by the same calls as a page makes. */
async function joins(origin: string, officer: Door, hospital: string, { mails, pushes }: Boxes): Promise<void> {
  for (let first = 0; first < numbers.people; first += 50) {
    const count = Math.min(50, numbers.people - first);
    const waiting = (await links(officer, hospital, count)).entries();
    const doors: Door[] = [];
    const worker = async (): Promise<void> => {
      for (const [each, link] of waiting) {
        doors.push((await join(origin, link, `Dr Member ${String(first + each)}`)).door);
      }
    };
    await Promise.all(Array.from({ length: joiningAtOnce }, worker));
    await approveAll(officer);
    for (const [each, door] of doors.entries()) {
      await hasAddress({ door }, mails, `member-${String(first + each)}@bench.example`);
      await door.pushHere(pushes.device());
      await door.lock();
    }
    if (!isSmall) say('people with an address and a device', first + count, '');
  }
}

/** When each notice came, by its link: looked for every few milliseconds, which is never too early. */
function watch({ mails, pushes }: Boxes) {
  const [mailed, pushed] = [new Map<string, number>(), new Map<string, number>()];
  const seen = { mails: mails.mails.length, pushes: pushes.pushes.length };
  const timer = setInterval(() => {
    const at = now();
    for (const mail of mails.mails.slice(seen.mails)) if (mail.raw.includes('/waiting/')) mailed.set(linkIn(mail), at);
    for (const { text } of pushes.pushes.slice(seen.pushes)) {
      pushed.set((JSON.parse(text) as { readonly link: string }).link, at);
    }
    seen.mails = mails.mails.length;
    seen.pushes = pushes.pushes.length;
  }, 5);
  return {
    mailed,
    pushed,
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** So many mails to the mail server as they would come, with no service before it: milliseconds of each. */
async function bareMails(port: number): Promise<number[]> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, pool: true, maxConnections: 4 });
  const times: number[] = [];
  for (let post = 0; post < Math.min(10, numbers.posts); post += 1) {
    const began = now();
    const sends = Array.from({ length: colleagues }, async () => {
      await transport.sendMail({
        from,
        to: 'bare@bench.example',
        subject: 'Something waits',
        text: 'Something waits.',
      });
      times.push(now() - began);
    });
    await Promise.all([...sends, pause(betweenPosts)]);
  }
  transport.close();
  return times;
}

/** Milliseconds from each post until each of its notices came by this road; whoever has none by now never got one. */
function timesOf(came: ReadonlyMap<string, number>, accepted: ReadonlyMap<string, number>): number[] {
  return [...accepted].map(([link, at]) => (came.get(link) ?? Infinity) - at);
}

/** Cases of the owner and nine others each, in which nobody has anything left to look at. */
async function openCases(door: Door, database: Client): Promise<string[]> {
  const everybody = (await door.colleagues()).map(({ person }) => person);
  const rooms: string[] = [];
  for (let post = 0; post < numbers.posts; post += 1) {
    const room = await openCase(door);
    for (let each = 0; each < colleagues; each += 1) {
      await door.invite(room, everybody[(post * colleagues + each) % everybody.length] ?? '');
    }
    rooms.push(room);
  }
  while (await waits(database)) await pause(500);
  await database.query('UPDATE to_look_at SET looked = true, mailed_at = 0, pushed_at = 0');
  return rooms;
}

async function waits(database: Client): Promise<boolean> {
  return ((await database.query('SELECT 1 FROM tellings LIMIT 1')).rowCount ?? 0) > 0;
}

interface Waiting {
  readonly ledger: string;
  readonly link: string;
}

/** One post in each case, at their times; gives when each was accepted, by the links of its notices. */
async function post(door: Door, rooms: readonly string[], database: Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<Waiting>('SELECT ledger, link FROM to_look_at');
  const accepted = new Map<string, number>();
  for (const [number, room] of rooms.entries()) {
    const due = now() + betweenPosts;
    const thread = (await door.room(room)).threads[0]?.thread ?? '';
    await door.say(room, thread, `${String(number)} Would you excise?`, '');
    const at = now();
    for (const { ledger, link } of rows) if (ledger === room) accepted.set(link, at);
    await pause(Math.max(0, due - now()));
  }
  return accepted;
}

function sayTimes(what: string, times: readonly number[]): void {
  say(`accepted entry to ${what}: p50`, quantile(times, 0.5), 'ms');
  sayTarget(`accepted entry to ${what}: p95`, quantile(times, 0.95), mostMilliseconds, 'ms');
}

async function measure(place: Place): Promise<number> {
  const joining = { mails: await startMailCatcher({ most: 1_000_000 }), pushes: await startPushCatcher() };
  // Whoever enters an address waits for no slow mail server: that one takes the notices alone.
  const boxes = { ...joining, mails: await startMailCatcher({ most: 1_000_000, takes: isBroken ? broken : 0 }) };
  const pushing = pushingTo(boxes.pushes);
  const servedBy = ({ mails }: Boxes) =>
    place.serve({
      notices: { SMTP_URL: `smtp://127.0.0.1:${String(mails.port)}`, MAIL_FROM: from, ...pushing },
    });
  await servedBy(joining);
  const { officer, hospital, owner } = await ownerOf(place.origin, place.setUpCode);
  await joins(place.origin, officer, hospital, joining);
  const database = new Client({ connectionString: place.databaseUrl });
  await database.connect();
  const rooms = await openCases(owner.door, database);
  await servedBy(boxes);
  const { mailed, pushed, stop } = watch(boxes);
  const accepted = await post(owner.door, rooms, database);
  for (const until = now() + patience; now() < until && (await waits(database));) await pause(100);
  // What was handed over last is seen by the next look.
  await pause(100);
  stop();
  const bare = await bareMails(boxes.mails.port);
  say(`people; ${String(rooms.length)} cases of ${String(colleagues + 1)}, one post each`, numbers.people, '');
  say('notices by each road', accepted.size, '');
  say('bare mails, nothing before them: p50', quantile(bare, 0.5), 'ms');
  sayTimes('mail handed over', timesOf(mailed, accepted));
  sayTimes('push sent', timesOf(pushed, accepted));
  await Promise.all([joining.mails.stop(), boxes.mails.stop(), boxes.pushes.stop(), database.end(), owner.door.lock()]);
  return quantile(timesOf(mailed, accepted), 0.5) / quantile(bare, 0.5);
}

onPlace(measure);
