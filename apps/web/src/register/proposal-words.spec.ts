import type { ProposalView, ProposedAct } from '../vault/door';
import { isAbout, proposalFacts, proposalLine } from './proposal-words';

const credential = {
  ...{ act: 'credential', name: 'Victor Vetchling', role: 'adviser', organisation: 'Meridian Medical Defence' },
  ...{ defence: '', number: 'Staff number 4711', source: 'Letter, 12 November', why: '', isKnown: false },
  ...{ lookAlikes: [], registerName: '', registerStatus: '', changes: [], servesAtOnce: false },
} as const satisfies ProposedAct;

const acts = {
  organisation: { act: 'organisation', name: 'Northbank Hospital', kind: 'clinical', anchor: '', lookAlikes: [] },
  defence: { act: 'organisation', name: 'Guild', kind: 'defence', anchor: 'aaaa bbbb cccc dddd eeee', lookAlikes: [] },
  unanchored: { act: 'organisation', name: 'Guild', kind: 'defence', anchor: '', lookAlikes: [] },
  adviser: credential,
  officer: { ...credential, role: 'officer', organisation: '', why: 'Seen in person' },
  moves: {
    ...credential,
    ...{ role: 'clinician', organisation: 'Northbank Hospital', defence: 'Meridian Medical Defence', isKnown: true },
  },
  restored: { act: 'status', person: 'p', name: 'Cora Cloudesley', number: 'GMC 9990003' },
  appointed: {
    ...{ act: 'appointment', person: 'p', name: 'Victor Vetchling', number: '', servesAtOnce: true },
    organisation: 'Meridian Medical Defence',
  },
  renamed: {
    act: 'organisation-name',
    organisation: 'o',
    before: 'Northbank',
    name: 'Northbank Hospital',
    lookAlikes: [],
  },
  back: { act: 'organisation-status', organisation: 'o', name: 'Northbank Hospital' },
  lead: {
    ...{
      act: 'office',
      person: 'p',
      name: 'Cora Cloudesley',
      number: 'GMC 9990003',
      organisation: 'Northbank Hospital',
    },
    ...{ office: 'lead', beside: ['Arthur Ashgrove, GMC 9990001'] },
  },
  keys: { act: 'key-replacement', person: 'p', name: 'Cora Cloudesley', number: 'GMC 9990003', role: 'clinician' },
  rules: { act: 'rules-version', version: 2 },
} as const satisfies Record<string, ProposedAct>;

test.each([
  ['organisation', 'Add Northbank Hospital to the register as a clinical organisation.'],
  ['adviser', 'Let Victor Vetchling in as adviser of Meridian Medical Defence.'],
  ['officer', 'Let Victor Vetchling in as registration officer.'],
  [
    'moves',
    'Change what the register says of Victor Vetchling: clinician of Northbank Hospital, put down as a member of Meridian Medical Defence.',
  ],
  ['restored', 'Restore Cora Cloudesley: they get their access back.'],
  ['appointed', 'Appoint Victor Vetchling as an adviser of Meridian Medical Defence again.'],
  ['renamed', 'Rename Northbank to Northbank Hospital.'],
  ['back', 'Give Northbank Hospital back: it takes people in again, and begins with nobody.'],
  ['lead', 'Make Cora Cloudesley a lead of Northbank Hospital.'],
  ['keys', 'Give Cora Cloudesley (clinician) other keys, since they lost theirs.'],
  ['rules', 'Put version 2 of the rules in force, for everybody.'],
] as const)('what is proposed (%s) reads “%s”', (which, line) => {
  expect(proposalLine(acts[which])).toBe(line);
});

test.each([
  ['adviser', ['Staff number 4711', 'Letter, 12 November']],
  ['officer', ['Staff number 4711', 'Letter, 12 November', 'Seen in person']],
  ['restored', ['GMC 9990003']],
  ['lead', ['GMC 9990003', 'Arthur Ashgrove, GMC 9990001']],
  [
    'keys',
    [
      'GMC 9990003',
      'Their membership, any office, and their place in each case until somebody in it knows them again; a case that nobody else is in stays closed to them',
      'See them or telephone them yourself, and ask whether they made these keys. Nothing here can show it',
    ],
  ],
  ['appointed', ['By nobody: no adviser serves there, so they serve at once']],
  ['organisation', []],
  ['defence', ['aaaa bbbb cccc dddd eeee']],
  ['unanchored', ['None: officers alone vouch for its first adviser']],
] as const)('to compare before confirming (%s): %j', (which, values) => {
  expect(proposalFacts(acts[which]).map(({ value }) => value)).toEqual(values);
});

test('what can only be dropped stands in the place of no change', () => {
  const proposal: ProposalView = {
    ...{
      proposal: 'e',
      proposer: 'Morgan Reid',
      isMine: false,
      proposedAt: 1,
      from: 0,
      lapsesAt: 2,
      isOvertaken: false,
      isAhead: false,
      seen: '',
      falls: '',
    },
    what: acts.restored,
  };
  expect(isAbout('status')(proposal)).toBe(true);
  expect(isAbout('appointment')(proposal)).toBe(false);
  expect(isAbout('status')({ ...proposal, falls: 'This waited for longer than seven days.' })).toBe(false);
});
