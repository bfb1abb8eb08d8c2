import { wordTables, type Word, type WordList } from './tables';

/** Every word of a list that this build knows, of whichever version. */
function known<L extends WordList>(list: L): readonly Word<L>[] {
  return wordTables[list].map(({ word }) => word);
}

export const organisationKinds = known('organisationKinds');
export type OrganisationKind = Word<'organisationKinds'>;

export type OrganisationStatus = Word<'organisationStatuses'>;

export const offices = known('offices');
export type Office = Word<'offices'>;

export const contactKinds = known('contactKinds');
export type ContactKind = Word<'contactKinds'>;

export const policySubjects = known('policySubjects');
export type PolicySubject = Word<'policySubjects'>;

export const captureModes = known('captureModes');
export type CaptureMode = Word<'captureModes'>;

export const policyBases = known('policyBases');
export type PolicyBasis = Word<'policyBases'>;

export const deviceOwners = known('deviceOwners');
export type DeviceOwner = Word<'deviceOwners'>;

export const modes = known('modes');
export type Mode = Word<'modes'>;

export const roles = known('roles');
export type Role = Word<'roles'>;

export const levels = known('levels');
export type Level = Word<'levels'>;

export const registerBodies = known('registerBodies');
export type RegisterBodyName = Word<'registerBodies'>;

export const professions = known('professions');
export type Profession = Word<'professions'>;

export const registerStatuses = known('registerStatuses');
export type RegisterStatus = Word<'registerStatuses'>;

export const personStatuses = known('personStatuses');
export type PersonStatus = Word<'personStatuses'>;

export const renditions = known('renditions');
export type Rendition = Word<'renditions'>;

export const threadKinds = known('threadKinds');
export type ThreadKind = Word<'threadKinds'>;

export const readers = known('readers');
/** Who inside a thread is for: everybody, or only those named. */
export type Readers = Word<'readers'>;

export const closeOutcomes = known('closeOutcomes');
export type CloseOutcome = Word<'closeOutcomes'>;

export const recordingKinds = known('recordingKinds');
export type RecordingKind = Word<'recordingKinds'>;

export const consentScopes = known('consentScopes');
export type ConsentScope = Word<'consentScopes'>;

export const authorities = known('authorities');
export type Authority = Word<'authorities'>;

export const authorityFacts = known('authorityFacts');
export type AuthorityFact = Word<'authorityFacts'>;

export const nextActors = known('nextActors');
export type NextActor = Word<'nextActors'>;

export const pictureSources = known('pictureSources');
export type PictureSource = Word<'pictureSources'>;

export const originalCopies = known('originalCopies');
export type OriginalCopy = Word<'originalCopies'>;

export const explanations = known('explanations');
export type Explanation = Word<'explanations'>;

export const attestations = known('attestations');
export type Attestation = Word<'attestations'>;

export type Withdrawal = Word<'withdrawals'>;
export const consentAgainReasons = known('consentAgainReasons');
export type ConsentAgainReason = Word<'consentAgainReasons'>;

export const pictureUses = known('pictureUses');
export type PictureUse = Word<'pictureUses'>;

export const deletionAnswers = known('deletionAnswers');
export type DeletionAnswer = Word<'deletionAnswers'>;

export const destructionReasons = known('destructionReasons');
export type DestructionReason = Word<'destructionReasons'>;

export const destructionAnswers = known('destructionAnswers');
export type DestructionAnswer = Word<'destructionAnswers'>;

/** What became of an agreement. */
export type Withdrawn = 'no' | Withdrawal;

export const dutyFlags = known('dutyFlags');
export type DutyFlag = Word<'dutyFlags'>;

export const identifierKinds = known('identifierKinds');
export type IdentifierKind = Word<'identifierKinds'>;

export const purposes = known('purposes');
export type Purpose = Word<'purposes'>;

export const urgencies = known('urgencies');
export type Urgency = Word<'urgencies'>;

export const rights = known('rights');
export type Right = Word<'rights'>;

export const outcomes = known('outcomes');
export type Outcome = Word<'outcomes'>;

/** Why a picture is not taken up at all. Asked before it is posted, and recorded nowhere: a slip must not become evidence. */
export const stops = ['not-aware', 'objects'] as const;
export type Stop = (typeof stops)[number];

// Words that stand only in sealed content: no rule reads them, so no version chooses them.

/** Age of the patient, as near as a case says it. */
export const ageBands = ['under-1', '1-4', '5-15', '16-17', '18-39', '40-64', '65-79', '80-plus'] as const;
export type AgeBand = (typeof ageBands)[number];

/** Whether the author of an opinion saw the patient (GMC Good medical practice: what an opinion rests on). */
export const examinations = ['examined', 'not-examined'] as const;
export type Examination = (typeof examinations)[number];

/** How sure the author of an opinion is. */
/** What became of what an opinion was about, as the owner of its case says; sealed, so that no service reads it. */
export const opinionOutcomes = ['as-said', 'advice-followed', 'other-than-said', 'outcome-not-known'] as const;
export type OpinionOutcome = (typeof opinionOutcomes)[number];

export const confidences = ['high', 'moderate', 'low'] as const;
export type Confidence = (typeof confidences)[number];

/** Whether somebody has to see the patient. */
export const inPersonNeeds = ['needed', 'if-it-changes', 'not-needed'] as const;
export type InPersonNeed = (typeof inPersonNeeds)[number];

/** Which side of the body a picture shows. */
export const sides = ['left', 'right', 'midline', 'not-applicable'] as const;
export type Side = (typeof sides)[number];

/** How much of a picture is there: all of it, or the part that its author kept. */
export const extents = ['whole', 'cropped'] as const;
export type Extent = (typeof extents)[number];
