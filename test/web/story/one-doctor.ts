import type { Browser } from '@playwright/test';
import type { RunningSystem } from '../support';
import { names, organisations } from './cast';
import { addOrganisation, approve, invite, join, setUp } from './joining';
import { openPerson, type Device, type Person } from './people';

/** First run of a system: its officer, one hospital, and one doctor who is in. */
export async function oneDoctor(
  browser: Browser,
  system: RunningSystem,
  device: Device = {},
): Promise<{ readonly officer: Person; readonly doctor: Person }> {
  const officer = await openPerson(browser, system, names.officer);
  await setUp(officer, system);
  await addOrganisation(officer.page, organisations.own, 'Clinical');
  const doctor = await openPerson(browser, system, names.a, device);
  await join(doctor, await invite(officer, organisations.own), { number: '9990003', specialty: 'Dermatology' });
  await approve(officer, doctor, 'Cases');
  return { officer, doctor };
}
