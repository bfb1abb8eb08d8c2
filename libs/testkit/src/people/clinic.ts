import { enrolled, officer, type Joining, type Registered, type Someone } from './people';

/** Two hospitals, a defence organisation, and the people of the story. */
export interface Clinic {
  readonly officer: Someone;
  readonly hospital: string;
  readonly elsewhere: string;
  readonly defence: string;
  /** Owner of the case, member of the defence organisation. */
  readonly alice: Someone;
  /** Colleague in the same hospital. */
  readonly bela: Someone;
  /** Specialist of the other hospital. */
  readonly xenia: Someone;
  /** Adviser. */
  readonly victor: Someone;
  /** One more person of this clinic, confirmed by the defence organisation where they belong to it. */
  enrol(who: Joining): Promise<Someone>;
}

export const registered = {
  alice: { name: 'Alice Ashgrove', number: '9990001', specialty: 'General practice' },
  bela: { name: 'Bela Birchwood', number: '9990002', specialty: 'General practice' },
  cora: { name: 'Cora Cloudesley', number: '9990003', specialty: 'Dermatology' },
  victor: { name: 'Victor Vetchling', number: '9990022', specialty: 'Medico-legal advice' },
  winifred: { name: 'Winifred Woodruff', number: '9990023', specialty: 'Medico-legal advice' },
  xenia: { name: 'Xenia Xylander', number: '9990024', specialty: 'Dermatology' },
} as const satisfies Record<string, Registered>;

/** Builds the people of the story on a running system, each with real keys and a device of their own. */
export async function clinic(system: { readonly origin: string; readonly setUpCode?: string }): Promise<Clinic> {
  const first = await officer(system.origin, system.setUpCode);
  const hospital = await first.door.addOrganisation('Northfield Hospital', 'clinical');
  const elsewhere = await first.door.addOrganisation('Southmere Infirmary', 'clinical');
  const defence = await first.door.addOrganisation('Meridian Medical Defence', 'defence');
  const victor = await enrolled(first, { ...registered.victor, role: 'adviser', organisation: defence });
  const isOfDefence = ({ role, organisation, defence: of }: Joining): boolean =>
    of === defence || (role === 'adviser' && organisation === defence);
  const enrol = async (who: Joining): Promise<Someone> => {
    const someone = await enrolled(first, who);
    if (isOfDefence(who)) await victor.door.confirmMember(someone.person);
    return someone;
  };
  const alice = await enrol({ ...registered.alice, role: 'clinician', organisation: hospital, defence });
  const bela = await enrol({ ...registered.bela, role: 'clinician', organisation: hospital, defence });
  const xenia = await enrol({ ...registered.xenia, role: 'clinician', organisation: elsewhere });
  return { officer: first, hospital, elsewhere, defence, alice, bela, xenia, victor, enrol };
}
