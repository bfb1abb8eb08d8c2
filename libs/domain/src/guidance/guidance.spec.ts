import {
  attestations,
  authorities,
  consentScopes,
  explanations,
  recordingKinds,
  type AuthorityFact,
  type DutyFlag,
} from '../words/lists';
import { contradictsAge, isAboutAuthority } from './authorities';
import { askedOfPicture, attestsBoth, impliedBasis, needsNoConsentToMake } from './picture-facts';
import { guidanceIn, guidanceMoments, type GuidanceMoment, type PictureFacts } from './rule';
import { careScopes, externalScopes, isExternal, isSecondary } from './scopes';
import { guidanceRules } from './table';

const guidance = guidanceIn(guidanceRules, 1);

const photograph: PictureFacts = {
  recording: 'clinical-photograph',
  authority: 'said-yes',
  scopes: ['capture', 'internal'],
  facts: [],
  flags: [],
  ruledOut: askedOfPicture,
  explained: explanations,
  attested: ['no-pressure', 'noted-in-record', 'leaflet-given'],
  withdrawn: 'no',
  readers: 'inside',
  purpose: 'direct-care',
};
const shared: PictureFacts = { ...photograph, scopes: [...careScopes, ...externalScopes] };
const rule = (change: Partial<PictureFacts>): string | undefined =>
  guidance.refusing('post', { ...photograph, ...change })?.id;
const outside = (change: Partial<PictureFacts>): string | undefined =>
  guidance.refusing('outside', { ...shared, ...change })?.id;
/** Every rule with what it does then. */
const told = (at: GuidanceMoment, change: Partial<PictureFacts>): readonly string[] =>
  guidance.findings('picture', at, { ...shared, ...change }).map(({ id, effect }) => `${id} ${effect}`);

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

test('an ordinary picture needs the scope to make it, and that to show it where it is shown', () => {
  expect(rule({})).toBeUndefined();
  expect(rule({ scopes: ['internal', 'named-external', 'via-platform'] })).toBe('R01');
  expect(rule({ authority: 'signed', scopes: ['capture'] })).toBe('R11');
  expect(rule({ authority: 'signed', scopes: ['capture'], readers: 'named' })).toBeUndefined();
  expect(rule({ authority: 'lacks-capacity', facts: ['discussed-with-team', 'nobody-has-authority'], scopes: ['capture'] })).toBeUndefined(); // prettier-ignore
  expect(rule({ recording: 'x-ray', authority: 'not-needed-to-make', scopes: [] })).toBeUndefined();
});

test.each(['named-external', 'via-platform'] as const)(
  'sharing outside (%s) needs an agreement even where making did not',
  (scope) => {
    expect(rule({ recording: 'x-ray', authority: 'not-needed-to-make', scopes: [scope] })).toBe('R12');
    expect(rule({ recording: 'x-ray', scopes: ['internal', scope] })).toBeUndefined();
    expect(outside({ scopes: shared.scopes.filter((each) => each !== scope) })).toBe('R12');
  },
);

test.each(['audit', 'research', 'teaching'] as const)(
  'secondary use (%s) needs an agreement even where making did not',
  (scope) => {
    expect(rule({ recording: 'ultrasound', authority: 'not-needed-to-make', scopes: [scope] })).toBe('R11');
    expect(rule({ authority: 'nobody-could-be-asked', scopes: ['capture', scope] })).toBe('R11');
    expect(rule({ recording: 'ultrasound', authority: 'signed', scopes: ['internal', scope] })).toBeUndefined();
  },
);

test('an intimate picture of a child is held by nobody here, and the way on is named', () => {
  const refused = guidance.refusing('post', { ...photograph, authority: 'child-understands', flags: ['intimate'] });
  expect(refused).toMatchObject({ id: 'R29', effect: 'blocks' });
  expect(refused?.sentence).toContain('medical photography');
  expect(refused?.sources[0]?.document).toContain('policy');
  expect(Object.keys(refused ?? {})).toEqual(['id', 'sentence', 'sources', 'effect']);
  for (const authority of ['young-person', 'parental-responsibility', 'child-understands'] as const) {
    expect(rule({ authority, flags: ['intimate'] })).toBe('R29');
    expect(outside({ authority, flags: ['intimate'] })).toBe('R29');
  }
  expect(rule({ flags: ['child', 'intimate'] })).toBe('R29');
  expect(rule({ flags: ['intimate'] })).toBeUndefined();
});

test('nobody under 18 is recorded without an answer to all that can be seen, an intimate part first', () => {
  const but = (flag: DutyFlag) => askedOfPicture.filter((each) => each !== flag);
  for (const young of [{ authority: 'child-understands' }, { authority: 'nobody-could-be-asked', flags: ['child'] }] as const) {
    expect(rule({ ...young, ruledOut: [] })).toBe('R29');
    expect(rule({ ...young, ruledOut: but('intimate') })).toBe('R29');
    for (const flag of but('intimate')) expect(rule({ ...young, ruledOut: but(flag) })).toBe('R27');
    expect(rule(young)).toBeUndefined();
  }
}); // prettier-ignore

