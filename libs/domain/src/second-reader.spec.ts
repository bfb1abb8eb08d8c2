import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  everyCase,
  GoldenRegister,
  judgedAgain,
  lots,
  otherClearances,
  otherCaptures,
  otherConsents,
  replayed,
  type GoldenAccepted,
  type GoldenRefused,
  type GoldenWorld,
} from '@consilium/testkit/domain';
import { books } from './books';
import { Problem } from './kernel/problem';
import { firstChangeAfter } from './register/view';
import type { RuleBook } from './rule-book';

/*
 * A reader in Python that was written from the document alone and shares nothing with the rule books. Here it is asked more
 * than the published vectors: every refusal there is, and the entries of the golden ledgers with one thing in them changed.
 */
const python = 'python3';
const hasPython = spawnSync(python, ['--version']).status === 0;
const vectors = path.join(__dirname, '../vectors');
const reader = path.join(vectors, 'second-reader/main.py');
const golden = path.join(vectors, 'rules-1');

const read = (...parts: string[]): unknown => JSON.parse(readFileSync(path.join(golden, ...parts), 'utf8'));
const worldOf = (name: string): GoldenWorld => read('worlds', `${name}.json`) as GoldenWorld;

type Step = GoldenWorld['steps'][number];
type Body = Readonly<Record<string, unknown>>;

/** A story of golden files, read once. */
interface Story extends GoldenAccepted {
  readonly name: string;
  readonly kind: GoldenWorld['kind'];
  readonly steps: readonly Step[];
  readonly registerSteps: readonly Step[];
}

function storyOf(name: string): Story {
  const accepted = read('accepted', `${name}.json`) as GoldenAccepted;
  const { kind, steps } = worldOf(accepted.world);
  const registerSteps = accepted.register === '' ? [] : worldOf(accepted.register).steps;
  return { ...accepted, name, kind, steps, registerSteps };
}

/** At most so many other values of one key are tried. */
const mostValues = 8;
/** After a changed entry that stands, so many of the story's next ones are tried as well. */
const mostAfter = 12;

/** The values that a key of bodies has in a ledger, by key. */
function valuesIn(steps: readonly Step[]): ReadonlyMap<string, readonly unknown[]> {
  const values = new Map<string, Map<string, unknown>>();
  for (const { body } of steps) {
    for (const [key, value] of Object.entries((body ?? {}) as Body)) {
      if (key === 'gesture') continue;
      values.set(key, (values.get(key) ?? new Map<string, unknown>()).set(JSON.stringify(value), value));
    }
  }
  return new Map([...values].map(([key, each]) => [key, [...each.values()]]));
}

/** With one value of its body changed. */
function* otherBodies(values: ReadonlyMap<string, readonly unknown[]>, step: Step): Generator<readonly [string, Step]> {
  const body = (step.body ?? {}) as Body;
  for (const [key, value] of Object.entries(body)) {
    const others = [...(values.get(key) ?? []), ...(typeof value === 'number' ? [value + 1, value - 1] : [])];
    for (const other of others.filter((each) => each !== value).slice(-mostValues)) {
      yield [`${key} ${JSON.stringify(other).slice(0, 40)}`, { ...step, body: { ...body, [key]: other } }];
    }
  }
}

/** The same entry with one thing changed, and in words what. */
function* changed({ steps, registerSteps, kind }: Story, step: Step): Generator<readonly [string, Step]> {
  const { entry, facts, registerSeq } = step;
  const people = new Set([...registerSteps, ...steps].map((each) => each.entry.by));
  for (const by of [...people, 'service']) yield [`by ${by}`, { ...step, entry: { ...entry, by } as Step['entry'] }];
  for (const seconds of [-1, 1, 700, 9 * 86_400, 400 * 86_400]) {
    yield [`${String(seconds)} s later`, { ...step, entry: { ...entry, at: entry.at + seconds } }];
  }
  yield ['for everybody', { ...step, entry: { ...entry, scope: 'room' } }];
  yield ['without what was verified', { ...step, facts: {} }];
  yield ['without its body', { entry, facts, registerSeq }];
  const former = kind === 'register' ? undefined : registerSteps[registerSeq - 1]?.entry;
  if (former !== undefined) {
    const register = { seq: former.seq, hash: former.hash };
    yield ['by an older register', { ...step, entry: { ...entry, register }, registerSeq: former.seq }];
  }
  yield* otherBodies(valuesIn(steps), step);
  yield* otherCaptures(step);
  yield* otherConsents(step);
  yield* otherClearances(step);
}

