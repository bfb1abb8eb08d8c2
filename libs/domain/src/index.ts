export * from './kernel/ids';
export * from './kernel/problem';
export * from './kernel/shape';
export * from './kernel/entry';
export * from './kernel/keys';
export * from './kernel/head';
export { refusal, refusalCodes, type Applied, type Refusal, type RefusalCode } from './kernel/refusal';
export { rulesToName, type EntryShapes } from './kernel/rule-book';
export { chainRules, type ChainState } from './kernel/chain';
export * from './words/lists';
export { wordTables } from './words/tables';
export * from './words/read-word';
export {
  anyPictureFormat,
  pictureKindOf,
  pictureTypes,
  type PictureKind,
  type PictureType,
} from './words/picture-formats';
export { findIdentifiers, identifiersNamed, identifierWords, kindsOf } from './identifiers/find';
export * from './clearance/document';
export { needsSecondAdviser, manyPictures, flagsOf } from './clearance/duties';
export { clearanceRefusal, isSameRecipient, recipientNow } from './clearance/judge';
export {
  attestedSeconds,
  bindingMode,
  copiesLeft,
  copiesOf,
  hasRunOut,
  isTakenElsewhere,
  type Capture,
  type Captured,
} from './guidance/capture';
export {
  contradictsAge,
  followUps,
  isAgreement,
  isAnswered,
  isBandUnder18,
  isOfAdultsAlone,
  isUnder18,
  type FollowUp,
} from './guidance/authorities';
export { guidanceRules } from './guidance/table';
export {
  askedOfAgreement,
  askedOfPicture,
  impliedBasis,
  isEasilyRecognised,
  isSaid,
  needsNoConsentToMake,
} from './guidance/picture-facts';
export { careScopes, externalScopes, isSecondary, type SecondaryScope } from './guidance/scopes';
export { guidanceMoments } from './guidance/rule';
export type {
  ConsentDraft,
  Guidance,
  GuidanceEffect,
  GuidanceFinding,
  GuidanceMoment,
  GuidanceRule,
  PictureFacts,
} from './guidance/rule';
export * from './register/audience';
export { gestureSeconds, isByWords, type ByWords } from './register/gestured';
export { generationOf, isLedTo, linkRefusal, reported, reportersOf, type Back } from './register/generations';
export * from './register/join';
export * from './register/waits';
export * from './register/registration';
export * from './register/professions';
export { standingStatement } from './register/standing-statement';
export { longestWait } from './register/proposed';
export { longestName } from './register/moment';
export { longestTeamName, mostMembers } from './register/entries/team';
export { membersNow, membersOf, officesOf, worksAt } from './register/offices';
export { folded } from './kernel/folding';
export { isSameName, looksLike, nameProblem, usableName } from './kernel/names';
export * from './register/state';
export * from './register/view';
export { workplaces } from './register/entries/credential';
export { registerEntryWords } from './register/entry-words';
export { registerRows, type RegisterBody, type RegisterEntryType } from './register/rows';
export {
  caseRotationDue,
  entitledTo,
  granteesOf,
  insideStandings,
  isActiveInternal,
  isOver,
  isWithdrawnPicture,
  rotationDue,
  scopeOfShare,
  standingIn,
  type InsideStanding,
  type MemberStanding,
  type RoomStanding,
} from './room/membership';
export * from './room/may';
export { complainingOf, holdsThread, isByCase, keysOf, reachOf, reportedIn } from './room/reach';
export * from './room/state';
export { takeBackSeconds } from './room/said';
export type { StoredObject } from './room/stored-object';
export { nextActor, nextActorWords } from './room/entries/opinion';
export { closeOutcomeWords } from './room/entries/close';
export { isAtLeast } from './room/entries/consent';
export { roomEntry } from './room/entry';
export { shownFor } from './room/showing';
export type { RoomAct, RoomBody, RoomEntryType } from './room/rows';
export {
  assignedTo,
  isAdviceKeyDue,
  proposalOf,
  readsAdviceAs,
  standingOf,
  type AdviceStanding,
} from './advice/moment';
export { recipientsOf } from './advice/entries/rotate';
export { mayAskForAdvice, mayReadAdvice, touchedByAdvice } from './advice/reading';
export { clearanceEntryTypes, type AdviceBody, type AdviceEntryType, type ClearanceEntryType } from './advice/rows';
export type { AdviceAct } from './advice/book';
export * from './advice/state';
export { adviceTransitions, isUndecided, stageAt } from './advice/transitions';
export { isMailAddress } from './telling/address';
export * from './telling/reasons';
export { isForToday } from './telling/advice';
export { endingPolicy, outcomePolicy } from './telling/ending';
export { losesKeys, othersToConfirm } from './telling/register';
export {
  answerBy,
  answerPolicy,
  answerTimes,
  asksSomebody,
  endsWaiting,
  fewestWaits,
  isAnswer,
  overdueStates,
  waitKinds,
  waitMonths,
  type AnswerBy,
  type OverdueState,
  type WaitKind,
} from './telling/answering';
export { concernedBy, reasonsOf, tellings, type Concerned, type States } from './telling/whom';
export type { ActToWrite, ActType, BodyToWrite, EntryType } from './written';
export * from './facts';
export type { JudgementContext, RuleBook } from './rule-book';
export * from './books';
