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

type Answer = (sent: readonly SealedEntry[]) => Promise<{ now: number; stored?: StoredEntry[]; signed?: string }>;

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
    const [newest] = await storedOf(kept.slice(-1));
    return { kind: 'room', entries, head: { seq: kept.length - 1, hash: newest?.hash ?? '' }, now };
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

const heldUp = (details: Readonly<Record<string, unknown>>): Problem =>
  new Problem('wrong-state', 'The service takes it otherwise.', details);

/** How entries that were sent are dated. */
const dated = (sent: readonly SealedEntry[]): Promise<number[]> =>
  Promise.all(sent.map(async (wire) => (await readEntry(diaryBook, wire)).skeleton.at));

/** Refuses the first try for this reason and keeps the second; the dates of both. */
async function refusedOnce(details: Readonly<Record<string, unknown>>) {
  const story = await written();
  const dates: number[] = [];
  story.answers.next = async (sent) => {
    dates.push(...(await dated(sent)));
    if (story.answers.sent === 1) throw heldUp(details);
    story.kept.push(...sent);
    return { now };
  };
  return { ...story, dates };
}

test('what the service refuses for its time is dated by the time it names, and sent again', async () => {
  const { author, log, write, dates } = await refusedOnce({ reason: 'clock', now: now + 500 });
  // Whatever else it says of the time meanwhile.
  log.sync = () => Promise.resolve();
  const own = newEntryId();
  const { drafts } = await write(own);
  expect(dates[0]).toBeLessThan(now + 100);
  expect(dates[1]).toBeGreaterThanOrEqual(now + 500);
  expect([drafts.map(({ id }) => id), log.has(own)]).toEqual([[own], true]);
  expect(author.clock.stamp()).toBeLessThan(now + 100);
});

test('a least date that the service asks for holds for that entry, and the clock is not set by it', async () => {
  const { author, log, write, dates } = await refusedOnce({ reason: 'clock', at: now + 700 });
  await write(newEntryId());
  expect(dates[1]).toBe(now + 700);
  expect(log.headSeq).toBe(3);
  expect(author.clock.stamp()).toBeLessThan(now + 100);
});

test('times that are none, or that come with another reason, date nothing', async () => {
  for (const details of [
    { reason: 'clock', now: 'soon', at: 'soon' },
    { reason: 'head-moved', now: now + 500, at: now + 700 },
  ]) {
    const { write, dates } = await refusedOnce(details);
    await write(newEntryId());
    expect(dates).toHaveLength(2);
    expect(Math.max(...dates)).toBeLessThan(now + 100);
  }
});

test('nothing is dated before what a gesture names, nor before what stands in the record', async () => {
  const { author, log, kept, answers } = await written();
  const dates: number[] = [];
  answers.next = async (sent) => {
    dates.push(...(await dated(sent)));
    kept.push(...sent);
    return { now };
  };
  const writing = { log, reliesOn: () => '' };
  await append(author, { ...writing, notBefore: now + 300, build: () => Promise.resolve([invites(newEntryId(), 77)]) });
  await append(author, { ...writing, build: () => Promise.resolve([invites(newEntryId(), 78)]) });
  expect(dates).toEqual([now + 300, now + 300]);
});

test('where the two clocks leave other people as readers nothing is sent', async () => {
  const { author, log, answers } = await written();
  const reliesOn = (_state: Diary, at: number): string => (at >= now + 300 ? 'one' : 'two');
  const build = () => Promise.resolve([invites(newEntryId(), 77)]);
  await expect(append(author, { log, reliesOn, build, notBefore: now + 300 })).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringMatching(/^The clock of the service is behind/) as string,
  });
  expect(answers.sent).toBe(0);
});

test('what is not to be mended by another try is passed on as it is, after one', async () => {
  for (const refused of [
    heldUp({ reason: 'quota' }),
    heldUp({}),
    new Problem('not-allowed', 'Not yours.', { reason: 'head-moved' }),
    new TypeError('broken'),
  ]) {
    const { answers, write } = await written();
    answers.next = () => Promise.reject(refused);
    await expect(write(newEntryId())).rejects.toBe(refused);
    expect(answers.sent).toBe(1);
  }
});

test('a service that was not reached is not asked again for what it has', async () => {
  const { log, answers, write } = await written();
  let looked = 0;
  log.sync = () => Promise.resolve(void (looked += 1));
  answers.next = () => Promise.reject(new Problem('unavailable', 'No answer.', { unreached: true, reason: 'clock' }));
  await expect(write(newEntryId())).rejects.toMatchObject({ kind: 'unavailable', details: { unreached: true } });
  expect([looked, answers.sent]).toEqual([0, 1]);
});

test('what came before it is asked for, unless the live connection brought it', async () => {
  for (const [head, expected] of [
    [{ seq: 2 }, 0],
    [{ seq: 3 }, 1],
    ['2', 1],
    [undefined, 1],
    [JSON.parse('null') as unknown, 1],
  ] as const) {
    const { log, write } = await refusedOnce({ reason: 'head-moved', head });
    let looked = 0;
    const sync = log.sync.bind(log);
    log.sync = () => {
      looked += 1;
      return sync();
    };
    await write(newEntryId());
    expect([head, looked]).toEqual([head, expected]);
  }
});

test('only where the register moved on is the register asked for', async () => {
  for (const [reason, expected] of [
    ['register-moved', 1],
    ['head-moved', 0],
    ['clock', 0],
  ] as const) {
    const { author, log } = await refusedOnce({ reason });
    let looked = 0;
    const syncRegister = () => Promise.resolve(void (looked += 1));
    const own = newEntryId();
    const build = () => Promise.resolve([invites(own, 77)]);
    await append({ ...author, syncRegister }, { log, reliesOn: () => '', build });
    expect([reason, looked, log.has(own)]).toEqual([reason, expected, true]);
  }
});

test('where others are always faster the person is told in the end, and nothing is lost', async () => {
  const { author, log, answers } = await written();
  answers.next = () => Promise.reject(heldUp({ reason: 'head-moved', head: { seq: 2 } }));
  const build = () => Promise.resolve([invites(newEntryId(), 77)]);
  await expect(append(author, { log, reliesOn: () => '', build })).rejects.toMatchObject({
    kind: 'wrong-state',
    message: 'Others are writing at the same moment. What you wrote is kept; try again.',
  });
  expect([answers.sent, log.headSeq]).toEqual([60, 2]);
});

test('where there is nothing to say nothing is sent', async () => {
  const { author, log, answers } = await written();
  expect(await append(author, { log, reliesOn: () => '', build: () => Promise.resolve([]) })).toEqual({ drafts: [] });
  expect(answers.sent).toBe(0);
});

test('the service’s word on what it took is kept, and its time heard', async () => {
  const { author, log, kept, answers, write } = await written();
  const word = { now: now + 40, signed: 'word' };
  answers.next = (sent) => {
    kept.push(...sent);
    return Promise.resolve(word);
  };
  await write(newEntryId());
  expect(log.word).toBe('word');
  expect(author.clock.stamp()).toBeGreaterThanOrEqual(now + 40);
});
