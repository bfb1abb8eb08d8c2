import {
  longestName,
  offices,
  officesOf,
  Problem,
  usableName,
  worksAt,
  type ActToWrite,
  type Organisation,
  type OrganisationId,
  type OrganisationStatus,
  type Person,
  type PolicySubject,
  type RegisterBody,
} from '@consilium/domain';
import { confirmAndWrite, seenOf, seenOfPerson } from '../vault/acts';
import type { Vault } from '../vault/vault';
import type {
  CapturePolicyView,
  ContactView,
  LeadPolicyView,
  OfficeHolderView,
  OrganisationOfficesView,
  OrganisationPageView,
} from './organisation-views';
import { alikeOrganisations } from './alike';
import { anyNumberOf, nameOf } from './person-view';
import type { NameView } from './views';

/** What is said of an organisation after it was added: by officers, and by whoever speaks for it. Each with a gesture. */
export interface OrganisationsDoor {
  /** Where the caller works, and the organisation that defends them or that they advise for. */
  ownOrganisations(): Promise<OrganisationPageView[]>;
  organisationOffices(organisation: string): Promise<OrganisationOfficesView>;
  /** What its new name could be mistaken for; `seen` is of that, and of the organisation. */
  newNameOf(organisation: string, name: string): Promise<NameView>;
  renameOrganisation(organisation: string, name: string, seen: string): Promise<void>;
  setOrganisationStatus(organisation: string, status: OrganisationStatus, seen: string): Promise<void>;
  setOffice(of: ActToWrite<'office'>, seen: string): Promise<void>;
  /** The whole list, in the place of what it was. */
  sayContacts(organisation: string, contacts: ContactView[], seen: string): Promise<void>;
  /** The next version of what pictures may be taken with. */
  sayCapturePolicy(
    organisation: string,
    policy: Pick<CapturePolicyView, 'says' | 'words'>,
    seen: string,
  ): Promise<void>;
  /** The next version, in the place of what it was. */
  sayLeadPolicy(
    organisation: string,
    policy: Pick<LeadPolicyView, 'professions' | 'words'>,
    seen: string,
  ): Promise<void>;
}

function found(vault: Vault, id: string): Organisation {
  const organisation = vault.view.organisation(id as OrganisationId);
  if (organisation === undefined) throw new Problem('not-found', 'This organisation is not in the register.');
  return organisation;
}

const seenOfOrganisation = (vault: Vault, id: string): string =>
  seenOf(vault, 'organisation-name', { organisation: id });

const seenOfName = (vault: Vault, id: string, name: string): string =>
  JSON.stringify([seenOfOrganisation(vault, id), alikeOrganisations(vault, name, { organisation: id })]);

