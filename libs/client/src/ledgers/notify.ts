import {
  concernedBy,
  isForToday,
  mostTold,
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
  /** Asked only where somebody is told. */
  readonly today?: () => boolean | Promise<boolean>;
  readonly owner?: PersonId;
}

/** A ledger as far as it was verified; undefined: what is sent begins it. */
interface Known {
  readonly kind: LedgerKind;
  readonly replica: { readonly state: unknown } | undefined;
}

/**
 * Whom the service is to tell that something waits for them, and why: it says neither what nor of whom. Of the register it
 * says itself, since nothing there is sealed.
 */
export async function notifyOf(
  { by, view }: Writer,
  { kind, replica }: Known,
  { drafts, at, today, owner }: Sent,
): Promise<Telling[]> {
  if (kind === 'register') return [];
  const batch = drafts.map(({ type, scope, body }) => ({ type, scope, body: JSON.parse(body) as unknown }));
  const about = { state: (owner === undefined ? replica?.state : { owner }) as never, view: view(), at, by, batch };
  const concerned = concernedBy<keyof States>(kind, about).slice(0, mostTold);
  if (concerned.length === 0) return [];
  const isUrgent = kind === 'advice' ? isForToday(about) : ((await today?.()) ?? false);
  return concerned.map((each) => ({ ...each, today: isUrgent }));
}
