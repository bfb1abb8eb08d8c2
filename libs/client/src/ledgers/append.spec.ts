import { type EntryId, Problem } from '@consilium/domain';
import {
  draft,
  type Draft,
  ledgerIdOf,
  newEntryId,
  placeAfter,
  readEntry,
  sealBatch,
  type SealedEntry,
} from '@consilium/ledger';
import {
  type Diary,
  diaryBook,
  filled,
  now,
  placeOf,
  registerHash,
  registerOf,
  room,
  root,
  randomising,
  somebody,
  type Somebody,
} from '@consilium/testkit/ledger';
import type { StoredEntry } from '@consilium/contracts';
import { ServiceClock } from '../service/clock';
import type { Transport } from '../service/transport';
import { append, type Author } from './append';
import { Log } from './log';

type Answer = (sent: readonly SealedEntry[]) => Promise<{ now: number; stored?: StoredEntry[] }>;

/** What a service answers that stored these. */
const storedOf = (sent: readonly SealedEntry[]): Promise<StoredEntry[]> =>
  Promise.all(
    sent.map(async (wire) => {
      const { skeleton, hash } = await readEntry(diaryBook, wire);
      return { id: skeleton.id, hash };
    }),
  );

/** A case on a service that keeps entries, and answers an append as the test says. */
async function written() {
  const [alice, bob, service] = await Promise.all([somebody(1), somebody(2), somebody(3)]);
  const kept = (await room(alice, 2)).map((wire): SealedEntry => ({ ...wire }));
  const [first] = kept;
  if (first === undefined) throw new Error('no genesis');
  const answers: { next: Answer; sent: number } = { next: () => Promise.resolve({ now }), sent: 0 };
  const call = async (
    _noun: string,
    act: string,
    input: { after: number; entries: SealedEntry[] },
  ): Promise<unknown> => {
    if (act === 'append') {
      answers.sent += 1;
      const answer = await answers.next(input.entries);
      return { stored: await storedOf(input.entries), ...answer };
    }
    const entries = kept.slice(input.after + 1);
    return { kind: 'room', entries, head: { seq: kept.length - 1, hash: '' }, now };
  };
  const transport = { call } as unknown as Transport;
  const clock = new ServiceClock();
  const reader = registerOf([alice, bob], service.signer);
  const judging = () => Promise.resolve({ register: reader, expectRoot: root });
  const log = new Log<Diary>('room', ledgerIdOf('room', first), diaryBook, {
    transport,
    clock,
    changed: () => undefined,
    judging,
  });
  await log.sync();
  const author: Author = {
    by: alice.id,
    signer: alice.signer,
    transport,
    clock,
    register: () => ({ head: { seq: 0, hash: registerHash }, rules: 1 }),
    // Nobody of a diary is told anything.
    view: () => undefined as never,
    syncRegister: () => Promise.resolve(),
  };
  /** As at the device: the same id each time, sealed anew. */
  const write = (id: EntryId) =>
    append(author, { log, reliesOn: () => '', build: () => Promise.resolve([invites(id, 77)]) });
  const entryBy = async (who: Somebody, what: Draft): Promise<SealedEntry> => {
    if (log.replica === undefined) throw new Error('nothing verified yet');
    const [entry] = await sealBatch(diaryBook, [what], placeOf(who, placeAfter(log.replica)));
    if (entry === undefined) throw new Error('nothing written');
    return { ...entry };
  };
  return { alice, bob, author, log, kept, answers, write, entryBy };
}

const invites = (id: EntryId, person: number): Draft =>
  draft({ type: 'invite', scope: 'room', body: { person: filled(person, 16) }, id });
const usedId = () => Promise.reject(new Problem('wrong-state', 'This id is used.', { reason: 'id-used' }));

test('what was stored while its answer got lost is found again, and sent a second time it is written once', async () => {
  const { log, kept, answers, write } = await written();
  const id = newEntryId();
  answers.next = (sent) => {
    kept.push(...sent);
    return Promise.reject(new Problem('unavailable', 'No answer.', { unreached: true }));
  };
  await expect(write(id)).rejects.toThrow(Problem);
  answers.next = usedId;
  await write(id);
  expect([answers.sent, log.headSeq, log.entries.filter(({ entry }) => entry.id === id).length]).toEqual([2, 3, 1]);
});

