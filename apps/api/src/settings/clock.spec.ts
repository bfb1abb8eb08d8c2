import { SystemClock } from './clock';

/** By how much time went on here, and by how much the clock on the wall was set. */
const machine = { passed: 0, set: 0 };

beforeEach(() => {
  Object.assign(machine, { passed: 0, set: 0 });
});

/** A machine whose clock can be set, and its database's. */
class SetClock extends SystemClock {
  protected override read() {
    return { wall: 1_000_000 + machine.passed + machine.set, steady: 50 + machine.passed };
  }

  /** Time goes on. */
  passes(seconds: number): this {
    machine.passed += seconds;
    return this;
  }

  /** Somebody sets the clock on the wall. */
  isSet(seconds: number): this {
    machine.set += seconds;
    return this;
  }

  /** What the database says, ahead of the world by so much. */
  against(ahead = 0): number {
    return this.apart(1_000_000 + machine.passed + ahead);
  }
}

test('a clock that agrees with the database and goes as fast as the machine is not apart, however long', () => {
  const clock = new SetClock();
  expect([clock.against(), clock.passes(90_000).against(), clock.against(3)]).toEqual([0, 0, 3]);
});

test('a clock that is set parts from what cannot be set, and from a database that was not', () => {
  const clock = new SetClock().isSet(3600);
  expect([clock.against(), clock.against(3600)]).toEqual([3600, 3600]);
  expect(clock.isSet(-3600).against()).toBe(0);
});

test('a database whose clock is set is as bad', () => {
  expect(new SetClock().against(-40)).toBe(40);
});

test('a step that has stood for ten minutes, and that the database shares, is a clock that was set right', () => {
  const clock = new SetClock().isSet(3600);
  for (let seconds = 0; seconds < 600; seconds += 60) expect(clock.passes(60).against(3600)).toBe(3600);
  expect(clock.passes(60).against(3600)).toBe(0);
  expect(clock.isSet(-3600).against()).toBe(3600);
});

test('one that the database does not share is none, and neither is one that goes on changing', () => {
  const alone = new SetClock().isSet(3600);
  for (let seconds = 0; seconds < 1800; seconds += 60) alone.passes(60).against();
  expect(alone.against()).toBe(3600);
  Object.assign(machine, { passed: 0, set: 0 });
  const runs = new SetClock();
  for (let by = 60; by <= 1800; by += 60) runs.passes(60).isSet(60).against(by);
  expect(runs.against(1800)).toBe(1800);
});

test('what lay unused is over by the earliest of the three, so that a clock set ahead ends nothing', () => {
  const world = () => 1_000_000 + machine.passed;
  const clock = new SetClock().passes(10);
  expect(clock.sure(world())).toBe(1_000_010);
  // The database on the same machine goes by the same wall.
  expect(clock.isSet(3600).sure(world() + 3600)).toBe(1_000_010);
  expect(clock.sure(world() - 5)).toBe(1_000_005);
  expect(clock.isSet(-7200).sure(world())).toBe(1_000_010 - 3600);
});