interface Question {
  readonly what: string;
  readonly register: string;
  readonly world: string;
  readonly after: number;
  readonly kind: GoldenWorld['kind'];
  readonly step: Step;
  /** The code it is refused with; "" where it stands. */
  readonly code: string;
  /**
   * Where it stands: the first entry of the whole register after the one it names that changed anything its ledger's rules look
   * at, −1 if none did.
   */
  readonly passed?: number;
  /** What follows it where it stands: what stands of these is followed by the next. */
  readonly then: readonly { readonly step: Step; readonly code: string }[];
}

interface Headed {
  readonly head: { readonly seq: number; readonly hash: string };
}

interface Answer {
  readonly code: string;
  readonly state: unknown;
}

function answerTo(book: RuleBook<unknown>, state: unknown, step: Step, by: GoldenRegister): Answer {
  try {
    const applied = judgedAgain(book, state, step, by.at(step.registerSeq));
    return applied.ok ? { code: '', state: applied.state } : { code: applied.refusal.code, state };
  } catch (error) {
    if (error instanceof Problem) return { code: 'malformed', state };
    throw error;
  }
}

/** The entry as it would be written after another head. */
function rebased({ entry, ...step }: Step, { head }: Headed): Step {
  const place = { seq: head.seq + 1, prev: head.hash } as Pick<Step['entry'], 'seq' | 'prev'>;
  const isRegister = step.registerSeq < 0;
  return { ...step, entry: { ...entry, ...place, ...(isRegister && { register: head as Step['entry']['register'] }) } };
}

function goneOn(book: RuleBook<unknown>, from: unknown, rest: readonly Step[], by: GoldenRegister): Question['then'] {
  let state = from;
  return rest.slice(0, mostAfter).map((each) => {
    const step = rebased(each, state as Headed);
    const answer = answerTo(book, state, step, by);
    state = answer.state;
    return { step, code: answer.code };
  });
}

function passedBy(book: RuleBook<unknown>, { entry }: Step, states: readonly unknown[], by: GoldenRegister): number {
  const { newest } = by;
  if (newest === undefined) return -1;
  const known = states.flatMap((state) =>
    state === undefined ? [] : (book.touches?.(state, newest, entry.seq) ?? []),
  );
  const first = known.map((each) => firstChangeAfter(newest, each, entry.register.seq) ?? Infinity);
  const earliest = Math.min(...first);
  return earliest === Infinity ? -1 : earliest;
}

/** Every entry of a golden ledger with each of these changes, and what the rule book of this build says to it. */
function questionsOf(story: Story): Question[] {
  const book: RuleBook<unknown> = books[story.kind];
  const by = new GoldenRegister(books.register, { steps: story.registerSteps });
  const { register, world, kind } = story;
  let state: unknown;
  return story.steps.flatMap((step, after) => {
    const before = state;
    state = replayed(book, before, step, by.at(step.registerSeq));
    return [...changed(story, step)].map(([how, other]) => {
      const answer = answerTo(book, before, other, by);
      return {
        what: `${story.name} ${String(after)} ${step.entry.type}, ${how}`,
        ...{ register, world, after, kind, step: other, code: answer.code },
        ...(answer.code === '' && { passed: passedBy(book, other, [before, answer.state], by) }),
        then: answer.code === '' ? goneOn(book, answer.state, story.steps.slice(after + 1), by) : [],
      };
    });
  });
}

/** Walks through each story, and how long each is. */
const walks = 60;
const walkLength = 24;

