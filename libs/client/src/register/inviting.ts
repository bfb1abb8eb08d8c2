import { toB64 } from '@consilium/bytes';
import { Problem, type PersonId, type Role } from '@consilium/domain';
import { invitationFor, invitationSecret } from '@consilium/sealing';
import type { Vault } from '../vault/vault';
import { nameOf, organisationName } from './person-view';
import type { InvitationView } from './views';

/** One-time links: made, listed, taken back. */
export interface InvitingDoor {
  /** Gives the one-time link; it is shown once. */
  invitePerson(role: Role, organisation: string): Promise<{ link: string; expiresAt: number }>;
  /** The same for somebody of the register who lost every passkey and the words: they come with other keys by it. */
  otherKeysLink(person: string): Promise<{ link: string; expiresAt: number }>;
  /** Links that nobody has used yet, and that have not run out. */
  openInvitations(): Promise<InvitationView[]>;
  /** The service lets nobody join by its link any more; the officer's own device would still take its proof. */
  revokeInvitation(invitation: string): Promise<void>;
}

/** Bound to exactly these terms, whatever the service says of the link later. */
async function linkFor(
  vault: Vault,
  terms: { readonly role: Role; readonly organisation: string; readonly person?: string },
): Promise<{ link: string; expiresAt: number }> {
  await vault.freshness.require();
  const { invitationSeed } = vault.session.opened.keyring;
  const invitation = invitationFor(invitationSeed, terms);
  const { expiresAt } = await vault.transport.call('register', 'invite', { invitation, ...terms });
  const secret = toB64(invitationSecret(invitationSeed, invitation));
  vault.changed({ about: 'register' });
  return { link: `${vault.view.origin}/#/join/${invitation}.${vault.root}.${secret}`, expiresAt };
}

/** `current`: keys are open and the register is up to date. */
export function invitingDoor(vault: Vault, current: () => Promise<void>): InvitingDoor {
  return {
    invitePerson: async (role, organisation) => {
      await current();
      return linkFor(vault, { role, organisation });
    },
    otherKeysLink: async (person) => {
      await current();
      const known = vault.person(person as PersonId);
      if (known === undefined)
        throw new Problem('not-found', 'They are not in the register any more. Reload the list.');
      const { role, organisation } = known;
      return linkFor(vault, { role, organisation, person });
    },
    openInvitations: async () => {
      await current();
      const { invitations } = await vault.transport.call('register', 'invitations', {});
      return invitations
        .filter(({ used, expiresAt }) => !used && expiresAt > vault.clock.now())
        .map(({ invitation, role, organisation, expiresAt, person }) => ({
          ...{ invitation, role, expiresAt, organisation: organisationName(vault, organisation) },
          name: person === '' ? '' : nameOf(vault, person),
        }));
    },
    revokeInvitation: async (invitation) => {
      await current();
      await vault.transport.call('register', 'revoke', { invitation });
      vault.changed({ about: 'register' });
    },
  };
}
