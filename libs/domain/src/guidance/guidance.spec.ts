import { consentScopes, recordingKinds } from '../words/lists';
import { guidanceIn, type ConsentDraft, type GuidanceRefusal, type SharedConsent } from './rule';
import { careScopes, externalScopes, isExternal, isSecondary } from './scopes';
import { guidanceRules, needsNoConsentToMake } from './table';

const guidance = guidanceIn(guidanceRules, 1);
const consentRefusal = (draft: ConsentDraft): GuidanceRefusal | undefined =>
  guidance.broken('consent', { ...draft, withdrawn: 'no' });
const externalShareRefusal = (consent: SharedConsent): GuidanceRefusal | undefined => guidance.broken('share', consent);

const photograph: ConsentDraft = {
  recording: 'clinical-photograph',
  form: 'oral',
  scopes: ['capture', 'internal'],
  subject: 'adult',
  flags: [],
};
const rule = (change: Partial<ConsentDraft>): string | undefined => consentRefusal({ ...photograph, ...change })?.id;

test('six kinds need no separate consent to make (GMC recordings, para 10), every other does', () => {
  const free = recordingKinds.filter(
    (recording) => rule({ recording, form: 'not-needed-to-make', scopes: [] }) === undefined,
  );
  expect(free).toEqual([
    'internal-organ',
    'pathology-slide',
    'endoscopic-image',
    'organ-function',
    'ultrasound',
    'x-ray',
  ]);
  expect(free).toEqual(needsNoConsentToMake);
  const refused = recordingKinds.filter((recording) => !free.includes(recording));
  expect(refused).toEqual(['clinical-photograph', 'dermoscopic-image', 'fundus-photograph']);
  for (const recording of refused) expect(rule({ recording, form: 'not-needed-to-make' })).toBe('R05');
});

test('an ordinary picture needs the scope to make it, given orally or in writing', () => {
  expect(rule({})).toBeUndefined();
  expect(rule({ form: 'written', scopes: ['capture'] })).toBeUndefined();
  expect(rule({ scopes: ['internal', 'named-external', 'via-platform'] })).toBe('R01');
  expect(rule({ recording: 'x-ray', scopes: [] })).toBeUndefined();
});

test.each(['named-external', 'via-platform'] as const)(
  'sharing outside (%s) needs an agreement even where making did not',
  (scope) => {
    expect(rule({ recording: 'x-ray', form: 'not-needed-to-make', scopes: [scope] })).toBe('R12');
    expect(rule({ recording: 'x-ray', form: 'oral', scopes: [scope] })).toBeUndefined();
  },
);

test.each(['research', 'teaching'] as const)(
  'secondary use (%s) needs an agreement even where making did not',
  (scope) => {
    expect(rule({ recording: 'ultrasound', form: 'not-needed-to-make', scopes: [scope] })).toBe('R06');
    expect(rule({ recording: 'ultrasound', form: 'written', scopes: [scope] })).toBeUndefined();
  },
);

test('an intimate picture of a child is held by nobody here, and the way on is named', () => {
  const refused = consentRefusal({ ...photograph, subject: 'child', flags: ['intimate'] });
  expect(refused?.id).toBe('R08');
  expect(refused?.sentence).toContain('medical photography');
  expect(refused?.sources[0]?.document).toContain('policy');
  expect(Object.keys(refused ?? {})).toEqual(['id', 'sentence', 'sources']);
  expect(rule({ flags: ['child', 'intimate'] })).toBe('R08');
  expect(rule({ subject: 'child' })).toBeUndefined();
  expect(rule({ flags: ['intimate'] })).toBeUndefined();
});

test('a share outside needs both scopes and a consent that stands', () => {
  const whole = { ...photograph, scopes: ['capture', 'named-external', 'via-platform'], withdrawn: 'no' } as const;
  expect(externalShareRefusal(whole)).toBeUndefined();
  expect(externalShareRefusal({ ...whole, scopes: ['capture', 'named-external'] })?.id).toBe('R12');
  expect(externalShareRefusal({ ...whole, scopes: ['capture', 'via-platform'] })?.id).toBe('R12');
  expect(externalShareRefusal({ ...whole, withdrawn: 'sharing' })?.id).toBe('R15');
  expect(externalShareRefusal({ ...whole, withdrawn: 'capture' })?.id).toBe('R15');
});

test('every refusal says what to do and where the rule comes from', () => {
  const refusals = [
    consentRefusal({ ...photograph, form: 'not-needed-to-make' }),
    consentRefusal({ ...photograph, scopes: [] }),
    consentRefusal({ ...photograph, subject: 'child', flags: ['intimate'] }),
    consentRefusal({ ...photograph, recording: 'x-ray', form: 'not-needed-to-make', scopes: ['teaching'] }),
    consentRefusal({ ...photograph, recording: 'x-ray', form: 'not-needed-to-make', scopes: ['via-platform'] }),
    externalShareRefusal({ ...photograph, withdrawn: 'no' }),
    externalShareRefusal({ ...photograph, withdrawn: 'sharing' }),
  ];
  for (const refused of refusals) {
    expect(refused?.sentence).toMatch(/^[A-Z].{30,}\.$/);
    expect(refused?.sources.map(({ document }) => document).join()).toMatch(/GMC|MDU/);
  }
});

test('each rule names where it comes from, document by document', () => {
  const sources = guidanceRules.map(({ id, at, sources: from }) => [
    `${id} ${at.join()}`,
    ...from.map(({ document, paras }) => (paras === undefined ? document : `${document}, ${paras}`)),
  ]);
  expect(sources).toEqual([
    ['R15 share', 'GMC Confidentiality, 30', 'MDU on withdrawal'],
    ['R12 share', 'MDU on sharing by messaging', 'This service’s policy: it applies to de-identified pictures too'],
    [
      'R08 consent',
      'This service’s policy, stricter than the guidance',
      'GMC recordings, 34–35',
      'Protection of Children Act 1978',
    ],
    ['R05 consent', 'GMC recordings, 10 and 13'],
    ['R01 consent', 'GMC recordings, 13–14'],
    ['R12 consent', 'MDU on sharing by messaging', 'GMC Confidentiality, 28'],
    ['R06 consent', 'GMC recordings, 12, 17 and 24–27'],
  ]);
});

test('what each scope is for', () => {
  expect(careScopes).toEqual(['capture', 'internal']);
  expect(externalScopes).toEqual(['named-external', 'via-platform']);
  expect(consentScopes.filter(isExternal)).toEqual(externalScopes);
  expect(consentScopes.filter(isSecondary)).toEqual(['research', 'teaching']);
});