/** The same entry at the register head that the ledger names already, where its own is older. */
function notFalling(step: Step, state: unknown): Step {
  const { register } = state as { readonly register?: Step['entry']['register'] };
  if (register === undefined || step.registerSeq >= register.seq) return step;
  return { ...step, registerSeq: register.seq, entry: { ...step.entry, register } };
}

/** From somewhere in a story on, its entries in another order, some of them changed, as lots are drawn. */
function walkOf(story: Story, seed: number, states: readonly unknown[], by: GoldenRegister): Question {
  const { register, world, kind, steps } = story;
  const book: RuleBook<unknown> = books[kind];
  const lot = lots(seed);
  const below = (count: number): number => Math.floor(lot.next().value * count);
  const after = below(steps.length);
  const step = steps[after] as Step;
  let state = states[after];
  let next = after + 1;
  const then = Array.from({ length: walkLength }, () => {
    const goesOn = next < steps.length && below(3) > 0;
    const drawn = steps[goesOn ? next++ : below(steps.length)] as Step;
    const others = below(2) > 0 ? [] : [...changed(story, drawn)];
    const [, other] = others[below(others.length)] ?? ['', drawn];
    const tried = rebased(notFalling(other, state), state as Headed);
    const answer = answerTo(book, state, tried, by);
    state = answer.state;
    return { step: tried, code: answer.code };
  });
  return { what: `${story.name}, walk ${String(seed)}`, register, world, after, kind, step, code: '', then };
}

function walksOf(story: Story): Question[] {
  const book: RuleBook<unknown> = books[story.kind];
  const by = new GoldenRegister(books.register, { steps: story.registerSteps });
  const states: unknown[] = [];
  for (const step of story.steps) states.push(replayed(book, states.at(-1), step, by.at(step.registerSeq)));
  return Array.from({ length: walks }, (_, at) => walkOf(story, 1000 + at * 7919, states, by));
}

/** A register that no entries make: the case writes into its state. */
const ofNoEntries = 'a request to a hospital the register calls a defence organisation';

function writeQuestions(folder: string): { readonly refused: number; readonly asked: readonly Question[] } {
  for (const part of ['accepted', 'refused', 'worlds']) mkdirSync(path.join(folder, part));
  const files = [...everyCase()].filter(([, content]) => (content as GoldenRefused).what !== ofNoEntries);
  for (const [name, content] of files) writeFileSync(path.join(folder, name), JSON.stringify(content));
  const stories = readdirSync(path.join(golden, 'accepted')).map((file) => storyOf(file.slice(0, -'.json'.length)));
  for (const { world, register } of stories) {
    for (const name of [world, register].filter((each) => each !== '')) {
      writeFileSync(path.join(folder, 'worlds', `${name}.json`), JSON.stringify(worldOf(name)));
    }
  }
  const asked = stories.flatMap((story) => [...questionsOf(story), ...walksOf(story)]);
  writeFileSync(path.join(folder, 'asked.json'), JSON.stringify(asked));
  return { refused: files.filter(([name]) => name.startsWith('refused/')).length, asked };
}

(hasPython ? describe : describe.skip)('the second reader, in Python', () => {
  const run = (...folder: string[]): string => {
    const { stdout, stderr } = spawnSync(python, [reader, ...folder], { encoding: 'utf8', maxBuffer: 2 ** 27 });
    return `${stdout}${stderr}`;
  };

  test('reads and judges the published vectors as they say', () => {
    expect(run()).toMatch(/^5 signed entries, \d+ changed ones not taken, 11 accepted, \d+ refused; 0 otherwise\n$/);
  }, 120_000);

  test('refuses whatever the rule books refuse by the same code, and takes what they take', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'consilium-asked-'));
    try {
      const { refused, asked } = writeQuestions(folder);
      expect(asked.flatMap(({ then }) => then).filter(({ code }) => code === '').length).toBeGreaterThan(1000);
      expect(run(folder)).toBe(`0 accepted, ${String(refused)} refused, ${String(asked.length)} asked; 0 otherwise\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 300_000);
});
