import { sentences } from './refusal-words';

export type RefusalCode = keyof typeof sentences;
/** Every way in which a rule book can refuse. */
export const refusalCodes = Object.keys(sentences) as readonly RefusalCode[];

/** Why an entry may not stand. `rule`: the guidance it rests on, where it rests on one. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly rule?: string;
}

export type Applied<S> = { readonly ok: true; readonly state: S } | { readonly ok: false; readonly refusal: Refusal };

export function refusal(code: RefusalCode): Refusal {
  return { code, message: sentences[code] };
}

/** Thrown inside the rule books only; `judge` turns it into a value. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** Always caught by `judge`, so one of each code is enough: taking a stack costs more than most judgements. */
const refusals = new Map<RefusalCode, Refused>();

export function refuse(code: RefusalCode): never {
  throw refusals.get(code) ?? kept(code);
}

/**
 * An engine keeps whatever was on the stack until somebody reads the stack as text: unread, the first refusal of its kind
 * would keep the keys that were open then, through every lock.
 */
function kept(code: RefusalCode): Refused {
  const refused = new Refused(refusal(code));
  String(refused.stack);
  refusals.set(code, refused);
  return refused;
}

/** Refuses in the words of a guidance rule instead of the code's own. */
export function refuseByRule(code: RefusalCode, rule: string, message: string): never {
  throw new Refused({ code, message, rule });
}

/** Runs one judgement. Only a refusal becomes a value; anything else is a bug and passes through. */
export function judge<S>(judgement: () => S): Applied<S> {
  try {
    return { ok: true, state: judgement() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

/** The refusal a check ends in, if any. */
export function refusalOf(check: () => unknown): Refusal | undefined {
  const applied = judge(check);
  return applied.ok ? undefined : applied.refusal;
}
