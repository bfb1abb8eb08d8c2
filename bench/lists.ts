import { cookieJar, httpTransport, type Door } from '@consilium/client';
import { median, quantile, say, sayTarget, timed } from './measure/figures';
import { openCase, ownerOf } from './system/people';
import { onPlace } from './system/on-place';
import type { Place } from './system/place';

/**
 * The list of one person's thousand cases, asked of one process: whole, by page, and what changed since; against asking every
 * case's own door what they are to it, one after another, which keeps a verified replica of each as the list once did. More
 * doors are asked than a process keeps replicas of, so each is replayed.
 */
const cases = 1000;
const atOnce = 8;
const rounds = 40;
const doorRounds = 2;
const mostMilliseconds = 200;

type Transport = ReturnType<typeof httpTransport>;

async function openCases(door: Door): Promise<void> {
  let begun = 1;
  const worker = async (): Promise<void> => {
    while (begun < cases) {
      begun += 1;
      await openCase(door);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

interface Read {
  readonly ledgers: readonly string[];
  readonly mark: string;
  readonly pages: readonly number[];
}

async function list(transport: Transport, since: string): Promise<Read> {
  const ledgers: string[] = [];
  const pages: number[] = [];
  let [after, mark] = ['', ''];
  do {
    const began = performance.now();
    const page = await transport.call('ledgers', 'mine', { since, after });
    pages.push(performance.now() - began);
    ledgers.push(...page.ledgers.filter(({ kind }) => kind === 'room').map(({ ledger }) => ledger));
    if (mark === '') mark = page.mark;
    after = page.next;
  } while (after !== '');
  return { ledgers, mark, pages };
}

async function measure(place: Place): Promise<number> {
  const cookies = cookieJar();
  const { owner, room } = await ownerOf(place.origin, place.setUpCode, { cookies });
  await openCases(owner.door);
  const thread = (await owner.door.room(room)).threads[0]?.thread ?? '';
  const transport = httpTransport({ origin: place.origin, cookies });
  const { ledgers, mark } = await list(transport, '');
  if (ledgers.length !== cases) throw new Error(`${String(ledgers.length)} cases were listed`);
  await owner.door.say(room, thread, 'Would you excise?', '');
  const times = { whole: [] as number[], page: [] as number[], changes: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.whole.push(
      await timed(async () => {
        times.page.push(...(await list(transport, '')).pages);
      }),
    );
    times.changes.push(await timed(() => list(transport, mark)));
  }
  const doors: number[] = [];
  for (let round = 0; round < doorRounds; round += 1) {
    doors.push(
      await timed(async () => {
        for (const ledger of ledgers) await transport.call('ledgers', 'standing', { ledger });
      }),
    );
  }
  say(`${String(cases)} cases, whole, all pages: median`, median(times.whole), 'ms');
  say('one page: median', median(times.page), 'ms');
  say('what changed since: median', median(times.changes), 'ms');
  say(`every case's own door, one after another: median of ${String(doorRounds)}`, median(doors), 'ms');
  sayTarget(`${String(cases)} cases, whole, all pages: 95 of 100`, quantile(times.whole, 0.95), mostMilliseconds, 'ms');
  sayTarget('one page: 95 of 100', quantile(times.page, 0.95), mostMilliseconds, 'ms');
  sayTarget('what changed since: 95 of 100', quantile(times.changes, 0.95), mostMilliseconds, 'ms');
  await owner.door.lock();
  return median(times.whole) / median(doors);
}

onPlace(measure);
