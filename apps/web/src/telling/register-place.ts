import type { MeView } from '../vault/door';

/**
 * Where a notice of the register leads: an adviser to who waits to be confirmed, an officer to what officers decide, and
 * anybody else to their own registration and keys.
 */
export const registerPlace = {
  adviser: '/advice',
  officer: '/register',
  clinician: '/settings',
} as const satisfies Record<MeView['role'], string>;
