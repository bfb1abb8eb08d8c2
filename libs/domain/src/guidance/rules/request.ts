import type { GuidanceRule } from '../rule';

/** What goes outside beside a picture. It is sealed, so that clients alone judge it. */
export const requestRules: readonly GuidanceRule[] = [
  {
    id: 'R25',
    since: 1,
    about: 'request',
    effects: { outside: 'blocks' },
    judgedBy: 'clients',
    brokenWhere: 'no picture is chosen, or it is not written why somebody outside is needed',
    sentence:
      'Choose the pictures that the question needs and no more, and write why somebody outside has to see them.',
    sources: [{ document: 'Caldicott Principles', paras: '1–4' }],
    breaks: ({ pictures, hasReasons }) => pictures === 0 || !hasReasons,
  },
  {
    id: 'R31',
    since: 1,
    about: 'words',
    effects: { outside: 'blocks' },
    judgedBy: 'clients',
    brokenWhere: 'there is an NHS, CHI or H&C number in the words whose check digit holds',
    sentence: 'Take the patient’s number out: a dossier goes to people outside your organisation.',
    sources: [{ document: 'MPS on asking for advice' }, { document: 'NHS England on mobile messaging' }],
    breaks: ({ identifiers }) => identifiers === 'certain',
  },
  {
    id: 'R31',
    since: 1,
    about: 'words',
    effects: { inside: 'warns' },
    judgedBy: 'clients',
    brokenWhere:
      'something in the words looks like a number, a date of birth, a postcode, an address or a phone number',
    sentence: 'This may say who the patient is. Take it out unless your colleague needs it.',
    sources: [{ document: 'NHS England on mobile messaging' }],
    breaks: ({ identifiers }) => identifiers !== 'none',
  },
];
