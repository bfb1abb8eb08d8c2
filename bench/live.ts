import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cookieJar, httpTransport, type Door, type Transport } from '@consilium/client';
import { io, type Socket } from 'socket.io-client';
import { RunningProgram } from '../tools/child-program';
import { quantile, say, sayMachine, sayRatio } from './measure/figures';
import { toItsEnd } from './measure/to-its-end';
import type { Arrivals, Order } from './members/orders';
import { approveAll, links, openCase, ownerOf } from './system/people';
import { Place } from './system/place';

/**
 * From "say" until every member of a room, in another process, has verified and opened what was said, at 5 posts a
 * second; against a bare socket.io server with one INSERT that fans the same number of bytes out to as many clients.
 * The two take turns, a tenth of a second apart, in one run.
 */
const between = 200;
const runs = [
  { members: 10, posts: 150 },
  { members: 100, posts: 50 },
] as const;
const filler = 'The border is irregular at two o’clock and the colour varies; I would want to see it again. ';
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

class Members {
  private constructor(private readonly child: ChildProcess) {}

  static start(origin: string): Members {
    const file = path.join(__dirname, 'members', 'main.js');
    return new Members(fork(file, { env: { ...process.env, BENCH_ORIGIN: origin } }));
  }

  ask(order: Order): Promise<Arrivals | undefined> {
    return new Promise((resolve, reject) => {
      this.child.once('message', (answer: { arrived?: Arrivals }) => {
        this.child.removeAllListeners('exit');
        resolve(answer.arrived);
      });
      this.child.once('exit', () => {
        reject(new Error('the process with the members ended'));
      });
      this.child.send(order);
    });
  }

  end(): void {
    this.child.removeAllListeners('exit');
    this.child.kill('SIGTERM');
  }
}

/** Counts the bytes of what is appended, so that the echo carries as many. */
function weighing(transport: Transport): { readonly transport: Transport; readonly last: () => number } {
  let last = 0;
  return {
    last: () => last,
    transport: {
      ...transport,
      call: (noun, act, input) => {
        if (noun === 'ledgers' && act === 'append') last = JSON.stringify(input).length;
        return transport.call(noun, act, input);
      },
    },
  };
}

interface Stage {
  readonly door: Door;
  readonly echo: Socket;
  readonly members: Members;
  readonly bytes: () => number;
}

interface Run {
  readonly room: string;
  readonly members: number;
  readonly posts: number;
  /** Number of the first post: the two runs share the members' memory. */
  readonly first: number;
}

/** Milliseconds from each post until the last of all members had it. */
function untilAll(
  sent: ReadonlyMap<number, number>,
  arrived: readonly [number, number[]][],
  members: number,
): number[] {
  const times = new Map(arrived);
  return [...sent].map(([post, at]) => {
    const each = times.get(post) ?? [];
    if (each.length !== members)
      throw new Error(`post ${String(post)} reached ${String(each.length)} of ${String(members)}`);
    return Math.max(...each) - at;
  });
}

interface Sent {
  readonly ours: Map<number, number>;
  readonly echo: Map<number, number>;
}

const warmUp = 10;

/** Posts and echoes in turn; gives when each was sent. The first few are not counted. */
async function post({ door, echo, bytes }: Stage, { room, posts, first }: Run): Promise<Sent> {
  const thread = (await door.room(room)).threads[0]?.thread ?? '';
  const sent: Sent = { ours: new Map(), echo: new Map() };
  const saying: Promise<void>[] = [];
  for (let index = 0; index < posts + warmUp; index++) {
    const [number, due] = [first + index, now() + between];
    if (index >= warmUp) sent.ours.set(number, now());
    saying.push(door.say(room, thread, `${String(number)} ${filler}`, ''));
    await pause(between / 2);
    if (index >= warmUp) sent.echo.set(number, now());
    echo.emit('say', { post: number, said: 'x'.repeat(bytes()) });
    await pause(Math.max(0, due - now()));
  }
  await Promise.all(saying);
  return sent;
}

/** What the members noted, once everything sent has reached all of them, or after two minutes. */
async function report({ members }: Stage, run: Run): Promise<Arrivals> {
  const last = run.first + run.posts + warmUp - 1;
  const until = now() + 120_000;
  for (;;) {
    const arrived = await members.ask({ act: 'report' });
    if (arrived === undefined) throw new Error('the members did not answer');
    const isThere = (times: readonly [number, number[]][]): boolean => new Map(times).get(last)?.length === run.members;
    if ((isThere(arrived.doors) && isThere(arrived.echoes)) || now() > until) return arrived;
    await pause(500);
  }
}

async function measure(stage: Stage, run: Run): Promise<number> {
  const sent = await post(stage, run);
  const { doors, echoes } = await report(stage, run);
  const ours = untilAll(sent.ours, doors, run.members);
  const bare = untilAll(sent.echo, echoes, run.members);
  const label = `${String(run.members)} members`;
  say(`${label}: bytes of one post on the wire`, stage.bytes(), 'bytes');
  for (const [name, q] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    say(`${label}: echo with one INSERT, until all have it, ${name}`, quantile(bare, q), 'ms');
    say(`${label}: post until all have verified and opened it, ${name}`, quantile(ours, q), 'ms');
    say(`${label}: ${name}, ours to the echo`, quantile(ours, q) / quantile(bare, q), '');
  }
  return quantile(ours, 0.5) / quantile(bare, 0.5);
}

async function inviteAll(door: Door, room: string, count: number): Promise<void> {
  const numberOf = ({ name }: { readonly name: string }): number => Number(name.split(' ').at(-1));
  const invited = (await door.colleagues()).filter((colleague) => numberOf(colleague) < count);
  for (const { person } of invited) await door.invite(room, person);
}

async function startEcho(place: Place): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const echo = RunningProgram.start({
    name: 'The echo',
    file: path.join(__dirname, 'members', 'echo.js'),
    env: { DATABASE_URL: place.databaseUrl },
    log: place.log('echo'),
  });
  const { port } = await echo.message<{ port: number }>();
  return { port, stop: () => echo.stop() };
}

async function run(place: Place, members: Members, port: number): Promise<number> {
  const cookies = cookieJar();
  const { transport, last } = weighing(httpTransport({ origin: place.origin, cookies }));
  const { officer, hospital, owner } = await ownerOf(place.origin, place.setUpCode, { transport, cookies });
  const { door } = owner;
  const most = Math.max(...runs.map((each) => each.members));
  await members.ask({ act: 'join', links: await links(officer, hospital, most) });
  await approveAll(officer);
  const echo = io(`http://127.0.0.1:${String(port)}`, { transports: ['websocket'], forceNew: true });
  const ratios: number[] = [];
  let first = 1;
  let listening = 0;
  for (const { members: count, posts } of runs) {
    const room = await openCase(door);
    await inviteAll(door, room, count);
    await door.enter(room);
    await members.ask({ act: 'listen', room, from: 0, to: count });
    await members.ask({ act: 'hear', port, count: count - listening });
    listening = count;
    await pause(3000);
    ratios.push(await measure({ door, echo, members, bytes: last }, { room, members: count, posts, first }));
    first += posts + 100;
  }
  echo.disconnect();
  return ratios[0] ?? NaN;
}

async function main(): Promise<void> {
  sayMachine();
  const place = await Place.open();
  const [members, echo] = [Members.start(place.origin), await startEcho(place)];
  try {
    sayRatio(await run(place, members, echo.port));
  } finally {
    members.end();
    await echo.stop();
    await place.close();
  }
}

toItsEnd(main);
