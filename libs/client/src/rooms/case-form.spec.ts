import { caseFormText, readCaseForm } from './case-form';

const form = {
  title: 'Blurred disc, left',
  specialty: 'Ophthalmology',
  urgency: 'today',
  ageBand: '80-plus',
  question: 'Papilloedema?',
  responsible: 'Dr Ash',
  history: 'Three weeks of headache',
  examination: '',
  medicines: 'None',
  ...{ team: '', teamName: '', onCall: '' },
} as const;
const read = (changes: object) => readCaseForm(JSON.stringify({ ...form, ...changes }));

test('a form reads as it was written', () => {
  expect(readCaseForm(caseFormText(form))).toEqual({ value: form });
});

test('the team that is asked stands in the form, and no word of teams where none is', () => {
  const asked = { ...form, team: 'dermatology', teamName: 'Dermatology', onCall: 'bela' };
  expect(readCaseForm(caseFormText(asked))).toEqual({ value: asked });
  expect(Object.keys(JSON.parse(caseFormText(form)) as object)).not.toContain('team');
});

test('what was not said is sealed as nothing, and read as not said: never as routine', () => {
  const text = caseFormText({ ...form, urgency: 'not-said', ageBand: 'not-said', specialty: '', responsible: '' });
  expect(JSON.parse(text)).toMatchObject({ urgency: '', ageBand: '', specialty: '', responsible: '' });
  expect(readCaseForm(text).value).toMatchObject({ urgency: 'not-said', ageBand: 'not-said', responsible: '' });
});

test('an urgency or an age of a newer version is not known, and one that is missing was not said', () => {
  expect(read({ urgency: 'within-the-hour', ageBand: '90-plus' }).value).toEqual({
    ...form,
    urgency: 'not-known',
    ageBand: 'not-known',
  });
  expect(read({ urgency: undefined, ageBand: undefined }).value).toEqual({
    ...form,
    urgency: 'not-said',
    ageBand: 'not-said',
  });
});

test.each([
  ['a field this version does not know', { allergies: 'Penicillin' }],
  ['no question', { question: undefined }],
  ['a question that is no text', { question: ['Papilloedema?', 'Which side?'] }],
])('a form with %s is unreadable here, and no part of it is shown as the whole', (_, changes) => {
  expect(read(changes)).toEqual({ unreadable: 'newer' });
});

test.each(['', 'null', '[]', '"form"', '{', '2'])('%j is no form and shows as none', (text) => {
  expect(readCaseForm(text)).toEqual({ unreadable: 'newer' });
});

test('a form is written without what is no part of it', () => {
  expect(readCaseForm(caseFormText({ ...form, note: 'from an older draft' } as typeof form))).toEqual({ value: form });
});
