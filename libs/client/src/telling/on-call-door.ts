import type { OutputOf, endpoints } from '@consilium/contracts';
import { membersOf, type OrganisationId, type PersonId, type RegisterView } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import type { OnCallView, OwnRequests } from './views';

/** Who of each team is on call, as they and whoever leads it say: the service's word, unsigned. */
export interface OnCallDoor {
  onCall(): Promise<OnCallView[]>;
  /** On call for the team until then (Unix seconds). */
  sayOnCall(team: string, person: string, until: number): Promise<void>;
  endOnCall(team: string): Promise<void>;
}

type Rows = OutputOf<(typeof endpoints)['telling']['onCall']>['onCall'];

/** Whoever the service names is asked only if the register here has them in that team, and for as long as it says. */
export function believed(view: RegisterView, of: OrganisationId | '', at: number, rows: Rows): Rows {
  const organisation = of === '' ? undefined : view.organisation(of);
  if (organisation === undefined) return [];
  const isOfTeam = (team: string, person: string): boolean =>
    membersOf(view, organisation, team, at).some((each) => each === person);
  return rows.filter(({ team, person, until }) => until > at && isOfTeam(team, person));
}

export function onCallDoor(vault: Vault, desk: () => Promise<OwnRequests>): OnCallDoor {
  const { transport } = vault;
  const changed = (): void => {
    vault.changed({ about: 'telling' });
  };
  const nameOf = (id: string): string => vault.view.person(id as PersonId)?.name ?? '';
  return {
    onCall: async () => {
      await desk();
      const { onCall } = await transport.call('telling', 'onCall', {});
      const found = believed(vault.view, vault.self.organisation, vault.clock.now(), onCall);
      return found.map(({ team, person, until, by }) => {
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
