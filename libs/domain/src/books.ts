import { adviceBook, type AdviceBook } from './advice/book';
import { touchedByAdvice } from './advice/reading';
import { adviceRows } from './advice/rows';
import type { AdviceState } from './advice/state';
import { adviceTransitions } from './advice/transitions';
import { clearanceIn, type ClearanceShapes } from './clearance/document';
import type { GuidanceRule } from './guidance/rule';
import { guidanceRules } from './guidance/table';
import { byVersion } from './kernel/versions';
import { registerBook, type RegisterBook } from './register/book';
import { registerRows } from './register/rows';
import { roomBook, type RoomBook } from './room/book';
import type { AnyRow as AnyRoomRow } from './room/entry';
import { touchedByRoomFrom } from './room/may';
import { roomRows } from './room/rows';
import type { RoomState } from './room/state';
import type { RuleBook } from './rule-book';
import { wordsIn, type MoreWords } from './words/tables';

/** The newest version of the rules that this build knows. Entries name the version they are judged by. */
export const RULES_VERSION = 1;

/** The three rule books, all of one version. Server and client are given them; nothing else of the rules is global. */
export interface Books {
  readonly register: RegisterBook & ClearanceShapes;
  readonly room: RoomBook & ClearanceShapes & Touching<RoomState>;
  readonly advice: AdviceBook & ClearanceShapes & Touching<AdviceState>;
}

/** A book whose ledgers are judged by the register. */
type Touching<S> = Required<Pick<RuleBook<S>, 'touches'>>;

/** Later rules than this build's, for a test that runs a build of the future: rows and words with their own `since`. */
export interface Amendment {
  readonly knows: number;
  readonly words?: MoreWords;
  readonly guidance?: readonly GuidanceRule[];
  readonly room?: readonly AnyRoomRow[];
}

export function booksOf({ knows, words: more, guidance = [], room = [] }: Amendment): Books {
  const words = byVersion((rules) => wordsIn(rules, more));
  const clearance = byVersion((rules) => clearanceIn(words(rules)));
  return {
    register: { ...registerBook({ knows, words, rows: registerRows }), clearance },
    room: {
      ...roomBook({ knows, words, rows: [...roomRows, ...room], guidance: [...guidanceRules, ...guidance] }),
      clearance,
      touches: touchedByRoomFrom,
    },
    advice: {
      ...adviceBook({ knows, words, rows: adviceRows, transitions: adviceTransitions }),
      clearance,
      touches: touchedByAdvice,
    },
  };
}

/** The books of this build. */
export const books = booksOf({ knows: RULES_VERSION });
export const { register: registerRules, room: roomRules, advice: adviceRules } = books;
