export * from './ids';
export * from './problem';
export * from './shape';
export * from './words';
export * from './read-word';
export * from './entry';
export * from './documents';
export * from './register/bodies';
export * from './room/bodies';
export * from './advice/bodies';
export * from './register/state';
export * from './room/state';
export * from './advice/state';
export { refusalCodes, type Applied, type Refusal, type RefusalCode } from './refusal';
export * from './rule-book';
export { chainRules, type ChainState } from './chain';
export * from './policies';
export * from './register/view';
export { registerRules } from './register/rules';
export * from './consent/guidance';
export * from './duties';
export { clearanceRefusal } from './clearance-rules';
export { entitledTo, isActiveInternal, rotationDue, scopeOfShare, standingIn } from './room/membership';
export { roomRules } from './room/rules';
export * from './room/may';
export { adviceTransitions, stageAt } from './advice/transitions';
export { recipientsOf } from './advice/request-entries';
export { proposalOf, standingOf } from './advice/moment';
export {
  adviceRules,
  mayActOnAdvice,
  mayAskForAdvice,
  mayReadAdvice,
  touchedByAdvice,
  type AdviceAct,
} from './advice/rules';
