import { randomBytes, toB64 } from '@consilium/bytes';
import {
  longestTeamName,
  membersNow,
  officesOf,
  Problem,
  usableName,
  type Organisation,
  type PersonId,
  type TeamId,
} from '@consilium/domain';
import { confirmAndWrite, seenOf } from '../vault/acts';
import type { Vault } from '../vault/vault';
import type { TeamsView } from './organisation-views';

/** A team as it is said: its id ("" for a new one), its name, and who is in it (ids). Without people it ends. */
export interface SaidTeam {
  readonly team: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** The teams of the organisation where the caller works. */
export interface TeamsDoor {
  teams(): Promise<TeamsView>;
  /** Asks for a gesture. `seen`: of the view it was pressed on. */
  sayTeam(said: SaidTeam, seen: string): Promise<void>;
}

function ownOrganisation({ self, view }: Vault): Organisation {
  const organisation = self.organisation === '' ? undefined : view.organisation(self.organisation);
  if (organisation === undefined) throw new Problem('not-found', 'You are registered without an organisation.');
  return organisation;
}

/** By name; of each those of its people who work there still. */
function teamsView(vault: Vault): TeamsView {
  const organisation = ownOrganisation(vault);
  const now = vault.clock.now();
  const teams = organisation.teams.map((team) => {
    const members = membersNow(vault.view, organisation, team, now);
    return {
      ...{ team: team.team, name: team.name, members: [...members] },
      isMine: members.includes(vault.me),
      lapsed: team.members.length - members.length,
    };
  });
  return {
    teams: teams.toSorted((one, other) => one.name.localeCompare(other.name)),
    speaks: officesOf(organisation, vault.self, now).length > 0,
    me: vault.me,
    seen: seenOf(vault, 'team', { organisation: organisation.id }),
  };
}

const newTeam = (): string => toB64(randomBytes(16));

/** `ready` makes sure that keys are open and the register is here, `current` that its newest is. */
export function teamsDoor(vault: Vault, ready: () => Promise<unknown>, current: () => Promise<void>): TeamsDoor {
  return {
    teams: async () => {
      await ready();
      return teamsView(vault);
    },
    sayTeam: async ({ team, name, members }, seen) => {
      await current();
      const body = {
        organisation: ownOrganisation(vault).id,
        team: (team === '' ? newTeam() : team) as TeamId,
        name: usableName(name, longestTeamName),
        members: members.map((each) => each as PersonId),
      };
      await confirmAndWrite(vault, { type: 'team', body, seen });
    },
  };
}
