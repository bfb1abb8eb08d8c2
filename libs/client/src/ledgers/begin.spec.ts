import { Problem, type Hash } from '@consilium/domain';
import { advance, ledgerIdOf, readEntry, type SealedEntry } from '@consilium/ledger';
import {
  beginning,
  diaryBook,
  type Diary,
  filled,
  invitation,
  now,
  registerHash,
  registerOf,
  room,
  root,
  somebody,
} from '@consilium/testkit/ledger';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { begin, sealedHere, type Author } from './append';
import { Log } from './log';

/** A new case as alice begins it, with one entry that follows; what the service was sent. */
async function begun(answer: () => Promise<unknown> = () => Promise.resolve({ now: now + 40 })) {
  const alice = await somebody(1);
  const clock = new ServiceClock();
  clock.hear(now);
  const calls: { ledger: string; kind: string; entries: SealedEntry[] }[] = [];
  let looked = 0;
  const transport = {
    call: (_noun: string, _act: string, input: (typeof calls)[number]) => {
      calls.push(input);
      return answer();
    },
  } as unknown as Transport;
  const syncRegister = () => Promise.resolve(void (looked += 1));
  const asked: [string, number][] = [];
  const follow = (ledger: string, at: number) => {
    asked.push([ledger, at]);
    return Promise.resolve([invitation(77)]);
  };
  const begins = (rules = 1) => {
    const register = () => ({ head: { seq: 0, hash: registerHash }, rules });
    // Nobody of a diary is told anything.
    const view = () => undefined as never;
    const author: Author = { by: alice.id, signer: alice.signer, transport, clock, register, view, syncRegister };
    return begin(author, diaryBook, root, beginning, follow);
  };
  return { clock, calls, asked, begins, looked: () => looked };
}

test('a new record is sent as one with what follows it, under the id that its first entry gives it', async () => {
  const { clock, calls, asked, begins } = await begun();
  const { ledger, send } = await begins();
  expect(calls).toEqual([]);
  const entries = await send();
  expect(calls).toMatchObject([{ kind: 'room', ledger: '', entries }]);
  const [first, second] = await Promise.all(entries.map((wire) => readEntry(diaryBook, wire)));
  expect(entries).toHaveLength(2);
  expect([entries[0] && ledgerIdOf('room', entries[0]), asked]).toEqual([ledger, [[ledger, first?.skeleton.at]]]);
  expect([first?.skeleton.seq, second?.skeleton.seq, second?.skeleton.prev]).toEqual([0, 1, first?.hash]);
  expect(clock.stamp()).toBeGreaterThanOrEqual(now + 40);
});

test('no record is begun under rules that this build does not know', async () => {
  const { begins, calls } = await begun();
  await expect(begins(2)).rejects.toMatchObject({ kind: 'unavailable', details: { newer: 'rules' } });
  expect(calls).toEqual([]);
});

test('where the register moved on while a record is begun it is asked for, and its person is told', async () => {
  for (const [reason, expected] of [
    ['register-moved', 1],
    ['clock', 0],
  ] as const) {
    const refused = new Problem('wrong-state', 'Not now.', { reason });
    const { begins, looked } = await begun(() => Promise.reject(refused));
    const { send } = await begins();
    await expect(send()).rejects.toBe(refused);
    expect([reason, looked()]).toEqual([reason, expected]);
  }
});

/** A case of which nothing was read, on a service that is not asked. */
const unread = (clock: ServiceClock): Log<Diary> =>
  new Log('room', root, diaryBook, {
    transport: {} as Transport,
    clock,
    changed: () => undefined,
    judging: () => Promise.resolve({ expectRoot: root }),
  });

/** Alice, and a case of three entries as her device knows it. */
async function here() {
  const [alice, service] = await Promise.all([somebody(1), somebody(3)]);
  const clock = new ServiceClock();
  clock.hear(now);
  const register = registerOf([alice], service.signer);
  const { replica } = await advance(diaryBook, undefined, await room(alice, 2), { register, expectRoot: root });
  const log = unread(clock);
  log.replica = replica;
  const known = () => ({ head: { seq: 0, hash: registerHash }, rules: 1 });
  const author = { by: alice.id, signer: alice.signer, clock, register: known } as Author;
  return { author, log };
}

const dated = (sent: readonly SealedEntry[]): Promise<number[]> =>
  Promise.all(sent.map(async (wire) => (await readEntry(diaryBook, wire)).skeleton.at));

test('an entry names the newest register known: the author’s, or the record’s where that is newer', async () => {
  const newer = filled<Hash>(7, 32);
  for (const [seq, named] of [
    [1, { seq: 1, hash: newer }],
    [0, { seq: 0, hash: newer }],
    [-1, { seq: 0, hash: registerHash }],
  ] as const) {
    const { author, log } = await here();
    const register = () => ({ head: { seq, hash: newer }, rules: 1 });
    const [wire] = await sealedHere({ ...author, register }, log, [invitation(77)]);
    if (wire === undefined) throw new Error('nothing sealed');
    expect((await readEntry(diaryBook, wire)).skeleton.register).toEqual(named);
  }
});

test('what another call brings along is signed for the place after all that is here, and not before a gesture', async () => {
  const { author, log } = await here();
  const at = async (notBefore?: number) => dated(await sealedHere(author, log, [invitation(77)], notBefore));
  const [wire] = await sealedHere(author, log, [invitation(77)]);
  if (wire === undefined) throw new Error('nothing sealed');
  expect((await readEntry(diaryBook, wire)).skeleton).toMatchObject({ seq: 3, prev: log.replica?.head.hash });
  expect(await at(now + 900)).toEqual([now + 900]);
  expect((await at())[0]).toBeLessThan(now + 100);
});

test('for a record of which nothing is here nothing is signed', async () => {
  const { author } = await here();
  expect(() => sealedHere(author, unread(author.clock), [invitation(77)])).toThrow(
    new Problem('not-found', 'There is nothing here for you.'),
  );
});