function staffOf(vault: Vault, { id }: Organisation): Person[] {
  const now = vault.clock.now();
  return vault.view
    .people()
    .filter((person) => worksAt(person, id, now))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

/** Who holds an office there now, leads first. */
export function holdersAt(vault: Vault, organisation: Organisation): OfficeHolderView[] {
  const now = vault.clock.now();
  const all = staffOf(vault, organisation).flatMap((person) =>
    officesOf(organisation, person, now).map((office) => ({
      ...{ office, person: person.id, name: person.name, number: anyNumberOf(person) },
    })),
  );
  return all.toSorted((one, other) => offices.indexOf(one.office) - offices.indexOf(other.office));
}

/** Who signed a policy and when, by the register's own entry; with the organisation itself where it began with it. */
function signedBy(
  vault: Vault,
  id: OrganisationId,
  subject: PolicySubject,
  version: number,
): { by: string; at: number } {
  const written = vault.register.entries.findLast(({ entry, body }) => {
    const said = body as Partial<RegisterBody<'policy'>> | undefined;
    if (said?.organisation !== id) return false;
    return entry.type === 'organisation' || (said.subject === subject && said.version === version);
  });
  return { by: nameOf(vault, written?.entry.by ?? ''), at: written?.entry.at ?? 0 };
}

function leadPolicy(vault: Vault, { id, policies: { leads } }: Organisation): LeadPolicyView | undefined {
  if (leads === undefined) return undefined;
  const { version, professions, words } = leads;
  return { version, professions: [...professions], words, ...signedBy(vault, id, 'leads', version) };
}

function capturePolicy(vault: Vault, { id, policies: { capture } }: Organisation): CapturePolicyView | undefined {
  if (capture === undefined || capture.capture === '') return undefined;
  const { version, capture: says, words } = capture;
  return { version, says, words, ...signedBy(vault, id, 'capture', version) };
}

function pageView(vault: Vault, organisation: Organisation, as: OrganisationPageView['as']): OrganisationPageView {
  const { id, name, kind, status, contacts } = organisation;
  const { self } = vault;
  const speaks = kind === 'defence' ? self.advises === id : officesOf(organisation, self, vault.clock.now()).length > 0;
  return {
    ...{ organisation: id, name, kind, status, as, speaks },
    holders: holdersAt(vault, organisation),
    contacts: contacts.map((each) => ({ ...each })),
    leads: leadPolicy(vault, organisation),
    capture: capturePolicy(vault, organisation),
    seen: seenOfOrganisation(vault, id),
  };
}

function officesView(vault: Vault, organisation: Organisation): OrganisationOfficesView {
  const clinicians = staffOf(vault, organisation);
  return {
    holders: holdersAt(vault, organisation),
    clinicians: clinicians.map((person) => ({ person: person.id, name: person.name, number: anyNumberOf(person) })),
    seen: [seenOfOrganisation(vault, organisation.id), ...clinicians.map(({ id }) => seenOfPerson(vault, id))].join(
      ' ',
    ),
  };
}

function own(vault: Vault): OrganisationPageView[] {
  const { organisation, defence, role } = vault.self;
  const work = role === 'adviser' ? ('defence' as const) : ('work' as const);
  const at = [
    { id: organisation, as: work },
    { id: defence, as: 'defence' as const },
  ];
  return at.filter(({ id }) => id !== '').map(({ id, as }) => pageView(vault, found(vault, id), as));
}

type Policies = Pick<OrganisationsDoor, 'sayCapturePolicy' | 'sayLeadPolicy'>;

/** What an organisation lays down for itself, each in versions that follow one another. */
function policies(vault: Vault, current: () => Promise<void>): Policies {
  return {
    sayCapturePolicy: async (id, { says, words }, seen) => {
      await current();
      if (words.trim() === '') throw new Problem('bad-input', 'Write in words what pictures may be taken with.');
      const version = (found(vault, id).policies.capture?.version ?? 0) + 1;
      const said = { subject: 'capture' as const, version, professions: [], capture: says, words: words.trim() };
      await confirmAndWrite(vault, { type: 'policy', body: { organisation: id, ...said }, seen });
    },
    sayLeadPolicy: async (id, { professions, words }, seen) => {
      await current();
      if (words.trim() === '') throw new Problem('bad-input', 'Write in words who may lead the organisation.');
      if (professions.length === 0) throw new Problem('bad-input', 'Choose at least one profession that may lead.');
      const version = (found(vault, id).policies.leads?.version ?? 0) + 1;
      const body = {
        organisation: id,
        subject: 'leads' as const,
        version,
        professions,
        capture: '' as const,
        words: words.trim(),
      };
      await confirmAndWrite(vault, { type: 'policy', body, seen });
    },
  };
}

/** `current` makes sure that keys are open and the register's newest is here. */
export function organisationsDoor(vault: Vault, current: () => Promise<void>): OrganisationsDoor {
  return {
    ownOrganisations: async () => {
      await current();
      return own(vault);
    },
    organisationOffices: async (id) => {
      await current();
      return officesView(vault, found(vault, id));
    },
    newNameOf: async (organisation, name) => {
      await current();
      return { alike: alikeOrganisations(vault, name, { organisation }), seen: seenOfName(vault, organisation, name) };
    },
    renameOrganisation: async (organisation, name, seen) => {
      await current();
      const body = { organisation, name: usableName(name, longestName) };
      const shows = (): string => seenOfName(vault, organisation, name);
      await confirmAndWrite(vault, { type: 'organisation-name', body, seen, shows });
    },
    setOrganisationStatus: async (organisation, status, seen) => {
      await current();
      await confirmAndWrite(vault, { type: 'organisation-status', body: { organisation, status }, seen });
    },
    setOffice: async (body, seen) => {
      await current();
      const shows = (): string => officesView(vault, found(vault, body.organisation)).seen;
      await confirmAndWrite(vault, { type: 'office', body, seen, shows });
    },
    sayContacts: async (organisation, contacts, seen) => {
      await current();
      const said = contacts.map(({ kind, reach }) => ({ kind, reach: reach.trim() }));
      if (said.some(({ reach }) => reach === '')) {
        throw new Problem('bad-input', 'Say how each of these is reached, or take it off the list.');
      }
      await confirmAndWrite(vault, { type: 'contacts', body: { organisation, contacts: said }, seen });
    },
    ...policies(vault, current),
  };
}
