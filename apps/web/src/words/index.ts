/** The closed words of cases, pictures and agreements, as people read them. */
export { anchorWords } from './anchor';
export { cameFromWords, captureModeWords, copyWords, deviceOwnerWords, goneWords, sourceWords } from './capture';
export {
  ageBandWords,
  confidenceWords,
  examinationWords,
  inPersonWords,
  nextActorChoices,
  patientLine,
  specialties,
  urgencyLine,
  urgencyWords,
} from './case';
export {
  attestationWords,
  authorityRecordedWords,
  authorityWords,
  consentLine,
  explanationWords,
  extraScopeWords,
  factWords,
  flagWords,
  followUpWords,
  reachOf,
  type Reach,
  reachScopes,
  reachWords,
  saidOfPicture,
  scopeWords,
  stopWords,
} from './consent';
export { placeInLine, titleFrom } from './line';
export { contactWords, officeWords, phoneLink } from './organisation';
export {
  extentWords,
  labelOf,
  nameOf,
  picturesLine,
  placeIn,
  recordingWords,
  renditionWords,
  sideWords,
  whereOn,
} from './picture';
export {
  badgeOf,
  checkOf,
  chosenAs,
  listed,
  peopleWords,
  professionWords,
  registerStatusWords,
  roleWords,
  workOf,
} from './person';
export { begins, isMeant, saysAll } from './looked-for';
export { lengthOf, timeMarkWords } from './time';
export { opinionLines, outcomeLine, outcomeWords, restsOn } from './opinion';
