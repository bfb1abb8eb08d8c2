import type { CaptureMode } from '@consilium/domain';
import type { Someone } from '@consilium/testkit/people';

/** What its own people read of where they work. */
export async function ownHospital(door: Someone['door']) {
  const found = (await door.ownOrganisations()).find(({ as }) => as === 'work');
  if (found === undefined) throw new Error('of no organisation');
  return found;
}

/** Publishes with what pictures may be taken where this person works. */
export async function publishes({ door }: Pick<Someone, 'door'>, says: CaptureMode): Promise<void> {
  const { organisation, seen } = await ownHospital(door);
  await door.sayCapturePolicy(organisation, { says, words: 'Clinical pictures, version of November 2026.' }, seen);
}

/** Whoever leads an organisation speaks for it; a second officer confirms it where the register is for real use. */
export async function makesLead(officer: Someone, organisation: string, person: string): Promise<void> {
  const { seen } = await officer.door.organisationOffices(organisation);
  await officer.door.setOffice({ organisation, person, office: 'lead', state: 'begun' }, seen);
}
