import type { Proposed } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import { nameOf } from './person-view';
import type { AnnouncedView } from './views';

/** Who it is about: in the join that a credential carries, or in the register already. */
function nameIn(vault: Vault, { body, joins: [verified] }: Proposed): string {
  return verified?.join.states.name ?? nameOf(vault, (body as { readonly person: string }).person);
}

function announcedView(vault: Vault, proposed: Proposed): AnnouncedView {
  const { entry, from } = proposed;
  const common = { id: entry.id, proposer: nameOf(vault, entry.by), from };
  return entry.type === 'rules-version'
    ? { ...common, what: 'rules', name: '' }
    : { ...common, what: 'officer', name: nameIn(vault, proposed) };
}

/**
 * Acts of power that wait to be heard of: soonest first. Also those that could not stand at this moment, since what stands in
 * their way may be taken out of it in time; gone are those whose matter has moved on, which nothing brings back.
 */
export function announced(vault: Vault): AnnouncedView[] {
  const { register, books, clock } = vault;
  const now = clock.now();
  return [...register.state.proposed.values()]
    .filter(({ entry, from }) => from > entry.at && now < from)
    .filter((each) => books.register.fallen(register.state, each, now)?.code !== 'changed-since-gesture')
    .map((each) => announcedView(vault, each))
    .sort((one, other) => one.from - other.from);
}
