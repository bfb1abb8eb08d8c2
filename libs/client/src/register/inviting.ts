import { toB64 } from '@consilium/bytes';
import type { Role } from '@consilium/domain';
import { invitationFor, invitationSecret } from '@consilium/sealing';
import type { Vault } from '../vault/vault';
import { organisationName } from './person-view';
import type { InvitationView } from './views';

/** One-time links: made, listed, taken back. */
export interface InvitingDoor {
  /** Gives the one-time link; it is shown once. */
  invitePerson(role: Role, organisation: string): Promise<{ link: string; expiresAt: number }>;
  /** Links that nobody has used yet, and that have not run out. */
  openInvitations(): Promise<InvitationView[]>;
  /** The service lets nobody join by its link any more; the officer's own device would still take its proof. */
  revokeInvitation(invitation: string): Promise<void>;
}

async function invitePerson(
  vault: Vault,
  role: Role,
  organisation: string,
): Promise<{ link: string; expiresAt: number }> {
  await vault.freshness.require();
  const { invitationSeed } = vault.session.opened.keyring;
  const invitation = invitationFor(invitationSeed, { role, organisation });
  const { expiresAt } = await vault.transport.call('register', 'invite', { invitation, role, organisation });
  const secret = toB64(invitationSecret(invitationSeed, invitation));
  vault.changed({ about: 'register' });
  return { link: `${vault.view.origin}/#/join/${invitation}.${vault.root}.${secret}`, expiresAt };
}

/** `current`: keys are open and the register is up to date. */
export function invitingDoor(vault: Vault, current: () => Promise<void>): InvitingDoor {
  return {
    invitePerson: async (role, organisation) => {
      await current();
      return invitePerson(vault, role, organisation);
    },
    openInvitations: async () => {
      await current();
      const { invitations } = await vault.transport.call('register', 'invitations', {});
      return invitations
        .filter(({ used, expiresAt }) => !used && expiresAt > vault.clock.now())
        .map(({ invitation, role, organisation, expiresAt }) => ({
          ...{ invitation, role, expiresAt, organisation: organisationName(vault, organisation) },
        }));
    },
    revokeInvitation: async (invitation) => {
      await current();
      await vault.transport.call('register', 'revoke', { invitation });
      vault.changed({ about: 'register' });
    },
  };
}
