import type { AdviceState } from '../advice/state';
import type { LedgerKind } from '../kernel/entry';
import type { PersonId } from '../kernel/ids';
import type { RegisterState } from '../register/state';
import type { RoomState } from '../room/state';
import type { About, Rule, Said } from './about';
import { adviceTelling } from './advice';
import type { TellingReason } from './reasons';
import { registerTelling } from './register';
import { roomTelling } from './room';

/** What a ledger of each kind says. */
export interface States {
  readonly register: RegisterState;
  readonly room: RoomState;
  readonly advice: AdviceState;
}

type Anything = Readonly<Record<string, Rule<never, never> | undefined>>;

/** Of every type of entry there is, whom it concerns. */
export const tellings: Readonly<Record<LedgerKind, Anything>> = {
  register: registerTelling,
  room: roomTelling,
  advice: adviceTelling,
};

/** The reasons that entries of these types may give. */
export function reasonsOf(kind: LedgerKind, types: readonly string[]): ReadonlySet<TellingReason> {
  const rules = types.flatMap((type) => tellings[kind][type] ?? []);
  return new Set(rules.flatMap(({ reason, mentioned }) => (mentioned === undefined ? [reason] : [reason, mentioned])));
}

/** Somebody an append concerns, and why. */
export interface Concerned {
  readonly person: PersonId;
  readonly reason: TellingReason;
}

/** What was proposed and takes effect by being confirmed concerns whom it would have if it were written now. */
function said(kind: LedgerKind, { state, batch }: About<unknown>): readonly Said[] {
  if (kind !== 'register' || state === undefined) return batch;
  return batch.map((each) => {
    if (each.type !== 'confirm') return each;
    const { proposed } = each.body as { readonly proposed: never };
    const found = (state as RegisterState).proposed.get(proposed);
    return found === undefined ? each : { type: found.entry.type, scope: found.entry.scope, body: found.body };
  });
}

/**
 * Whom an append concerns so that they should come and look: each once for each reason, and whoever writes it only of their
 * own keys. It reads what every reader may read, and no word that is sealed: `mentioned` are those whom its author named
 * in such words. Of them only who is told at all is told, and of nothing else by the same entry.
 */
export function concernedBy<Kind extends LedgerKind>(
  kind: Kind,
  about: About<States[Kind]>,
  mentioned: readonly string[] = [],
): readonly Concerned[] {
  const found = new Map<string, Concerned>();
  for (const { type, scope, body } of said(kind, about)) {
    const rule = tellings[kind][type];
    if (rule === undefined) continue;
    for (const person of rule.tells(about as never, body as never, scope)) {
      const reason = (mentioned.includes(person) ? rule.mentioned : undefined) ?? rule.reason;
      const isOwn = person === about.by && reason !== 'new-key';
      if (!isOwn) found.set(`${person} ${reason}`, { person, reason });
    }
  }
  return [...found.values()];
}
