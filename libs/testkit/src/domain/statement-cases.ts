import { type Applied, type RegisterBody, type Statement } from '@consilium/domain';
import type { Cases } from './cases';
import { offered, people } from './gesture-cases';
import { joinFor, jws, numberOf, organisation, staffOf, statedBy, statedByDoctor, T0 } from './names';
import { world, type World } from './world';

type Said = Parameters<World['credentialOffer']>[1];
const credential = (said: Said, name = 'dora'): Applied<unknown> =>
  offered((story) => story.credentialOffer(name, said));

type Found = RegisterBody<'credential'>['registration'][number];
const found = (change: Partial<Found> = {}): Found => ({
  ...{
    body: 'GMC',
    number: numberOf('dora'),
    name: 'dora',
    status: 'with-licence',
    source: 'register file',
    checkedAt: T0,
  },
  ...change,
});
const gmc = (number: string): Statement['register'] => [{ body: 'GMC', number }];
/** A first officer who says this of themselves, and another beside them, if one is named. */
const founder = (states: Partial<Statement>, ...more: readonly string[]): Applied<unknown> => {
  const story = world();
  const join = joinFor('olga', '', 'olga', { ...statedBy('olga', 'officer'), ...states });
  return story.register.offer(
    story.genesisOffer({ officers: [jws, ...more.map(() => jws)] }, [join, ...more.map((name) => joinFor(name, ''))]),
  );
};
/** A new officer whose staff number the officers read like this. */
const officerRead = (staff: RegisterBody<'credential'>['staff']): Applied<unknown> =>
  offered((story) => story.credentialOffer('dora', statedBy('dora', 'officer'), joinFor('dora', story.root), staff));
/** New keys of Alice's under which she says something else of herself. */
const keysWith = (states: Partial<Statement>): Applied<unknown> => {
  const story = people();
  const offer = story.keyChangeOffer('alice');
  const joins = (offer.facts?.joins ?? []).map((made) => ({
    ...made,
    join: { ...made.join, states: { ...made.join.states, ...states } },
  }));
  return story.register.offer({ ...offer, facts: { ...offer.facts, joins } });
};

/** What a joiner says of themselves, and what the register says of it. */
export const statementCases: Cases<
  | 'statement-older' | 'staff-number-missing' | 'staff-number-unexpected' | 'staff-number-of-another' | 'name-unusable' | 'statement-unknown' | 'statement-changed' | 'number-taken' | 'registration-missing' | 'registration-unexpected'
  | 'registration-of-another' | 'profession-missing' | 'profession-of-another-register' | 'status-not-good' | 'difference-unexplained'