test('sent again after a lost answer and signed otherwise, what stands in the record is fetched: no alarm, written once', async () => {
  const { author, log, kept, answers } = await written();
  const id = newEntryId();
  const signer = await randomising(new Uint8Array(32).fill(1));
  const again = () =>
    append({ ...author, signer }, { log, reliesOn: () => '', build: () => Promise.resolve([invites(id, 77)]) });
  let first: readonly SealedEntry[] = [];
  answers.next = (sent) => {
    first = sent;
    return Promise.reject(new Problem('unavailable', 'No answer.', { unreached: true }));
  };
  await expect(again()).rejects.toThrow('No answer.');
  kept.push(...first);
  answers.next = async (sent) => {
    expect(sent[0]?.jws).not.toBe(first[0]?.jws);
    return { now, stored: await storedOf(first) };
  };
  await again();
  expect([log.alarm, log.replica?.head.hash]).toEqual(['', (await storedOf(first))[0]?.hash]);
  expect(log.entries.filter(({ entry }) => entry.id === id)).toHaveLength(1);
});

test('another person’s entry under the id of one’s own is not taken for it', async () => {
  const { bob, kept, answers, write, entryBy } = await written();
  const id = newEntryId();
  const squatted = await entryBy(bob, invites(id, 77));
  answers.next = () => {
    kept.push(squatted);
    return usedId();
  };
  await expect(write(id)).rejects.toThrow(/Something else stands in the record/);
  expect(answers.sent).toBe(1);
});

test('one’s own entry under the same id with other content is not taken for it either', async () => {
  const { alice, kept, answers, write, entryBy } = await written();
  const id = newEntryId();
  kept.push(await entryBy(alice, invites(id, 78)));
  answers.next = usedId;
  await expect(write(id)).rejects.toThrow(/Something else stands in the record/);
});

test('what was judged before others’ entries came is judged again on top of them, never placed behind them as it is', async () => {
  const { bob, author, log, kept, answers, entryBy } = await written();
  const id = newEntryId();
  answers.next = async (sent) => {
    const [first] = await Promise.all(sent.map((wire) => readEntry(diaryBook, wire)));
    const head = { seq: kept.length - 1 };
    if (first?.skeleton.seq !== kept.length)
      throw new Problem('wrong-state', 'Moved on.', { reason: 'head-moved', head });
    kept.push(...sent);
    return { now };
  };
  const judgedOn: number[] = [];
  const build = async (state: Diary): Promise<readonly Draft[]> => {
    judgedOn.push(state.seen.length);
    if (judgedOn.length === 1) {
      kept.push(await entryBy(bob, invites(newEntryId(), 78)));
      await log.sync();
    }
    return [invites(id, 77)];
  };
  await append(author, { log, reliesOn: () => '', build });
  expect(judgedOn).toEqual([3, 4]);
  expect(log.headSeq).toBe(4);
});

test('what changes what the person relied on while it is on its way is shown to them before it is sent again', async () => {
  const { bob, author, log, kept, answers, entryBy } = await written();
  const others = await entryBy(bob, invites(newEntryId(), 78));
  const own = newEntryId();
  answers.next = (sent) => {
    kept.push(...(answers.sent === 1 ? [others] : sent));
    if (answers.sent > 1) return Promise.resolve({ now });
    const head = { seq: kept.length - 1 };
    return Promise.reject(new Problem('wrong-state', 'Moved on.', { reason: 'head-moved', head }));
  };
  const reliesOn = (state: Diary): string => String(state.seen.length);
  const build = () => Promise.resolve([invites(own, 77)]);
  await expect(append(author, { log, reliesOn, build })).rejects.toThrow(
    /^The case changed while you were writing: .* Look again, then send it again\.$/,
  );
  expect([answers.sent, log.headSeq, log.has(own)]).toEqual([1, 3, false]);
});

test('nothing is sent to a record that goes on where this build cannot read it', async () => {
  const { log, answers, write } = await written();
  log.held = 'A newer version of Consilium is needed to read this. Reload.';
  await expect(write(newEntryId())).rejects.toEqual(new Problem('unavailable', log.held));
  expect(answers.sent).toBe(0);
});

test('what the register has to be newer for waits where this build cannot read the register to its end', async () => {
  const { author, log, answers } = await written();
  const newer = new Problem('unavailable', 'A newer version of Consilium is needed to read this. Reload.');
  answers.next = () => Promise.reject(new Problem('wrong-state', 'Moved on.', { reason: 'register-moved' }));
  const behind = { ...author, syncRegister: () => Promise.reject(newer) };
  const build = () => Promise.resolve([invites(newEntryId(), 77)]);
  await expect(append(behind, { log, reliesOn: () => '', build })).rejects.toBe(newer);
  expect(answers.sent).toBe(1);
});

test('nothing is written while rules are in force that this build does not know', async () => {
  const { author, log, answers } = await written();
  const rules = log.book.knows + 1;
  const told = { ...author, register: () => ({ ...author.register(), rules }) };
  const build = () => Promise.resolve([invites(newEntryId(), 77)]);
  await expect(append(told, { log, reliesOn: () => '', build })).rejects.toEqual(
    new Problem('unavailable', 'A newer version of Consilium is needed to write here. Reload.'),
  );
  expect(answers.sent).toBe(0);
});
