import { inForce } from '../kernel/versions';

interface Row<Word extends string> {
  readonly word: Word;
  readonly since: number;
}

/** Words that the rules have from this version on. */
function since<const W extends string>(version: number, ...words: readonly W[]): readonly Row<W>[] {
  return words.map((word) => ({ word, since: version }));
}

/**
 * The closed lists that stand in signed bodies and documents. A body may hold the words of the version its entry names and
 * no other, so a word that comes later is one more `since`: `[...since(1, 'a', 'b'), ...since(2, 'c')]`. Screens translate
 * words; the same word is used in database, API and code.
 */
export const wordTables = {
  organisationKinds: since(1, 'clinical', 'defence'),
  /** `retired`: it takes nobody in any more. */
  organisationStatuses: since(1, 'good', 'retired'),
  /** What a clinical organisation gives two of its own clinicians to look after. */
  offices: since(1, 'lead', 'caldicott-guardian'),
  /** What an organisation is asked for from outside. */
  contactKinds: since(1, 'switchboard', 'on-call', 'information-governance', 'safeguarding', 'medical-photography'),
  /** What an organisation says in words of its own, each subject with what the rules read of it. */
  policySubjects: since(1, 'leads', 'capture'),
  /** With what pictures of patients may be taken. */
  captureModes: since(1, 'personal-device', 'managed-device', 'medical-photography'),
  /** What binds whoever posts a picture: a policy published here, one they found elsewhere, or none they could find. */
  policyBases: since(1, 'published', 'found', 'not-found'),
  deviceOwners: since(1, 'own', 'managed'),
  /** A trial acts with one officer alone and says so everywhere; it never becomes a production. */
  modes: since(1, 'trial', 'production'),
  roles: since(1, 'officer', 'clinician', 'adviser'),
  /** How far a person's identity was checked. */
  levels: since(1, 'V1', 'V2', 'V3'),
  /** Professional registers of the United Kingdom that a number can be from. */
  registerBodies: since(1, 'GMC', 'NMC', 'GDC', 'HCPC', 'GPhC'),
  /** What a clinician practises as; the GMC registers physician and anaesthesia associates beside doctors. */
  professions: since(
    1,
    'doctor',
    'physician-associate',
    'anaesthesia-associate',
    'nurse',
    'midwife',
    'nursing-associate',
    'dentist',
    'dental-care-professional',
    'pharmacist',
    'pharmacy-technician',
    'allied-health-professional',
  ),
  /** What a professional register says of somebody, in the words it has in common with the others. */
  registerStatuses: since(
    1,
    'with-licence',
    'without-licence',
    'provisional',
    'conditions',
    'suspended',
    'erased',
    'relinquished',
    'not-found',
  ),
  personStatuses: since(1, 'good', 'suspended', 'ended'),
  /** `thumb` 480 px, `view` 2,560 px on the longer side, `original` as stripped. */
  renditions: since(1, 'original', 'thumb', 'view'),
  threadKinds: since(1, 'case', 'picture', 'side'),
  readers: since(1, 'inside', 'named'),
  closeOutcomes: since(1, 'advice-given', 'no-longer-needed', 'referred'),
  /**
   * Kinds of recording. The six after the clinical ones need no separate consent *to make* (GMC recordings, para 10);
   * everything else does (paras 13–14).
   */
  recordingKinds: since(
    1,
    'clinical-photograph',
    'dermoscopic-image',
    'fundus-photograph',
    'internal-organ',
    'pathology-slide',
    'endoscopic-image',
    'organ-function',
    'ultrasound',
    'x-ray',
    // Judged as the strictest.
    'kind-not-said',
  ),
  /** Separate scopes of one consent (GMC recordings, paras 10–14, 24; MDU on the route of sharing). */
  consentScopes: since(1, 'audit', 'capture', 'internal', 'named-external', 'research', 'teaching', 'via-platform'),
  /**
   * On what authority a recording is made and kept, as recorded by the clinician. The first five are an agreement; of the
   * others nobody is said to have agreed (GMC recordings, paras 10, 13–14, 28–35, 47–51).
   */
  authorities: since(
    1,
    'said-yes',
    'signed',
    'young-person',
    'parental-responsibility',
    'child-understands',
    'nobody-could-be-asked',
    'lacks-capacity',
    'has-died',
    'not-needed-to-make',
  ),
  /** What is recorded beside an authority: answers to what is asked of it (`guidance/authorities.ts`). Nobody is named. */
  authorityFacts: since(
    1,
    'mother',
    'father',
    'guardian',
    'local-authority',
    'discussed-with-family',
    'discussed-with-advocate',
    'discussed-with-team',
    'attorney-decides',
    'deputy-decides',
    'nobody-has-authority',
    'wishes-allow-it',
    'wishes-not-known',
    'family-agrees',
    'family-not-asked',
    'coroner-not-involved',
    'coroner-agrees',
    'coroner-not-asked',
  ),
  /** Who acts next after an opinion: somebody of the case, who is named, or somebody outside it by what they are. */
  nextActors: since(
    1,
    'here',
    'responsible-consultant',
    'general-practitioner',
    'team-on-call',
    'other-team',
    'outside-colleague',
    'patient',
    'actor-not-said',
  ),
  /** Where a picture came from. */
  pictureSources: since(
    1,
    'own-phone',
    'managed-device',
    'camera-card',
    'dermatoscope',
    'pacs',
    'medical-photography',
    'sent-by-patient',
    'from-colleague',
  ),
  /** Copies of a picture where it came from. */
  originalCopies: since(1, 'original', 'recently-deleted', 'cloud-copy', 'exported-copy', 'received-copy'),
  /** What was explained to whoever agreed (GMC recordings, paras 13–14; MDU on messaging). */
  explanations: since(
    1,
    'why',
    'form',
    'storage',
    'who-sees',
    'how-long',
    'this-service',
    'withdrawal',
    'secondary-use',
  ),
  /** What else its author says of how it was agreed or why it may be shown, in the order in which it is asked. */
  attestations: since(
    1,
    'no-pressure',
    'interpreter',
    'interpreter-not-needed',
    'leaflet-given',
    'noted-in-record',
    'chaperone-present',
    'chaperone-declined',
    'direct-care',
    'information-available',
    'no-objection-known',
    'confidentiality-understood',
  ),
  /** What agreement was taken back. */
  withdrawals: since(1, 'sharing', 'capture'),
  consentAgainReasons: since(1, 'recorded-in-error', 'agreed-anew'),
  /** Whether a picture that is withdrawn was seen or relied on (GMC recordings, para 15). */
  pictureUses: since(1, 'seen-or-relied-on', 'not-yet-seen'),
  /** What an outside colleague states of their copies of a picture that they may see no more. */
  deletionAnswers: since(1, 'none-kept', 'deleted', 'kept-in-record'),
  /** Why the owner proposes that a withdrawn picture is destroyed, and what the Caldicott guardian says to it. */
  destructionReasons: since(1, 'patient-asks', 'made-without-agreement', 'no-use-for-care'),
  destructionAnswers: since(1, 'confirmed', 'kept'),
  /** Open facts that trigger duties at the defence organisation. */
  dutyFlags: since(
    1,
    'child',
    'date-shown',
    'deceased',
    'disputed-consent',
    'face',
    'intimate',
    'jewellery',
    'lacks-capacity',
    'marks',
    'other-people',
    'overseas',
    'place-shown',
    'rare',
  ),
  /** What in a text may identify a patient (`identifiers/find.ts`). */
  identifierKinds: since(1, 'chi-number', 'date-of-birth', 'e-mail-address', 'nhs-number', 'phone-number', 'postcode'),
  /** What a share is for. */
  purposes: since(1, 'direct-care', 'peer-learning'),
  /** How soon an answer is needed, soonest first. */
  urgencies: since(1, 'today', 'this-week', 'routine'),
  /** What a clearance may let an outside colleague do. */
  rights: since(1, 'answer', 'opinion', 'read'),
  /** What a defence organisation may say of a share. */
  outcomes: since(1, 'no-objection', 'no-objection-with-conditions', 'advised-against'),
} as const;

export type WordTables = typeof wordTables;
export type WordList = keyof WordTables;
export type Word<L extends WordList> = WordTables[L][number]['word'];
/** Every list, as one version of the rules has it. */
export type Words = { readonly [L in WordList]: readonly Word<L>[] };

/** Words that later rules add to the lists: of the tests' versions, not of this build. */
export type MoreWords = { readonly [L in WordList]?: readonly Row<string>[] };

/** The lists of one version of the rules. */
export function wordsIn(rules: number, more: MoreWords = {}): Words {
  const lists = Object.entries(wordTables).map(([list, rows]) => {
    const all: readonly Row<string>[] = [...rows, ...(more[list as WordList] ?? [])];
    return [list, inForce(all, rules).map(({ word }) => word)] as const;
  });
  return Object.fromEntries(lists) as unknown as Words;
}

/** The words of every version that this build knows. */
export const allWords = wordsIn(Number.MAX_SAFE_INTEGER);
