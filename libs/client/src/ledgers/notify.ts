import {
  asksSomebody,
  concernedBy,
  isForToday,
  mostTold,
  type AnswerBy,
  type Concerned,
  type LedgerKind,
  type PersonId,
  type RegisterView,
  type States,
  type Telling,
} from '@consilium/domain';
import type { Draft } from '@consilium/ledger';

/** Who writes, and the register they know. */
interface Writer {
  readonly by: PersonId;
  readonly view: () => RegisterView;
}

interface Sent {
  readonly drafts: readonly Draft[];
  readonly at: number;
  /** Of a case; asked only where somebody is told or asked. */
  readonly answerBy?: () => AnswerBy | Promise<AnswerBy>;
  readonly owner?: PersonId;
  /** Whom its sealed words name. */
  readonly mentioned?: readonly string[];
}

/** A ledger as far as it was verified; undefined: what is sent begins it. */
interface Known {
  readonly kind: LedgerKind;
  readonly replica: { readonly state: unknown } | undefined;
}

/** What the service is told beside the entries. */
export interface Beside {
  readonly notify?: Telling[];
  readonly answerBy?: AnswerBy;
}

/**
 * Whom the service is to tell that something waits for them, and why: it says neither what nor of whom. Where somebody is asked,
 * also when an answer is needed, so that the asker is told where none comes. Of the register it says itself, since nothing
 * there is sealed.
 */
export async function notifyOf(
  { by, view }: Writer,
  { kind, replica }: Known,
  { drafts, at, answerBy, owner, mentioned }: Sent,
): Promise<Beside> {
  if (kind === 'register') return {};
  const batch = drafts.map(({ type, scope, body }) => ({ type, scope, body: JSON.parse(body) as unknown }));
  const about = { state: (owner === undefined ? replica?.state : { owner }) as never, view: view(), at, by, batch };
  const concerned = concernedBy<keyof States>(kind, about, mentioned).slice(0, mostTold);
  const asks = kind === 'room' && asksSomebody(batch);
  if (concerned.length === 0 && !asks) return {};
  const needed = await answerBy?.();
  const today = kind === 'advice' ? isForToday(about) : needed === 'today';
  return { ...toTell(concerned, today), ...(asks ? toAnswer(needed) : {}) };
}

const toTell = (concerned: readonly Concerned[], today: boolean): Beside =>
  concerned.length === 0 ? {} : { notify: concerned.map((each) => ({ ...each, today })) };

const toAnswer = (needed: AnswerBy | undefined): Beside => (needed === undefined ? {} : { answerBy: needed });
