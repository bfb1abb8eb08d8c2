import { expect, type Browser } from '@playwright/test';
import { asFound, officer as firstOfficer, type Someone } from '@consilium/testkit/people';
import type { RunningSystem } from '../support';
import { names, organisations } from './cast';
import { join } from './joining';
import { openPerson, type Device, type Person } from './people';

/** The registration office of one hospital, at a program of its own: its screens are looked at elsewhere. */
export interface Office {
  readonly officer: Someone;
  readonly hospital: string;
  /** A one-time link for somebody of the hospital. */
  readonly invite: () => Promise<string>;
  /** Signs who waits; their own page goes on by itself. */
  readonly approve: (person: Person) => Promise<void>;
}

export async function openOffice(system: RunningSystem): Promise<Office> {
  const officer = await firstOfficer(system.origin, system.setUpCode, names.officer);
  const hospital = await officer.door.addOrganisation(organisations.own, 'clinical');
  return {
    officer,
    hospital,
    invite: async () => (await officer.door.invitePerson('clinician', hospital)).link,
    approve: async ({ name, page }) => {
      const request = (await officer.door.joinRequests()).find((each) => each.name === name);
      await officer.door.approve(request?.person ?? '', asFound);
      await expect(page.getByRole('heading', { name: 'Cases', exact: true })).toBeVisible();
    },
  };
}

/** First run of a system: its office, and one doctor who is in, at a browser of their own. */
export async function oneDoctor(
  browser: Browser,
  system: RunningSystem,
  { device, isOwnDevice = false }: { readonly device?: Device; readonly isOwnDevice?: boolean } = {},
): Promise<{ readonly office: Office; readonly doctor: Person }> {
  const office = await openOffice(system);
  const doctor = await openPerson(browser, system, names.a, device);
  await join(doctor, await office.invite(), { number: '9990003', specialty: 'Dermatology', isOwnDevice });
  await office.approve(doctor);
  return { office, doctor };
}
