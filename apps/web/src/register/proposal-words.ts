import type { ProposalView, ProposedAct } from '../vault/door';
import { registerStatusWords, roleWords } from '../words';
import { changeRows } from './changes';

type Act = ProposedAct['act'];
type Of<A extends Act> = Extract<ProposedAct, { readonly act: A }>;
type Proposal<A extends Act> = ProposalView & { readonly what: Of<A> };

/** Whether what waits is of this kind, and can still be confirmed. */
export function isAbout<const A extends Act>(act: A): (proposal: ProposalView) => proposal is Proposal<A> {
  return (proposal): proposal is Proposal<A> => proposal.what.act === act && proposal.falls === '';
}

function place({ organisation, defence }: Of<'credential'>): string {
  const at = organisation === '' ? '' : ` of ${organisation}`;
  return defence === '' ? at : `${at}, put down as a member of ${defence}`;
}

function credentialLine(what: Of<'credential'>): string {
  const as = `${roleWords[what.role].toLowerCase()}${place(what)}`;
  return what.isKnown ? `Change what the register says of ${what.name}: ${as}.` : `Let ${what.name} in as ${as}.`;
}

const officeAs = {
  lead: 'a lead',
  'caldicott-guardian': 'the Caldicott guardian',
} as const satisfies Record<Of<'office'>['office'], string>;

/** What it does once another officer has confirmed it. */
export function proposalLine(what: ProposedAct): string {
  switch (what.act) {
    case 'organisation':
      return `Add ${what.name} to the register as a ${what.kind} organisation.`;
    case 'credential':
      return credentialLine(what);
    case 'status':
      return `Restore ${what.name}: they get their access back.`;
    case 'appointment':
      return `Appoint ${what.name} as an adviser of ${what.organisation} again.`;
    case 'organisation-name':
      return `Rename ${what.before} to ${what.name}.`;
    case 'organisation-status':
      return `Give ${what.name} back: it takes people in again, and begins with nobody.`;
    case 'office':
      return `Make ${what.name} ${officeAs[what.office]} of ${what.organisation}.`;
    case 'key-replacement':
      return `Give ${what.name} (${roleWords[what.role].toLowerCase()}) other keys, since they lost theirs.`;
    case 'rules-version':
      return `Put version ${String(what.version)} of the rules in force, for everybody.`;
  }
}

/** Name and status as the professional register has them. */
function registered({ registerName, registerStatus }: Of<'credential'>): string {
  return registerStatus === '' ? '' : `${registerName}. ${registerStatusWords[registerStatus]}`;
}

/** Who serves at once was confirmed by nobody of the organisation. */
function atOnce({ servesAtOnce }: { readonly servesAtOnce: boolean }): string {
  return servesAtOnce ? 'By nobody: no adviser serves there, so they serve at once' : '';
}

type Facts = readonly { readonly name: string; readonly value: string }[];

/** What nobody's word for the old keys outlives. */
export const endsByOtherKeys = {
  adviser: 'Their appointment: officers and their organisation give it anew',
  officer: 'Their access, until two officers give it back',
  clinician:
    'Their membership, any office, and their place in each case until somebody in it knows them again; a case that nobody else is in stays closed to them',
} as const satisfies Record<Of<'key-replacement'>['role'], string>;

/** Whoever gave the link could have used it themselves: nothing on this page shows who did. */
const askThem = 'See them or telephone them yourself, and ask whether they made these keys. Nothing here can show it';

const noAnchor = 'None: officers alone vouch for its first adviser';

function factsIn(what: ProposedAct): Facts {
  switch (what.act) {
    case 'organisation':
      return what.kind === 'defence'
        ? [{ name: 'Key of its own, by fingerprint', value: what.anchor || noAnchor }]
        : [];
    case 'credential':
      return [
        { name: 'Number', value: what.number },
        { name: 'In that register', value: registered(what) },
        { name: 'Looked up or read in', value: what.source },
        { name: 'Why the name may differ', value: what.why },
        { name: 'Confirmed by their organisation', value: atOnce(what) },
        ...changeRows(what.changes),
      ];
    case 'status':
      return [{ name: 'Number', value: what.number }];
    case 'office':
      return [
        { name: 'Number', value: what.number },
        { name: 'Beside', value: what.beside.join('; ') },
      ];
    case 'key-replacement':
      return [
        { name: 'Number', value: what.number },
        { name: 'What ends by it', value: endsByOtherKeys[what.role] },
        { name: 'Before you confirm', value: askThem },
      ];
    case 'appointment':
      return [
        { name: 'Number', value: what.number },
        { name: 'Confirmed by their organisation', value: atOnce(what) },
      ];
    default:
      return [];
  }
}

/** What another officer compares before they confirm. */
export function proposalFacts(what: ProposedAct): Facts {
  return factsIn(what).filter(({ value }) => value !== '');
}