test('a share outside needs an agreement that stands', () => {
  expect(outside({})).toBeUndefined();
  expect(outside({ withdrawn: 'sharing' })).toBe('R15');
  expect(outside({ withdrawn: 'capture' })).toBe('R15');
});

test.each([
  ['R02', { explained: [] }],
  ['R03', { attested: ['noted-in-record', 'leaflet-given'] }],
] as const)('%s warns inside and blocks outside, where somebody agreed', (id, change) => {
  expect(told('inside', change)).toEqual([`${id} warns`]);
  expect(told('outside', change)).toEqual([`${id} blocks`]);
  const best = { authority: 'has-died', facts: ['coroner-not-involved'], ...change } as const;
  expect([...told('inside', best), ...told('outside', best)].filter((each) => each.startsWith(id))).toEqual([]);
});

test.each(explanations)('outside, “%s” was explained too', (left) => {
  expect(outside({ explained: explanations.filter((each) => each !== left) })).toBe('R02');
});

test.each(['not-needed-to-make', 'nobody-could-be-asked'] as const)(
  'R13: what rests on %s is shown inside for four reasons, and a missing one is said',
  (authority) => {
    expect(told('inside', { authority, attested: impliedBasis })).toEqual([]);
    for (const left of impliedBasis) {
      const attested = impliedBasis.filter((each) => each !== left);
      expect(told('inside', { authority, attested })).toEqual(['R13 warns']);
      expect(told('outside', { authority, attested })).toContain('R13 blocks');
    }
    expect(told('outside', { authority, attested: impliedBasis })).not.toContain('R13 blocks');
    expect(told('inside', { attested: ['no-pressure'] })).toEqual([]);
  },
);

test('an intimate part of an adult asks for a chaperone, and outside for a second adviser', () => {
  const attested = (said: 'chaperone-present' | 'chaperone-declined') => [...photograph.attested, said];
  expect(told('inside', { flags: ['intimate'] })).toEqual(['R30 warns']);
  expect(told('outside', { flags: ['intimate'] })).toEqual(['R30 blocks', 'R30 asks']);
  for (const said of ['chaperone-present', 'chaperone-declined'] as const) {
    expect(told('inside', { flags: ['intimate'], attested: attested(said) })).toEqual([]);
    expect(told('outside', { flags: ['intimate'], attested: attested(said) })).toEqual(['R30 asks']);
  }
});

test('before a picture goes outside, what a stranger could know somebody by was said of it', () => {
  expect(outside({ ruledOut: [] })).toBe('R27');
  for (const left of askedOfPicture) {
    const ruledOut = askedOfPicture.filter((each) => each !== left);
    expect(outside({ ruledOut })).toBe('R27');
  }
  const ruledOut = askedOfPicture.filter((each) => each !== 'face');
  expect(outside({ flags: ['face'], ruledOut })).toBeUndefined();
  expect(told('outside', { flags: ['face'], ruledOut })).toEqual(['R27 asks']);
  expect(told('outside', { flags: ['marks', 'jewellery'], ruledOut: askedOfPicture })).toEqual([]);
});

test('what was not noted or handed out is said, and holds up nothing', () => {
  expect(told('outside', { attested: ['no-pressure'] })).toEqual(['R26 warns', 'R04 warns']);
  expect(told('close', { attested: ['no-pressure'] })).toEqual(['R04 warns']);
  expect(told('close', { authority: 'nobody-could-be-asked' })).toEqual(['R13 warns']);
  expect(told('close', {})).toEqual([]);
});

test('learning among peers needs teaching, or a picture by which nobody can be known', () => {
  const learning = (change: Partial<PictureFacts>) =>
    guidance.refusing('teaching', { ...shared, purpose: 'peer-learning', ...change })?.id;
  expect(learning({})).toBe('R11');
  expect(learning({ scopes: [...shared.scopes, 'teaching'] })).toBeUndefined();
  expect(learning({ authority: 'not-needed-to-make' })).toBeUndefined();
  expect(learning({ authority: 'not-needed-to-make', ruledOut: askedOfPicture.slice(1) })).toBe('R06');
  expect(learning({ authority: 'not-needed-to-make', flags: ['place-shown'] })).toBe('R06');
});

test('what ends it is told before anything else, and is no covert recording where nobody could know', () => {
  expect(rule({ stops: ['not-aware'], scopes: [] })).toBe('R10');
  expect(rule({ stops: ['objects'], scopes: [] })).toBe('R14');
  expect(rule({ stops: ['objects'], authority: 'child-understands' })).toBe('R08');
  expect(rule({ stops: ['objects'], authority: 'nobody-could-be-asked', flags: ['child'] })).toBe('R08');
  const answered = ['discussed-with-team', 'nobody-has-authority'] as const;
  expect(rule({ stops: ['not-aware'], authority: 'nobody-could-be-asked' })).toBeUndefined();
  expect(rule({ stops: ['not-aware'], authority: 'lacks-capacity', facts: answered })).toBeUndefined();
  expect(rule({ stops: [] })).toBeUndefined();
});

