import { Outbox } from '../../apps/api/src/ledgers/outbox/outbox';
import type { Handed, OutboxStore } from '../../apps/api/src/ledgers/outbox/outbox.store';
import type { Clocks } from '../../apps/api/src/storage/clocks';
import { log } from '../../apps/api/src/telemetry/log';
import type { Metrics } from '../../apps/api/src/telemetry/metrics';

const away = new Error('the database is away');
const row = (changes: Partial<Handed> = {}): Handed => ({
  ...{ id: 1, topic: 'tell', ledger: 'case', seq: 3, attempts: 1, every: null, newest: 1 },
  ...changes,
});

/** An outbox over tables that are a list: what was asked of them, and what the next look finds. */
function alone(failing: Partial<Record<keyof OutboxStore, boolean>> = {}) {
  const asked: unknown[] = [];
  const rows: Handed[] = [];
  const ages = new Map<string, number>();
  const gauges = new Map<string, () => number>();
  const ask = <T>(name: keyof OutboxStore, given: readonly unknown[], answer: () => T): Promise<T> => {
    asked.push([name, ...given]);
    return failing[name] === true ? Promise.reject(away) : Promise.resolve(answer());
  };
  const store: Partial<OutboxStore> = {
    take: (_, of) => ask('take', [[...of]], () => rows.shift()),
    done: (_, { id }, all) => ask('done', [id, all], () => undefined),
    again: (_, { id }) => ask('again', [id], () => undefined),
    later: (_, { id }, seconds) => ask('later', [id, seconds], () => undefined),
    expect: (_, chore, every) => ask('expect', [chore, every], () => undefined),
    ages: () => ask('ages', [], () => new Map(ages)),
  };
  const metrics: Pick<Metrics, 'gauge'> = { gauge: (name, _, read) => void gauges.set(name, read) };
  const clocks: Pick<Clocks, 'agree'> = { agree: () => Promise.resolve(true) };
  const outbox = new Outbox({} as never, store as OutboxStore, clocks as Clocks, metrics as Metrics);
  const said: unknown[] = [];
  const spies = (['error', 'warn'] as const).map((level) =>
    jest.spyOn(log, level).mockImplementation(((
      what: { topic?: string; attempts?: number; at: string[] },
      of: string,
    ) => {
      const { topic, attempts, at } = what;
      said.push([level, of, topic, attempts, at.length > 0]);
    }) as never),
  );
  let look = (): void => undefined;
  const timer = jest.spyOn(globalThis, 'setInterval').mockImplementation(((act: () => void, every: number) => {
    look = act;
    asked.push(['looks', every >= 11_250 && every <= 18_750]);
    return { unref: () => undefined };
  }) as never);
  const restore = (): void => {
    for (const spy of [timer, ...spies]) spy.mockRestore();
  };
  /** Whatever is under way is over, and what that brings about as well. */
  const settled = async (): Promise<void> => {
    for (let each = 0; each < 20; each += 1) await new Promise((wake) => setImmediate(wake));
  };
  const take = () => asked.splice(0);
  return { outbox, rows, ages, gauges, said, failing, settled, take, restore, look: () => look() };
}

