import { createHash } from 'node:crypto';
import {
  newestView,
  outOfScope,
  type LedgerKind,
  type RegisterState,
  type RegisterView,
  type RuleBook,
} from '@consilium/domain';
import { stateText } from '@consilium/ledger';
import { refusalCases } from './case-tables';
import { goldenStories } from './golden-stories';
import { recorded, type Asked, type Step } from './recording';

/** Entries that stand, in order; `registerSeq`: the newest register entry known when each was judged (−1: none). */
export interface GoldenWorld {
  readonly kind: LedgerKind;
  readonly steps: readonly (Step & { readonly registerSeq: number })[];
}

/** A ledger that stands. `register` and `world`: files under `worlds/`. `state`: `stateHash` after the last step. */
export interface GoldenAccepted {
  readonly register: string;
  readonly world: string;
  readonly state: string;
}

/** The one entry that may not follow the world, with the code it is refused with. */
export interface GoldenRefused {
  readonly what: string;
  readonly code: string;
  readonly register: string;
  readonly world: string;
  readonly kind: LedgerKind;
  readonly refused: Step & { readonly registerSeq: number };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

const stepOf = ({ step, registerSeq }: Asked): GoldenWorld['steps'][number] => ({
  ...step,
  registerSeq: registerSeq ?? -1,
});

/** The hash of a state as the protocol has it, at once. */
export const stateHash = (state: unknown): string => digest(stateText(state));

/** Collects worlds under the hash of what they hold, so that a hundred refusals share one register. */
class Worlds {
  readonly files = new Map<string, GoldenWorld>();

  /** Everything that stood in this ledger before `end`. */
  of(asked: readonly Asked[], builder: object | undefined, end: number): string {
    const stood = asked.slice(0, end).filter((each) => each.builder === builder && each.applied.ok);
    const [first] = stood;
    if (first === undefined) return '';
    const found = { kind: first.kind, steps: stood.map(stepOf) };
    const name = digest(JSON.stringify(found)).slice(0, 12);
    this.files.set(name, found);
    return name;
  }

  /** The register that the last question was judged by. */
  registerOf(asked: readonly Asked[], end: number): string {
    const builder = asked.slice(0, end).findLast(({ kind }) => kind === 'register')?.builder;
    return this.of(asked, builder, end);
  }
}

function accepted(worlds: Worlds, name: string, story: () => void): GoldenAccepted {
  const asked = recorded(story);
  const kind = name.split('-')[0];
  const last = asked.findLast((each) => each.kind === kind && each.applied.ok);
  if (last?.applied.ok !== true) throw new Error(`${name}: nothing stood`);
  const register = kind === 'register' ? '' : worlds.registerOf(asked, asked.length);
  return { register, world: worlds.of(asked, last.builder, asked.length), state: stateHash(last.applied.state) };
}

/** A case as a golden file, with the code of its last entry; "" where that stands. */
function asked(worlds: Worlds, what: string, offer: () => unknown): GoldenRefused | undefined {
  const all = recorded(offer);
  const end = all.length - 1;
  const last = all[end];
  if (last === undefined) return undefined;
  const { kind, applied } = last;
  const register = kind === 'register' ? '' : worlds.registerOf(all, end);
  const world = worlds.of(all, last.builder, end);
  return { what, code: applied.ok ? '' : applied.refusal.code, kind, register, world, refused: stepOf(last) };
}

function refused(worlds: Worlds, code: string, what: string, offer: () => unknown): GoldenRefused {
  const found = asked(worlds, what, offer);
  if (found?.code !== code) throw new Error(`${code}: something else came`);
  return found;
}

/** Every golden file of one version of the rules, by its path under `vectors/rules-N/`. */
export function goldenFiles(): ReadonlyMap<string, unknown> {
  const worlds = new Worlds();
  const stand = Object.entries(goldenStories).map(
    ([name, story]) => [`accepted/${name}.json`, accepted(worlds, name, story)] as const,
  );
  const first = new Map(refusalCases.toReversed().map((each) => [each[0], each] as const));
  const fall = [...first.values()].map(
    ([code, what, offer]) => [`refused/${code}.json`, refused(worlds, code, what, offer)] as const,
  );
  const shared = [...worlds.files].map(([name, found]) => [`worlds/${name}.json`, found] as const);
  return new Map<string, unknown>([...stand, ...fall, ...shared]);
}

/**
 * Every case of a refusal, and not only the first of each code, in the form of golden files. A few ask a book apart from any
 * ledger: of these the last entry that was offered before stands.
 */
export function everyCase(): ReadonlyMap<string, unknown> {
  const worlds = new Worlds();
  const all = refusalCases.flatMap(([, what, offer], at) => {
    const found = asked(worlds, what, offer);
    return found === undefined ? [] : [[`refused/${String(at)}.json`, found] as const];
  });
  const shared = [...worlds.files].map(([name, found]) => [`worlds/${name}.json`, found] as const);
  return new Map<string, unknown>([...all, ...shared]);
}

/** A register replayed once, so that later entries are judged by it as it stood at each of its entries. */
export class GoldenRegister {
  private readonly states: RegisterState[] = [];

  constructor(book: RuleBook<RegisterState>, { steps }: Pick<GoldenWorld, 'steps'>) {
    for (const step of steps) this.states.push(replayed(book, this.states.at(-1), step, undefined));
  }

  /** After all of its entries; undefined where there are none. */
  get newest(): RegisterState | undefined {
    return this.states.at(-1);
  }

  at(seq: number): RegisterView | undefined {
    const state = this.states[seq];
    return state && newestView(state);
  }
}

/** The state after a step that must stand. Bodies are read by the shapes of the version the entry names. */
export function replayed<S>(
  book: RuleBook<S>,
  state: S | undefined,
  { entry, body, facts }: Step,
  view: RegisterView | undefined,
): S {
  const applied = judgedAgain(book, state, { entry, body, facts }, view);
  if (!applied.ok) throw new Error(`entry ${String(entry.seq)} (${entry.type}) is refused: ${applied.refusal.code}`);
  return applied.state;
}

export function judgedAgain<S>(
  book: RuleBook<S>,
  state: S | undefined,
  { entry, body, facts }: Step,
  view: RegisterView | undefined,
): ReturnType<RuleBook<S>['apply']> {
  const bodies = book.bodies(entry.rules);
  const shape = Object.hasOwn(bodies, entry.type) ? bodies[entry.type] : undefined;
  const read = body === undefined ? outOfScope : (shape?.read(body) ?? body);
  return book.apply(state, entry, read, { facts, ...(view !== undefined && { register: view }) });
}