test('a request names pictures and reasons, and no number of a patient', () => {
  const request = (pictures: number, hasReasons: boolean) =>
    guidance.findings('request', 'outside', { pictures, hasReasons }).map(({ id, effect }) => `${id} ${effect}`);
  expect([request(1, true), request(0, true), request(1, false)]).toEqual([[], ['R25 blocks'], ['R25 blocks']]);
  const words = (at: GuidanceMoment) =>
    (['none', 'possible', 'certain'] as const).map((identifiers) =>
      guidance.findings('words', at, { identifiers }).map(({ effect }) => effect),
    );
  expect(words('outside')).toEqual([[], [], ['blocks']]);
  expect(words('inside')).toEqual([[], ['warns'], ['warns']]);
});

test('a file that says more than its picture is not posted, and told of to whoever is shown it', () => {
  const file = (at: GuidanceMoment) =>
    (['nothing', 'something'] as const).map((says) =>
      guidance.findings('file', at, { says }).map(({ id, effect }) => `${id} ${effect}`),
    );
  expect(file('post')).toEqual([[], ['R20 blocks']]);
  expect(file('inside')).toEqual([[], ['R20 warns']]);
});

test('an opinion says what it rests on, and what it does not', () => {
  const said = {
    ...{ examined: 'examined', confidence: 'high', inPerson: 'needed' },
    ...{ urgency: 'today', limits: 'None', next: 'here' },
  };
  const opinion = (change: object) =>
    guidance.findings('opinion', 'opinion', { ...said, ...change }).map(({ id, effect }) => `${id} ${effect}`);
  expect(opinion({})).toEqual([]);
  for (const left of Object.keys(said)) expect(opinion({ [left]: '' })).toEqual(['R35 blocks']);
  expect(opinion({ limits: ' ' })).toEqual(['R35 blocks']);
  expect(opinion({ examined: 'not-examined' })).toEqual(['R35 warns']);
});

test('every rule says what to do, where it comes from, and what has its effect', () => {
  for (const { sentence, sources, brokenWhere, effects, since } of guidanceRules) {
    expect(sentence).toMatch(/^[A-Z].{30,}\.$/u);
    expect(sources.map(({ document }) => document).join()).toMatch(/GMC|MDU|MPS|NHS|ICO|Caldicott|Dental|policy/u);
    expect(brokenWhere.length).toBeGreaterThan(5);
    expect(Object.keys(effects).every((at) => (guidanceMoments as readonly string[]).includes(at))).toBe(true);
    expect(Object.keys(effects).length).toBeGreaterThan(0);
    expect(since).toBe(1);
  }
});

test('every moment but that of a case without pictures is judged by some rule', () => {
  const judged = guidanceMoments.filter((at) => guidanceRules.some(({ effects }) => effects[at] !== undefined));
  expect(judged).toEqual(guidanceMoments);
});

test('the rules that have an effect are those that the research numbers', () => {
  const ids = [...new Set(guidanceRules.map(({ id }) => id))].toSorted();
  const expected = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 25, 26, 27, 29, 30, 31, 35];
  expect(ids).toEqual(expect.arrayContaining(expected.map((each) => `R${String(each).padStart(2, '0')}`)));
});

test('scopes are for care, for outside or for secondary use', () => {
  expect(careScopes).toEqual(['capture', 'internal']);
  expect(externalScopes).toEqual(['named-external', 'via-platform']);
  expect(consentScopes.filter(isExternal)).toEqual(externalScopes);
  expect(consentScopes.filter(isSecondary)).toEqual(['audit', 'research', 'teaching']);
});

test.each([
  ['R08', 'parental-responsibility', ['father']],
  ['R07', 'lacks-capacity', ['discussed-with-family', 'discussed-with-team', 'nobody-has-authority']],
  ['R09', 'has-died', ['wishes-not-known', 'family-agrees', 'coroner-not-involved']],
] as const)('%s: %s rests on answers, on all of them', (id, authority, facts) => {
  expect(rule({ authority, facts: [] })).toBe(id);
  expect(rule({ authority, facts: facts.slice(1) })).toBe(authority === 'lacks-capacity' ? undefined : id);
  expect(rule({ authority, facts: facts.slice(0, -1) })).toBe(id);
  expect(rule({ authority, facts })).toBeUndefined();
});

test('where nobody could be asked, the picture is for this patient’s care inside and for nothing else', () => {
  const unasked = { authority: 'nobody-could-be-asked' } as const;
  expect(rule(unasked)).toBeUndefined();
  expect(rule({ ...unasked, scopes: ['capture', 'internal', 'named-external', 'via-platform'] })).toBe('R12');
});

test('a picture of somebody who has died stays inside until somebody asked about a coroner', () => {
  const share = (coroner: AuthorityFact) =>
    outside({ authority: 'has-died', facts: ['wishes-allow-it', 'family-agrees', coroner] });
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

test('with and without an interpreter, with a chaperone and declined, rule each other out', () => {
  const both = attestations.flatMap((one) => attestations.filter((other) => one < other && attestsBoth([one, other])).map((other) => `${one} ${other}`)); // prettier-ignore
  expect(both).toEqual(['interpreter interpreter-not-needed', 'chaperone-declined chaperone-present']);
});
