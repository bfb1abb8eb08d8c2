import {
  askedOfPicture,
  explanations,
  type ConsentDraft,
  type DutyFlag,
  type GuidanceEffect,
  type Stop,
} from '@consilium/domain';

/** A picture as somebody recorded it, and what ended it before. */
type Given = Partial<ConsentDraft> & { readonly stops?: readonly Stop[] };

/** One case as it may come about, with what the guidance says of it: written from its text, not from the rules. */
export interface GuidanceCase {
  readonly case: string;
  /** Posted to colleagues inside; shown to one outside for this patient's care, or for learning. */
  readonly at: 'post' | 'outside' | 'learning';
  readonly given: Given;
  readonly verdict: GuidanceEffect | 'passes';
  /** The rule that says so, and the paragraph it rests on; "" where it passes. */
  readonly rule: string;
  readonly para: string;
}

const inside = ['capture', 'internal'] as const;
const outside = [...inside, 'named-external', 'via-platform'] as const;
const implied = ['direct-care', 'information-available', 'no-objection-known', 'confidentiality-understood'] as const;

/** An adult said yes after everything was explained, and nothing in it says who they are. */
export const agreedTo = (at: GuidanceCase['at']): ConsentDraft => ({
  recording: 'clinical-photograph',
  authority: 'said-yes',
  facts: [],
  scopes: at === 'post' ? inside : outside,
  flags: [],
  ruledOut: askedOfPicture.toSorted(),
  explained: explanations.toSorted(),
  attested: ['leaflet-given', 'no-pressure', 'noted-in-record'],
});

/** These can be seen; everything else that is asked was ruled out. */
const seen = (...flags: readonly DutyFlag[]): Given => ({
  flags,
  ruledOut: askedOfPicture.filter((flag) => !flags.includes(flag)).toSorted(),
});
const not = (...flags: readonly DutyFlag[]): Given => ({
  ruledOut: askedOfPicture.filter((flag) => !flags.includes(flag)).toSorted(),
});
const xray = { recording: 'x-ray', authority: 'not-needed-to-make', scopes: inside } as const;
const unconscious = { authority: 'nobody-could-be-asked', scopes: inside } as const;
const unasked = { attested: implied } as const;
const died = { authority: 'has-died', facts: ['coroner-not-involved', 'family-agrees', 'wishes-allow-it'] } as const;
const noCapacity = { authority: 'lacks-capacity', facts: ['discussed-with-family', 'nobody-has-authority'] } as const;
const baby = { authority: 'parental-responsibility', facts: ['mother'] } as const;

const passes = (what: string, at: GuidanceCase['at'], given: Given): GuidanceCase => ({
  ...{ case: what, at, given, verdict: 'passes', rule: '', para: '' },
});
const is =
  (verdict: GuidanceEffect) =>
  (what: string, at: GuidanceCase['at'], given: Given, rule: string, para: string): GuidanceCase => ({
    ...{ case: what, at, given, verdict, rule, para },
  });
const [blocks, warns, asks] = [is('blocks'), is('warns'), is('asks')];

