import type { Door } from '@consilium/client';
import { io } from 'socket.io-client';
import { join } from '../system/people';
import type { Arrivals, Order } from './orders';

/** The people of a room, in a process of their own: real doors that verify and open, or bare sockets that listen. */
const doors: Door[] = [];
const origin = process.env['BENCH_ORIGIN'] ?? '';

/** When each of `count` listeners had each numbered post: one row per post, milliseconds of this machine's monotonic clock. */
const arrivals = { doors: new Map<number, number[]>(), echoes: new Map<number, number[]>() };
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

function note(at: Map<number, number[]>, post: number): void {
  const times = at.get(post) ?? [];
  times.push(now());
  at.set(post, times);
}

async function joinAll(links: readonly string[]): Promise<void> {
  const waiting = [...links.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, link] = next;
      doors[index] = (await join(origin, link, `Dr Member ${String(index)}`)).door;
    }
  };
  await Promise.all([worker(), worker(), worker()]);
}

/** A post is "17 " and filler; what the member reads is the opened text of the verified view a screen would show. */
async function readPosts(door: Door, room: string, known: Set<number>): Promise<void> {
  const { threads } = await door.room(room);
  for (const { items } of threads) {
    // New ones stand at the end.
    for (const item of items.toReversed()) {
      if (item.kind !== 'message' || item.pending) continue;
      const post = Number(item.text.split(' ')[0]);
      if (known.has(post)) break;
      known.add(post);
      note(arrivals.doors, post);
    }
  }
}

async function listen(door: Door, room: string): Promise<void> {
  const known = new Set<number>();
  let reading = false;
  let isDue = false;
  const look = async (): Promise<void> => {
    isDue = true;
    if (reading) return;
    reading = true;
    while (isDue) {
      isDue = false;
      await readPosts(door, room, known);
    }
    reading = false;
  };
  await door.cases();
  while (!(await door.live())) await new Promise((wake) => setTimeout(wake, 20));
  await door.enter(room);
  door.onChange((change) => {
    if (change.about === 'room' && change.room === room) void look();
  });
}

async function hear(port: number): Promise<void> {
  const socket = io(`http://127.0.0.1:${String(port)}`, { transports: ['websocket'], forceNew: true });
  await new Promise<void>((ready) => socket.on('connect', ready));
  socket.on('said', ({ post }: { post: number }) => {
    note(arrivals.echoes, post);
  });
}

async function inTens<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += 10) await Promise.all(items.slice(from, from + 10).map(act));
}

async function obey(order: Order): Promise<Arrivals | undefined> {
  if (order.act === 'join') await joinAll(order.links);
  if (order.act === 'listen') await inTens(doors.slice(order.from, order.to), (door) => listen(door, order.room));
  if (order.act === 'hear')
    await inTens(
      Array.from({ length: order.count }, () => order.port),
      hear,
    );
  if (order.act !== 'report') return undefined;
  return { doors: [...arrivals.doors], echoes: [...arrivals.echoes] };
}

process.on('message', (order: Order) => {
  obey(order).then(
    (arrived) => process.send?.({ arrived }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
