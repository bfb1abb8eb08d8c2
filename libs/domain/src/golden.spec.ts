import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { adviceRules, refusalCodes, registerRules, roomRules, type LedgerKind, type RuleBook } from '@consilium/domain';
import {
  goldenFiles,
  GoldenRegister,
  judgedAgain,
  replayed,
  stateHash,
  type GoldenAccepted,
  type GoldenRefused,
  type GoldenWorld,
} from '@consilium/testkit/domain';

type Book = RuleBook<unknown>;
const books: Readonly<Record<LedgerKind, Book>> = {
  register: registerRules,
  room: roomRules,
  advice: adviceRules,
};

const vectors = path.join(__dirname, '../vectors');
const versions = readdirSync(vectors).filter((name) => /^rules-\d+$/.test(name));

const read = (...parts: string[]): unknown => JSON.parse(readFileSync(path.join(vectors, ...parts), 'utf8'));
const worldOf = (version: string, name: string): GoldenWorld => read(version, 'worlds', `${name}.json`) as GoldenWorld;
const named = (version: string, folder: string): string[] =>
  readdirSync(path.join(vectors, version, folder)).map((file) => file.slice(0, -'.json'.length));

function register(version: string, name: string): GoldenRegister {
  return new GoldenRegister(registerRules, name === '' ? { steps: [] } : worldOf(version, name));
}

/** The state after every step of a world; undefined of none. */
function replay(version: string, name: string, by: GoldenRegister): unknown {
  if (name === '') return undefined;
  const { kind, steps } = worldOf(version, name);
  return steps.reduce<unknown>((state, step) => replayed(books[kind], state, step, by.at(step.registerSeq)), undefined);
}

describe.each(versions)('%s', (version) => {
  test.each(named(version, 'accepted'))('the ledger %s stands for ever, and ends in the same state', (name) => {
    const golden = read(version, 'accepted', `${name}.json`) as GoldenAccepted;
    expect(stateHash(replay(version, golden.world, register(version, golden.register)))).toBe(golden.state);
  });

  test.each(named(version, 'refused'))('%s is refused for ever', (code) => {
    const golden = read(version, 'refused', `${code}.json`) as GoldenRefused;
    const by = register(version, golden.register);
    const before = replay(version, golden.world, by);
    const applied = judgedAgain(books[golden.kind], before, golden.refused, by.at(golden.refused.registerSeq));
    expect(applied).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('the golden ledgers of the newest version', () => {
  const newest = versions.toSorted().at(-1) ?? '';

  test('hold every type of entry of every book', () => {
    const types = named(newest, 'accepted').flatMap((name) => {
      const { world } = read(newest, 'accepted', `${name}.json`) as GoldenAccepted;
      const { kind, steps } = worldOf(newest, world);
      return steps.map(({ entry }) => `${kind} ${entry.type}`);
    });
    // Checkpoints have their form and stand nowhere yet.
    const known = Object.values(books)
      .flatMap((book) => Object.keys(book.bodies(1)).map((type) => `${book.kind} ${type}`))
      .filter((type) => type !== 'register checkpoint');
    expect([...new Set(types)].toSorted()).toEqual(known.toSorted());
  });

  test('refuse by every code there is', () => {
    expect(named(newest, 'refused').toSorted()).toEqual([...refusalCodes].toSorted());
  });

  test('are what the stories tell today: `npm run golden` makes them anew and says what changed', () => {
    for (const [file, content] of goldenFiles()) {
      expect(existsSync(path.join(vectors, newest, file))).toBe(true);
      expect(read(newest, file)).toEqual(JSON.parse(JSON.stringify(content)));
    }
  });
});
