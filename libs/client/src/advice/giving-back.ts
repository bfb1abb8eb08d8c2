import { advisersOf, assignedTo, type AdviceBody, type PersonId } from '@consilium/domain';
import { nameOf } from '../register';
import type { Advice } from '../replicas/advice';

/** Whom the request was handed on to, while it waits for somebody to take it; "" otherwise. */
export function handedTo({ log, state }: Advice): PersonId | '' {
  if (state.progress.stage !== 'submitted') return '';
  const last = log.entries.findLast(({ entry }) => entry.type === 'give-back');
  return (last?.body as AdviceBody<'give-back'> | undefined)?.to ?? '';
}

export function nameOfHanded(advice: Advice): string {
  const to = handedTo(advice);
  return to === '' ? '' : nameOf(advice.vault, to);
}

/** Advisers who could take a request in the place of who has it, by name. */
export function couldTake({ vault, state }: Advice): { person: string; name: string }[] {
  const { org, dossier, conflicted } = state;
  const others = [assignedTo(state), dossier?.body.recipient.person, ...conflicted];
  return advisersOf(vault.view, org, vault.clock.now())
    .filter((each) => !others.includes(each))
    .map((each) => ({ person: each, name: nameOf(vault, each) }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
