import { authorities, consentScopes, recordingKinds, type AuthorityFact, type DutyFlag } from '../words/lists';
import { contradictsAge, isAboutAuthority } from './authorities';
import { guidanceIn, type ConsentDraft, type GuidanceRefusal, type SharedConsent } from './rule';
import { careScopes, externalScopes, isExternal, isSecondary } from './scopes';
import { askedBeforeOutside, guidanceRules, needsNoConsentToMake } from './table';

const guidance = guidanceIn(guidanceRules, 1);
const consentRefusal = (draft: ConsentDraft): GuidanceRefusal | undefined =>
  guidance.broken('consent', { ...draft, withdrawn: 'no' });
const externalShareRefusal = (consent: SharedConsent): GuidanceRefusal | undefined => guidance.broken('share', consent);

const photograph: ConsentDraft = {
  recording: 'clinical-photograph',
  authority: 'said-yes',
  scopes: ['capture', 'internal'],
  facts: [],
  flags: [],
  ruledOut: [],
};
const rule = (change: Partial<ConsentDraft>): string | undefined => consentRefusal({ ...photograph, ...change })?.id;

test('six kinds need no separate consent to make (GMC recordings, para 10), every other does', () => {
  const free = recordingKinds.filter(
    (recording) => rule({ recording, authority: 'not-needed-to-make', scopes: [] }) === undefined,
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
  expect(refused).toEqual(['clinical-photograph', 'dermoscopic-image', 'fundus-photograph', 'kind-not-said']);
  for (const recording of refused) expect(rule({ recording, authority: 'not-needed-to-make' })).toBe('R05');
});

test('an ordinary picture needs the scope to make it, given orally or in writing', () => {
  expect(rule({})).toBeUndefined();
  expect(rule({ authority: 'signed', scopes: ['capture'] })).toBeUndefined();
  expect(rule({ scopes: ['internal', 'named-external', 'via-platform'] })).toBe('R01');
  expect(rule({ recording: 'x-ray', scopes: [] })).toBeUndefined();
});

test.each(['named-external', 'via-platform'] as const)(
  'sharing outside (%s) needs an agreement even where making did not',
  (scope) => {
    expect(rule({ recording: 'x-ray', authority: 'not-needed-to-make', scopes: [scope] })).toBe('R12');
    expect(rule({ recording: 'x-ray', authority: 'said-yes', scopes: [scope] })).toBeUndefined();
  },
);

test.each(['research', 'teaching'] as const)(
  'secondary use (%s) needs an agreement even where making did not',
  (scope) => {
    expect(rule({ recording: 'ultrasound', authority: 'not-needed-to-make', scopes: [scope] })).toBe('R11');
    expect(rule({ recording: 'ultrasound', authority: 'signed', scopes: [scope] })).toBeUndefined();
  },
);

test('an intimate picture of a child is held by nobody here, and the way on is named', () => {
  const refused = consentRefusal({ ...photograph, authority: 'child-understands', flags: ['intimate'] });
  expect(refused?.id).toBe('R29');
  expect(refused?.sentence).toContain('medical photography');
  expect(refused?.sources[0]?.document).toContain('policy');
  expect(Object.keys(refused ?? {})).toEqual(['id', 'sentence', 'sources']);
  for (const authority of ['young-person', 'parental-responsibility', 'child-understands'] as const) {
    expect(rule({ authority, facts: [], flags: ['intimate'] })).toBe('R29');
  }
  expect(rule({ flags: ['child', 'intimate'] })).toBe('R29');
  expect(rule({ flags: ['intimate'] })).toBeUndefined();
});

test('a share outside needs both scopes and a consent that stands', () => {
  const said = { ruledOut: ['face', 'intimate', 'rare'], withdrawn: 'no' } as const;
  const whole = { ...photograph, ...said, scopes: ['capture', 'named-external', 'via-platform'] } as const;
  expect(externalShareRefusal(whole)).toBeUndefined();
  expect(externalShareRefusal({ ...whole, scopes: ['capture', 'named-external'] })?.id).toBe('R12');
  expect(externalShareRefusal({ ...whole, scopes: ['capture', 'via-platform'] })?.id).toBe('R12');
  expect(externalShareRefusal({ ...whole, withdrawn: 'sharing' })?.id).toBe('R15');
  expect(externalShareRefusal({ ...whole, withdrawn: 'capture' })?.id).toBe('R15');
});

test('every refusal says what to do and where the rule comes from', () => {
  const refusals = [
    consentRefusal({ ...photograph, authority: 'not-needed-to-make' }),
    consentRefusal({ ...photograph, scopes: [] }),
    consentRefusal({ ...photograph, authority: 'child-understands', flags: ['intimate'] }),
    consentRefusal({ ...photograph, recording: 'x-ray', authority: 'not-needed-to-make', scopes: ['teaching'] }),
    consentRefusal({ ...photograph, recording: 'x-ray', authority: 'not-needed-to-make', scopes: ['via-platform'] }),
    externalShareRefusal({ ...photograph, withdrawn: 'no' }),
    externalShareRefusal({ ...photograph, withdrawn: 'sharing' }),
  ];
  for (const refused of refusals) {
    expect(refused?.sentence).toMatch(/^[A-Z].{30,}\.$/);
    expect(refused?.sources.map(({ document }) => document).join()).toMatch(/GMC|MDU|Act 1978/);
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
    ['R27 share', 'GMC recordings, 17', 'MDU on sharing by messaging'],
    ['R09 share', 'GMC recordings, 47–51'],
    ['R29 consent', 'This service’s policy, stricter than the guidance', 'Protection of Children Act 1978'],
    ['R29 consent', 'This service’s policy, stricter than the guidance', 'Protection of Children Act 1978'],
    ['R05 consent', 'GMC recordings, 10 and 13'],
    ['R08 consent', 'GMC recordings, 34–35'],
    ['R07 consent', 'GMC recordings, 28–33'],
    ['R09 consent', 'GMC recordings, 47–51'],
    ['R01 consent', 'GMC recordings, 13–14'],
    ['R12 consent', 'MDU on sharing by messaging', 'GMC Confidentiality, 28'],
    ['R12 consent', 'GMC Confidentiality, 28–30', 'MDU on emergencies'],
    ['R11 consent', 'GMC recordings, 12, 17 and 24–27'],
  ]);
});

