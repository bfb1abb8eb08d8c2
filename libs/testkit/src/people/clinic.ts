import { asFound, enrolled, founders, joins, officer, type Joining, type Registered, type Someone } from './people';

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

/** What the people of a register for real use are, beyond those of every clinic. */
export interface RealClinic {
  /** The two officers who began the register. */
  readonly officers: readonly [Someone, Someone];
  readonly hospital: string;
  readonly defence: string;
  /** The defence organisation's first adviser, by two officers. */
  readonly victor: Someone;
  /** A clinician whom he confirmed as a member. */
  readonly alice: Someone;
}

/** Confirms what the other officer proposed last. */
export async function confirmsNewest({ door }: Pick<Someone, 'door'>): Promise<void> {
  const newest = (await door.proposals()).at(-1);
  if (newest === undefined) throw new Error('nothing waits');
  await door.confirmProposal(newest.proposal);
}

/** A register for real use: begun with `REGISTER_MODE=production`, every act of power by two. */
export async function realClinic(origin: string, code?: string): Promise<RealClinic> {
  const [olive, osric] = await founders(origin, code);
  const organisation = async (name: string, kind: 'clinical' | 'defence'): Promise<string> => {
    const id = await olive.door.addOrganisation(name, kind);
    await confirmsNewest(osric);
    return id;
  };
  const hospital = await organisation('Northfield Hospital', 'clinical');
  const defence = await organisation('Meridian Medical Defence', 'defence');
  const { link } = await olive.door.invitePerson('adviser', defence);
  const victor = await joins(link, { ...registered.victor, role: 'adviser', organisation: defence });
  await olive.door.approve(victor.person, asFound);
  await confirmsNewest(osric);
  const alice = await enrolled(olive, { ...registered.alice, role: 'clinician', organisation: hospital, defence });
  await victor.door.state();
  await victor.door.confirmMember(alice.person);
  return { officers: [olive, osric], hospital, defence, victor, alice };
}

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
