import type { OrganisationId, PersonId } from '@consilium/domain';
import { membersNow } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import type { OnCallView, OwnRequests } from './views';

/** Who of each team is on call, as they and whoever leads it say: the service's word, unsigned. */
export interface OnCallDoor {
  onCall(): Promise<OnCallView[]>;
  /** On call for the team until then (Unix seconds). */
  sayOnCall(team: string, person: string, until: number): Promise<void>;
  endOnCall(team: string): Promise<void>;
}

export function onCallDoor(vault: Vault, desk: () => Promise<OwnRequests>): OnCallDoor {
  const { transport } = vault;
  const changed = (): void => {
    vault.changed({ about: 'telling' });
  };
  /** Whoever the service names is asked only if the register here has them in that team. */
  const isOfTeam = (team: string, person: string): boolean => {
    const organisation = vault.view.organisation(vault.self.organisation as OrganisationId);
    const found = organisation?.teams.find((each) => each.team === team);
    if (organisation === undefined || found === undefined) return false;
    return membersNow(vault.view, organisation, found, vault.clock.now()).includes(person as PersonId);
  };
  const nameOf = (id: string): string => vault.view.person(id as PersonId)?.name ?? '';
  return {
    onCall: async () => {
      await desk();
      const { onCall } = await transport.call('telling', 'onCall', {});
      return onCall
        .filter(({ team, person }) => isOfTeam(team, person))
        .map(({ team, person, until, by }) => {
          return { team, person, name: nameOf(person), until, by: by === person ? '' : nameOf(by) };
        });
    },
    sayOnCall: async (team, person, until) => {
      await transport.call('telling', 'sayOnCall', { team, person, until });
      changed();
    },
    endOnCall: async (team) => {
      await transport.call('telling', 'endOnCall', { team });
      changed();
    },
  };
}