describe('an outbox, alone', () => {
  let made: ReturnType<typeof alone>;
  beforeEach(() => {
    made = alone();
  });
  afterEach(() => {
    made.restore();
  });

  test('asks for its chores and looks as it begins and by the clock, for what it handles alone', async () => {
    const { outbox, settled, take, look } = made;
    outbox.handles('tell', () => Promise.resolve(), { asOne: false });
    outbox.every(30, 'ticks', () => Promise.resolve());
    await outbox.onApplicationBootstrap();
    await settled();
    expect(take()).toEqual([
      ['expect', 'ticks', 30],
      ['looks', true],
      ['take', ['tell', 'ticks']],
    ]);
    look();
    await settled();
    // What was asked for stands; only how old things are is looked at each time.
    expect(take()).toEqual([['ages'], ['take', ['tell', 'ticks']]]);
    await outbox.onApplicationShutdown();
    outbox.hint();
    await settled();
    expect(take()).toEqual([]);
  });

  test('asks again for a chore where the database took nothing, and says so', async () => {
    const { outbox, settled, take, look, failing, said } = made;
    failing.expect = true;
    outbox.every(30, 'ticks', () => Promise.resolve());
    await outbox.onApplicationBootstrap();
    await settled();
    expect(said).toEqual([['warn', 'outbox', undefined, undefined, true]]);
    take();
    failing.expect = false;
    look();
    await settled();
    expect(take()).toContainEqual(['expect', 'ticks', 30]);
  });

  test('tells how old the oldest of what follows an append is, and since when no sweep was through', async () => {
    const { outbox, settled, look, ages, gauges, failing, said } = made;
    const told = () =>
      ['consilium_outbox_age_seconds', 'consilium_tick_lag_seconds'].map((name) => gauges.get(name)?.());
    expect(told()).toEqual([0, 0]);
    await outbox.onApplicationBootstrap();
    for (const [topic, age] of Object.entries({ tell: 7, 'register-grew': 5, ticks: 40, 'sweep-pictures': 90 })) {
      ages.set(topic, age);
    }
    look();
    await settled();
    expect(told()).toEqual([7, 40]);
    // Where it cannot be known, what was known last.
    failing.ages = true;
    look();
    await settled();
    expect([told(), said]).toEqual([[7, 40], [['warn', 'outbox', undefined, undefined, true]]]);
  });

  test('has each row done by who handles it, the next of its topic after it', async () => {
    const { outbox, rows, settled, take } = made;
    const handed: number[] = [];
    let finish = (): void => undefined;
    outbox.handles('tell', ({ id }) => (handed.push(id), new Promise<void>((done) => (finish = done))), {
      asOne: true,
    });
    outbox.every(30, 'ticks', () => Promise.resolve());
    rows.push(row(), row({ id: 2, topic: 'ticks', every: 30 }));
    outbox.hint();
    outbox.hint();
    await settled();
    expect(handed).toEqual([1]);
    // While one of a topic is under way no other of it is taken.
    expect(take()).toEqual([
      ['take', ['tell', 'ticks']],
      ['take', ['ticks']],
      ['again', 2],
      ['take', ['ticks']],
    ]);
    finish();
    await settled();
    expect(take()).toEqual([
      ['done', 1, true],
      ['take', ['tell', 'ticks']],
    ]);
  });

  test('leaves for later what fails, longer each time, a chore no longer than until it is due', async () => {
    const { outbox, rows, settled, take, said } = made;
    const fails = (): Promise<void> => Promise.reject(new Error('no'));
    outbox.handles('tell', fails, { asOne: false });
    outbox.every(30, 'ticks', fails);
    rows.push(
      row({ attempts: 3 }),
      row({ id: 2, attempts: 12 }),
      row({ id: 3, topic: 'ticks', attempts: 9, every: 30 }),
    );
    outbox.hint();
    await settled();
    expect(take().filter((each) => (each as [string])[0] !== 'take')).toEqual([
      ['later', 1, 8],
      ['later', 2, 600],
      ['later', 3, 30],
    ]);
    expect(said).toEqual([
      ['error', 'outbox', 'tell', 3, true],
      ['error', 'outbox', 'tell', 12, true],
      ['error', 'outbox', 'ticks', 9, true],
    ]);
  });

  test('goes on where the database takes no word of what was done, or gives nothing to do', async () => {
    const { outbox, rows, settled, take, said, failing } = made;
    outbox.handles('tell', () => Promise.resolve(), { asOne: false });
    failing.done = true;
    rows.push(row());
    outbox.hint();
    await settled();
    expect(said.splice(0)).toEqual([['error', 'outbox', 'tell', undefined, true]]);
    failing.take = true;
    outbox.hint();
    await settled();
    expect(said.splice(0)).toEqual([['error', 'outbox', undefined, undefined, true]]);
    [failing.take, failing.done] = [false, false];
    take();
    rows.push(row({ id: 5 }));
    outbox.hint();
    await settled();
    expect(take()).toEqual([
      ['take', ['tell']],
      ['done', 5, false],
      ['take', ['tell']],
    ]);
  });
});