> = {
  'statement-older': {
    'a renewal by a statement from before the one that stands': () =>
      offered((story) => {
        const made = joinFor('alice', story.root);
        return story.credentialOffer('alice', {}, { ...made, join: { ...made.join, at: T0 - 1 } });
      }),
  },
  'staff-number-missing': {
    'an officer without a staff number': () => credential({ ...statedBy('dora', 'officer'), staff: '' }),
    'an adviser with neither number': () => credential({ ...statedBy('dora', 'adviser', organisation('defence')), staff: '' }),
    'a first officer without a staff number': () => founder({ staff: '' }),
  },
  'staff-number-unexpected': {
    'a clinician with two numbers': () => credential({ staff: 'S123' }),
    'an adviser with two numbers': () =>
      credential({ ...statedBy('dora', 'adviser', organisation('defence')), profession: 'doctor', register: gmc(numberOf('dora')) }),
  },
  'staff-number-of-another': {
    'a staff number that nobody read': () => officerRead([]),
    'a staff number that was read otherwise': () => officerRead([{ number: 'S1', source: 'letter', checkedAt: T0 }]),
    'a staff number read for somebody who states none': () =>
      offered((story) => story.credentialOffer('dora', {}, joinFor('dora', story.root), [{ number: 'S1', source: 'letter', checkedAt: T0 }])),
  },
  'name-unusable': {
    'a name with a soft hyphen': () => credential({ name: 'do\u00adra' }),
    'a name that turns the direction of reading': () => credential({ name: 'dora \u202enhoj' }),
    'a name of which a letter is of another alphabet': () => credential({ name: 'd\u043era' }),
    'a name with a space too many': () => credential({ name: 'dora  dale' }),
    'a name that is not composed': () => credential({ name: 'dore\u0301' }),
    'a first officer with a hidden character in the name': () => founder({ name: 'ol\u200bga' }),
    'an organisation with a hidden character in its name': () =>
      offered((story) => story.by('olga', 'organisation', { organisation: organisation('new'), name: 'North\u2060field', kind: 'clinical', anchor: '' })),
  },
  'statement-unknown': {
    'a word that these rules do not have': () => credential({ profession: 'oracle' as 'doctor' }),
    'a first officer with a register number': () => founder({ register: gmc('1234567') }),
    'a first officer with a profession': () => founder({ profession: 'doctor' }),
    'a first officer with a specialty': () => founder({ specialty: 'dermatology' }),
    'a first officer of an organisation': () => founder({ organisation: organisation('hospital') }),
    'a first officer of a defence organisation': () => founder({ defence: organisation('defence') }),
  },
  'statement-changed': {
    'new keys under another name': () => keysWith({ name: 'alina' }),
    'new keys with another defence organisation': () => keysWith({ defence: organisation('rival') }),
    'new keys under another number': () => keysWith({ register: gmc('7654321') }),
  },
  'number-taken': {
    'a newcomer with the number of another': () => credential({ register: gmc(numberOf('alice')) }),
    'a renewal with the number of another': () => credential({ register: gmc(numberOf('bob')) }, 'alice'),
    'a newcomer with a number that another had before': () => {
      const story = people();
      story.register.add(story.credentialOffer('alice', { register: gmc('7654321') }));
      return story.register.offer(story.credentialOffer('dora', { register: gmc(numberOf('alice')) }));
    },
    'an adviser with the number of a clinician': () =>
      credential({ ...statedBy('dora', 'adviser', organisation('defence')), profession: 'doctor', staff: '', register: gmc(numberOf('alice')) }),
    'an officer with the staff number of another': () => credential({ ...statedBy('dora', 'officer'), staff: staffOf('omar') }),
    'a second officer with the staff number of the first': () =>
      founder({ staff: staffOf('omar') }, 'omar'),
  },
  'registration-missing': {
    'a clinician who states no number': () => credential({ profession: 'doctor', register: [], registration: [] }),
    'a number that nobody looked up': () =>
      offered((story) => story.credentialOffer('dora', { register: gmc(numberOf('dora')), profession: 'doctor', registration: [] })),
  },
  'registration-unexpected': {
    'an officer with a number': () => credential({ ...statedBy('dora', 'officer'), register: gmc(numberOf('dora')) }),
    'an officer with a profession': () => credential({ ...statedBy('dora', 'officer'), profession: 'doctor' }),
    'an answer about a number that was not stated': () =>
      credential({ ...statedBy('dora', 'adviser', organisation('defence')), registration: [found()] }),
  },
  'registration-of-another': {
    'the answer to another number': () => credential({ registration: [found({ number: numberOf('daniel') })] }),
    'the answer of another register': () => credential({ registration: [found({ body: 'GDC' })] }),
  },
  'profession-missing': {
    'a clinician without a profession': () => credential({ profession: '' }),
    'an adviser with a profession and no number': () => credential({ ...statedBy('dora', 'adviser', organisation('defence')), profession: 'doctor' }),
  },
  'profession-of-another-register': {
    'a nurse with a GMC number': () => credential({ profession: 'nurse' }),
    'an associate with the number of a doctor': () => credential({ profession: 'physician-associate' }),
    'a doctor with the number of an associate': () => credential({ register: gmc('A1234567') }),
    'a dentist of the GMC': () => credential({ profession: 'dentist', register: gmc('123456') }),
  },
  'status-not-good': {
    'somebody erased': () => credential({ registration: [found({ status: 'erased' })] }),
    'somebody suspended': () => credential({ registration: [found({ status: 'suspended' })] }),
    'somebody who gave registration up': () => credential({ registration: [found({ status: 'relinquished' })] }),
    'somebody without a licence': () => credential({ registration: [found({ status: 'without-licence' })] }),
    'somebody the register does not know': () => credential({ registration: [found({ status: 'not-found' })] }),
    'a renewal of somebody erased': () =>
      credential({ ...statedByDoctor('alice'), registration: [found({ number: numberOf('alice'), name: 'alice', status: 'erased' })] }, 'alice'),
  },
  'difference-unexplained': {
    'a name spelled otherwise in the register': () => credential({ registration: [found({ name: 'Dora Dale' })] }),
    'a reason of spaces': () => credential({ registration: [found({ name: 'Dora Dale' })], why: '  ' }),
  },
}; // prettier-ignore
