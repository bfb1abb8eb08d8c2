import { nameOf, personViewOf } from '../register';
import type { OrganisationKeyStanding } from '../replicas/organisation-key-standing';
import { advisedBy, type OrganisationKeys } from '../replicas/organisation-keys';
import type { Vault } from '../vault/vault';
import type { OrganisationKeyView } from './views';

const says = {
  first:
    'Your organisation has no key yet, so nobody can ask it for advice. Make it now; every adviser there is gets it.',
  next: 'An adviser left or changed keys. Nobody can ask for advice until your organisation’s key is renewed.',
  lost: (begunBy: string) =>
    `The key of your organisation, begun by ${begunBy}, did not reach this device. You can begin a new one.`,
  missing:
    'You do not hold your organisation’s key yet. Ask another adviser: their page of requests shows you, with a button that gives it to you.',
  ready: 'Requests are sealed to your organisation; this device can open them.',
} as const;

function sentence({ ready, due, begunBy }: OrganisationKeyStanding, vault: Vault): string {
  if (due === 'nothing') return says[ready ? 'ready' : 'missing'];
  return due === 'lost' ? says.lost(nameOf(vault, begunBy)) : says[due];
}

/** The key of the organisation this person advises for, as their device has it. */
export async function organisationKeyView(vault: Vault, keys: OrganisationKeys): Promise<OrganisationKeyView> {
  const organisation = advisedBy(vault);
  const standing = await keys.look(organisation);
  const { ready, due, lacking, recipients } = standing;
  return {
    ready,
    due,
    says: sentence(standing, vault),
    seen: keys.seen(organisation),
    lacking: lacking.map((person) => personViewOf(vault, person)),
    recipients: recipients.map(({ person, isNew }) => ({ ...personViewOf(vault, person), isNew })),
  };
}