export const guidanceCases: readonly GuidanceCase[] = [
  // Adults who can decide (GMC recordings, 13–14).
  passes('a rash, the patient said yes after everything was explained', 'post', {}),
  passes('a mole by dermoscope, the patient signed', 'post', { recording: 'dermoscopic-image', authority: 'signed' }),
  blocks('agreed that colleagues may look, not that it is made', 'post', { scopes: ['internal'] }, 'R01', 'GMC recordings, 13–14'),
  blocks('a wound taken for an X-ray: it is no exception', 'post', { authority: 'not-needed-to-make' }, 'R05', 'GMC recordings, 10 and 13'),
  blocks('a fundus photograph without anybody’s agreement', 'post', { recording: 'fundus-photograph', authority: 'not-needed-to-make' }, 'R05', 'GMC recordings, 10 and 13'),
  blocks('a picture whose kind nobody said, without agreement', 'post', { recording: 'kind-not-said', authority: 'not-needed-to-make' }, 'R05', 'GMC recordings, 10 and 13'),
  blocks('agreed to making it and to nothing else, in a case of eight colleagues', 'post', { scopes: ['capture'] }, 'R11', 'GMC recordings, 13–14'),
  warns('asked in a hurry: nothing was explained', 'post', { explained: [] }, 'R02', 'GMC recordings, 13–14'),
  warns('explained all but how long it is kept', 'post', { explained: explanations.filter((each) => each !== 'how-long').toSorted() }, 'R02', 'GMC recordings, 13–14'),
  warns('nobody asked whether they felt free to refuse', 'post', { attested: ['leaflet-given', 'noted-in-record'] }, 'R03', 'GMC recordings, principles'),
  passes('agreed through an interpreter', 'post', { attested: ['interpreter', 'no-pressure'] }),

  // What needs no separate consent to make (GMC recordings, 10–12).
  passes('an X-ray for the surgeon on call, shown inside for the patient’s care', 'post', { ...xray, ...unasked }),
  passes('a slide of a biopsy', 'post', { ...xray, ...unasked, recording: 'pathology-slide' }),
  passes('a view by laparoscope', 'post', { ...xray, ...unasked, recording: 'endoscopic-image' }),
  passes('an X-ray to which the patient agreed all the same', 'post', { recording: 'x-ray' }),
  warns('an X-ray, and nobody said why colleagues may see it', 'post', { ...xray, attested: [] }, 'R13', 'GMC Confidentiality, 28'),
  warns('an ultrasound of a patient who may have objected', 'post', { ...xray, recording: 'ultrasound', attested: ['confidentiality-understood', 'direct-care', 'information-available'] }, 'R13', 'GMC Confidentiality, 28'),
  blocks('an X-ray for an outside colleague, whom nobody asked about', 'post', { ...xray, ...unasked, scopes: outside }, 'R12', 'MDU on sharing by messaging'),
  blocks('an endoscopy for the teaching file, with nobody asked', 'post', { ...xray, ...unasked, recording: 'endoscopic-image', scopes: [...inside, 'teaching'] }, 'R11', 'GMC recordings, 12, 17 and 24–27'),
  blocks('an ultrasound for a service evaluation, with nobody asked', 'post', { ...xray, ...unasked, recording: 'ultrasound', scopes: ['audit', ...inside] }, 'R11', 'GMC recordings, 12, 17 and 24–27'),

  // Nobody could be asked (MDU on emergencies; GMC Confidentiality, 28–30).
  passes('an unconscious man on the road, shown to the team that treats him', 'post', { ...unconscious, ...unasked }),
  warns('an unconscious woman, and nobody said that no objection is known', 'post', { ...unconscious, attested: ['direct-care'] }, 'R13', 'GMC Confidentiality, 28'),
  blocks('an unconscious man, for a colleague outside', 'post', { ...unconscious, ...unasked, scopes: outside }, 'R12', 'MDU on emergencies'),
  blocks('an unconscious man, for research', 'post', { ...unconscious, ...unasked, scopes: [...inside, 'research'] }, 'R11', 'GMC recordings, 12, 17 and 24–27'),
  passes('an unconscious man does not know that it is made: that is not covert', 'post', { ...unconscious, ...unasked, stops: ['not-aware'] }),
  blocks('a child brought in unconscious, with an intimate part in view', 'post', { ...unconscious, ...unasked, ...seen('intimate'), flags: ['child', 'intimate'] }, 'R29', 'Protection of Children Act 1978'),

  // Adults who lack capacity (GMC recordings, 28–33).
  passes('a pressure ulcer of a woman with dementia, discussed with her daughter', 'post', noCapacity),
  passes('the same with an attorney who agrees', 'post', { ...noCapacity, facts: ['attorney-decides', 'discussed-with-family'] }),
  blocks('discussed with nobody', 'post', { ...noCapacity, facts: ['nobody-has-authority'] }, 'R07', 'GMC recordings, 28–33'),
  blocks('and nobody looked whether an attorney was appointed', 'post', { ...noCapacity, facts: ['discussed-with-team'] }, 'R07', 'GMC recordings, 28–33'),
  passes('discussed with an advocate, and shown outside in her interests', 'outside', { ...noCapacity, facts: ['deputy-decides', 'discussed-with-advocate'] }),

  // Children and young people (GMC recordings, 34–35; this service's policy).
  passes('a baby’s nappy-free back, the mother said yes', 'post', baby),
  blocks('a baby, and nobody said who agreed', 'post', { ...baby, facts: [] }, 'R08', 'GMC recordings, 34–35'),
  passes('a boy of fourteen who understands and said yes', 'post', { authority: 'child-understands' }),
  passes('a girl of seventeen decides herself', 'post', { authority: 'young-person' }),
  blocks('a girl of seventeen, a breast can be seen', 'post', { authority: 'young-person', ...seen('intimate') }, 'R29', 'This service’s policy, stricter than the guidance'),
  blocks('a nappy rash, the father said yes', 'post', { ...baby, facts: ['father'], ...seen('intimate') }, 'R29', 'Protection of Children Act 1978'),
  blocks('a child, and nobody said whether an intimate part can be seen', 'post', { authority: 'child-understands', ...not('intimate') }, 'R29', 'Protection of Children Act 1978'),
  blocks('a child, and nobody said whether a brother stands behind', 'post', { ...baby, ...not('other-people') }, 'R27', 'GMC recordings, 17'),
  blocks('a child turns away and cries', 'post', { ...baby, stops: ['objects'] }, 'R08', 'GMC recordings, 34–35'),
  blocks('a girl of sixteen says no', 'post', { authority: 'young-person', stops: ['objects'] }, 'R08', 'GMC recordings, 34–35'),

  // Who has died (GMC recordings, 47–51).
  passes('a mark on somebody who has died, the family agrees, no coroner', 'post', died),
  blocks('somebody who has died, and nobody was asked anything', 'post', { authority: 'has-died' }, 'R09', 'GMC recordings, 47–51'),
  blocks('wishes known, family and coroner not asked about', 'post', { authority: 'has-died', facts: ['wishes-allow-it'] }, 'R09', 'GMC recordings, 47–51'),
  passes('inside, before anybody spoke to the coroner', 'post', { ...died, facts: ['coroner-not-asked', 'family-not-asked', 'wishes-not-known'] }),
  blocks('outside, before anybody spoke to the coroner', 'outside', { ...died, facts: ['coroner-not-asked', 'family-agrees', 'wishes-allow-it'] }, 'R09', 'GMC recordings, 47–51'),
  passes('outside, the coroner agrees', 'outside', { ...died, facts: ['coroner-agrees', 'family-agrees', 'wishes-not-known'] }),

  // What ends it (GMC recordings, 54–55; Confidentiality, 30).
  blocks('taken by telephone while the patient looked away', 'post', { stops: ['not-aware'] }, 'R10', 'GMC recordings, 54–55'),
  blocks('covered by a consent that somebody else signed later', 'post', { authority: 'signed', stops: ['not-aware'] }, 'R10', 'GMC recordings, 54–55'),
  blocks('an adult changes her mind while the camera is out', 'post', { stops: ['objects'] }, 'R14', 'GMC Confidentiality, 30'),
  blocks('an X-ray that the patient does not want shown', 'post', { ...xray, ...unasked, stops: ['objects'] }, 'R14', 'GMC Confidentiality, 30'),
  passes('somebody who has died cannot know of it', 'post', { ...died, stops: ['not-aware'] }),

  // Outside, for this patient's care (MDU on messaging; GMC recordings, 13–17).
  passes('a rash for a dermatologist elsewhere, everything explained', 'outside', {}),
  blocks('agreed to a colleague outside, not to this service', 'outside', { scopes: [...inside, 'named-external'] }, 'R12', 'MDU on sharing by messaging'),
  blocks('agreed to care inside', 'outside', { scopes: inside }, 'R12', 'MDU on sharing by messaging'),
  blocks('a de-identified X-ray whose patient was not asked', 'outside', { ...xray, ...unasked }, 'R12', 'This service’s policy: it applies to de-identified pictures too'),
  blocks('not explained that they can withdraw', 'outside', { explained: explanations.filter((each) => each !== 'withdrawal').toSorted() }, 'R02', 'GMC recordings, 13–14'),
  blocks('nothing said of pressure', 'outside', { attested: ['leaflet-given', 'noted-in-record'] }, 'R03', 'GMC recordings, principles'),
  blocks('nobody looked for a tattoo', 'outside', not('marks'), 'R27', 'GMC recordings, 17'),
  blocks('an intimate part of an adult, no chaperone spoken of', 'outside', seen('intimate'), 'R30', 'GMC intimate examinations and chaperones'),
  warns('the same inside', 'post', seen('intimate'), 'R30', 'GMC intimate examinations and chaperones'),
  asks('an intimate part of an adult, a chaperone was there', 'outside', { ...seen('intimate'), attested: ['chaperone-present', 'leaflet-given', 'no-pressure', 'noted-in-record'] }, 'R30', 'This service’s policy, stricter than the guidance'),
  asks('a face', 'outside', seen('face'), 'R27', 'ICO on anonymisation'),
  asks('a disease of which there are ten in the country', 'outside', seen('rare'), 'R27', 'ICO on anonymisation'),
  asks('a tattoo, and the ward’s name on the wall', 'outside', seen('marks', 'place-shown'), 'R27', 'ICO on anonymisation'),
  asks('a ring, and the date on a newspaper', 'outside', seen('date-shown', 'jewellery'), 'R27', 'ICO on anonymisation'),
  passes('a tattoo and a ring alone', 'outside', seen('jewellery', 'marks')),
  warns('without the leaflet', 'outside', { attested: ['no-pressure', 'noted-in-record'] }, 'R26', 'Caldicott Principles, 8'),
  warns('not yet written in the notes', 'outside', { attested: ['leaflet-given', 'no-pressure'] }, 'R04', 'GMC recordings, 14'),

  // Learning among peers (GMC recordings, 12, 17, 24–27).
  blocks('agreed to care, asked for learning', 'learning', {}, 'R11', 'GMC recordings, 24–27'),
  passes('agreed to teaching, asked for learning', 'learning', { scopes: [...outside, 'teaching'] }),
  blocks('agreed to research, asked for learning', 'learning', { scopes: [...outside, 'research'] }, 'R11', 'GMC recordings, 24–27'),
]; // prettier-ignore
