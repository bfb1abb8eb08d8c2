import type { PersonId } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import type { AwayView, OwnRequests } from './views';

/** Who is away, as each says of themselves. */
export interface AwayDoor {
  /** Away until then (Unix seconds), and who stands in (an id; "" for nobody): told to colleagues who are about to ask. */
  sayAway(until: number, deputy: string): Promise<void>;
  sayBack(): Promise<void>;
  /** Who of these colleagues (ids) is away. */
  awayAmong(people: readonly string[]): Promise<AwayView[]>;
}

/** As many as the service is asked about at once. */
const mostAsked = 200;

/** Whoever they are, as many calls as it takes, one after the other. */
async function askedOf(transport: Vault['transport'], people: readonly string[]) {
  const away: { readonly person: string; readonly until: number; readonly deputy: string }[] = [];
  for (let from = 0; from < people.length; from += mostAsked) {
    const asked = await transport.call('telling', 'away', { people: people.slice(from, from + mostAsked) });
    away.push(...asked.away);
  }
  return away;
}

export function awayDoor(vault: Vault, desk: () => Promise<OwnRequests>): AwayDoor {
  const { transport } = vault;
  const changed = (): void => {
    vault.changed({ about: 'telling' });
  };
  return {
    sayAway: async (until, deputy) => {
      await transport.call('telling', 'sayAway', { until, deputy });
      changed();
    },
    sayBack: async () => {
      await transport.call('telling', 'back', {});
      changed();
    },
    awayAmong: async (people) => {
      await desk();
      const away = await askedOf(transport, people);
      const nameOf = (id: string): string => vault.view.person(id as PersonId)?.name ?? '';
      return away.map(({ person, until, deputy }) => {
        return { person, name: nameOf(person), until, deputy: nameOf(deputy), standsIn: deputy };
      });
    },
  };
}
