/** The closed word lists that cross the wire. Screens translate them; the same word is used in database, API and code. */

export const organisationKinds = ['clinical', 'defence'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const roles = ['officer', 'clinician', 'adviser'] as const;
export type Role = (typeof roles)[number];

export const renditions = ['original', 'thumb', 'view'] as const;
/** `thumb` 480 px, `view` 2,560 px on the longer side, `original` as stripped. */
export type Rendition = (typeof renditions)[number];

/**
 * Kinds of recording. The six after the clinical ones need no separate consent *to make* (GMC recordings, para 10);
 * everything else does (paras 13–14).
 */
export const recordingKinds = [
  'clinical-photograph',
  'dermoscopic-image',
  'fundus-photograph',
  'internal-organ',
  'pathology-slide',
  'endoscopic-image',
  'organ-function',
  'ultrasound',
  'x-ray',
] as const;
export type RecordingKind = (typeof recordingKinds)[number];

/** Separate scopes of one consent (GMC recordings, paras 10–14, 24; MDU on the route of sharing). */
export const consentScopes = ['capture', 'internal', 'named-external', 'research', 'teaching', 'via-platform'] as const;
export type ConsentScope = (typeof consentScopes)[number];

/** How agreement was given, as recorded by the clinician. */
export const consentForms = ['not-needed-to-make', 'oral', 'written'] as const;
export type ConsentForm = (typeof consentForms)[number];

/** Whom the recording shows, as far as a rule needs it. Nobody is named. */
export const subjectClasses = ['adult', 'adult-lacks-capacity', 'child', 'deceased'] as const;
export type SubjectClass = (typeof subjectClasses)[number];

/** Open facts that trigger duties at the defence organisation; sorted. */
export const dutyFlags = ['child', 'deceased', 'face', 'intimate', 'lacks-capacity', 'overseas', 'rare'] as const;
export type DutyFlag = (typeof dutyFlags)[number];

export const closeOutcomes = ['advice-given', 'no-longer-needed', 'referred'] as const;
export type CloseOutcome = (typeof closeOutcomes)[number];

export const personStatuses = ['good', 'suspended', 'ended'] as const;
export type PersonStatus = (typeof personStatuses)[number];

export const threadKinds = ['case', 'picture', 'side'] as const;
export type ThreadKind = (typeof threadKinds)[number];

/** What a share is for. */
export const purposes = ['direct-care', 'peer-learning'] as const;
export type Purpose = (typeof purposes)[number];

/** What a clearance may let an outside colleague do; sorted. */
export const rights = ['answer', 'opinion', 'read'] as const;
export type Right = (typeof rights)[number];
/** What a defence organisation may say of a share. */
export const outcomes = ['no-objection', 'no-objection-with-conditions', 'advised-against'] as const;
export type Outcome = (typeof outcomes)[number];

/** How soon an answer is needed, soonest first. */
export const urgencies = ['today', 'this-week', 'routine'] as const;
export type Urgency = (typeof urgencies)[number];

/** Age of the patient, as near as a case says it. */
export const ageBands = ['under-1', '1-4', '5-15', '16-39', '40-64', '65-79', '80-plus'] as const;
export type AgeBand = (typeof ageBands)[number];

/** Which side of the body a picture shows. */
export const sides = ['left', 'right', 'midline', 'not-applicable'] as const;
export type Side = (typeof sides)[number];

/** What a picture's bytes are, once its file was read and stripped. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];
