import type { endpoints, InputOf, OutputOf } from '@consilium/contracts';

// Types only: the schemas, and zod with them, stay out of what a browser loads.
type Table = typeof endpoints;
export type Noun = keyof Table;
export type Act<N extends Noun> = keyof Table[N] & string;
export type Input<N extends Noun, A extends Act<N>> = InputOf<Table[N][A]>;
export type Output<N extends Noun, A extends Act<N>> = OutputOf<Table[N][A]>;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `signIn`, `stepUpBegin` → `sign-in/step-up-begin`: the path of every endpoint follows from its place in the table. */
export function pathOf(noun: string, act: string): string {
  return `${kebab(noun)}/${kebab(act)}`;
}

/** Calls that change nothing, or nothing the second time: they may be sent again when no answer came. */
export const repeatable: ReadonlySet<string> = new Set([
  'setup/state',
  'register/look-at-invitation',
  'register/my-request',
  'register/requests',
  'register/invitations',
  'register/look-up',
  'sign-in/session',
  'sign-in/account',
  'sign-in/devices',
  'sign-in/remembered',
  'sign-in/remember',
  'ledgers/append',
  'ledgers/entries',
  'ledgers/mine',
  'ledgers/standing',
  'ledgers/heads',
  'ledgers/post-head',
  'pictures/sign-parts',
  'pictures/complete',
  'pictures/links',
  'advice/queue',
  'advice/mine',
  'telling/mine',
  'telling/choose',
  'telling/follow',
  'telling/looked',
]);