test('what each scope is for', () => {
  expect(careScopes).toEqual(['capture', 'internal']);
  expect(externalScopes).toEqual(['named-external', 'via-platform']);
  expect(consentScopes.filter(isExternal)).toEqual(externalScopes);
  expect(consentScopes.filter(isSecondary)).toEqual(['research', 'teaching']);
});

test('nobody under 18 is recorded without an answer to whether an intimate part can be seen', () => {
  expect(rule({ authority: 'child-understands' })).toBe('R29');
  expect(rule({ authority: 'child-understands', ruledOut: ['intimate'] })).toBeUndefined();
  expect(rule({ authority: 'nobody-could-be-asked', flags: ['child'] })).toBe('R29');
  expect(rule({ authority: 'nobody-could-be-asked', flags: ['child'], ruledOut: ['intimate'] })).toBeUndefined();
});

test.each([
  ['R08', 'parental-responsibility', ['father']],
  ['R07', 'lacks-capacity', ['discussed-with-family', 'discussed-with-team', 'nobody-has-authority']],
  ['R09', 'has-died', ['wishes-not-known', 'family-agrees', 'coroner-not-involved']],
] as const)('%s: %s rests on answers, on all of them', (id, authority, facts) => {
  const said = { authority, ruledOut: ['intimate'] } as const;
  expect(rule({ ...said, facts: [] })).toBe(id);
  expect(rule({ ...said, facts: facts.slice(1) })).toBe(authority === 'lacks-capacity' ? undefined : id);
  expect(rule({ ...said, facts: facts.slice(0, -1) })).toBe(id);
  expect(rule({ ...said, facts })).toBeUndefined();
});

test('where nobody could be asked, the picture is for this patient’s care inside and for nothing else', () => {
  const unasked = { authority: 'nobody-could-be-asked' } as const;
  expect(rule(unasked)).toBeUndefined();
  expect(rule({ ...unasked, scopes: ['capture', 'internal', 'named-external', 'via-platform'] })).toBe('R12');
  expect(rule({ ...unasked, scopes: ['capture', 'teaching'] })).toBe('R11');
});

test('before a picture goes outside, what a stranger could know somebody by was said of it', () => {
  const scopes = ['capture', 'internal', 'named-external', 'via-platform'] as const;
  const share = (flags: readonly DutyFlag[], ruledOut: readonly DutyFlag[]) =>
    externalShareRefusal({ ...photograph, scopes, withdrawn: 'no', flags, ruledOut })?.id;
  expect(share([], [])).toBe('R27');
  expect(share(['face'], ['intimate'])).toBe('R27');
  expect(share(['face'], ['intimate', 'rare'])).toBeUndefined();
});

test('a picture of somebody who has died stays inside until somebody asked about a coroner', () => {
  const scopes = ['capture', 'internal', 'named-external', 'via-platform'] as const;
  const share = (coroner: AuthorityFact) =>
    externalShareRefusal({
      ...{ ...photograph, scopes, withdrawn: 'no', ruledOut: askedBeforeOutside, authority: 'has-died' },
      facts: ['wishes-allow-it', 'family-agrees', coroner],
    })?.id;
  expect(share('coroner-not-asked')).toBe('R09');
  expect([share('coroner-agrees'), share('coroner-not-involved')]).toEqual([undefined, undefined]);
});

test.each([
  ['under-1', ['parental-responsibility']],
  ['5-15', ['parental-responsibility', 'child-understands']],
  ['16-17', ['young-person', 'parental-responsibility', 'lacks-capacity']],
  ['18-39', ['said-yes', 'signed', 'lacks-capacity']],
  ['80-plus', ['said-yes', 'signed', 'lacks-capacity']],
] as const)('at %s the authority may be %j, or one that knows no age', (band, expected) => {
  const ageless = ['nobody-could-be-asked', 'has-died', 'not-needed-to-make'];
  const possible = authorities.filter((authority) => !contradictsAge(authority, band));
  expect(possible.filter((each) => !ageless.includes(each))).toEqual(expected);
  expect(possible).toEqual(expect.arrayContaining(ageless));
});

test('answers belong to the authority they are given for, one to a question that takes one', () => {
  expect(isAboutAuthority({ authority: 'said-yes', facts: [] })).toBe(true);
  expect(isAboutAuthority({ authority: 'said-yes', facts: ['mother'] })).toBe(false);
  expect(isAboutAuthority({ authority: 'parental-responsibility', facts: ['mother', 'father'] })).toBe(false);
  expect(isAboutAuthority({ authority: 'has-died', facts: ['family-agrees', 'wishes-not-known'] })).toBe(true);
  expect(
    isAboutAuthority({ authority: 'lacks-capacity', facts: ['discussed-with-family', 'discussed-with-team'] }),
  ).toBe(true);
});
