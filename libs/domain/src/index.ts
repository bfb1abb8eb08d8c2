export * from './kernel/ids';
export * from './kernel/problem';
export * from './kernel/shape';
export * from './words/lists';
export * from './words/read-word';
export * from './kernel/entry';
export * from './clearance/document';
export * from './kernel/keys';
export * from './kernel/head';
export * from './register/join';
export * from './room/stored-object';
export * from './facts';
export * from './register/bodies';
export * from './room/bodies';
export * from './advice/bodies';
export * from './register/state';
export * from './room/state';
export * from './advice/state';
export { refusalCodes, type Applied, type Refusal, type RefusalCode } from './kernel/refusal';
export * from './kernel/rule-book';
export { chainRules, type ChainState } from './kernel/chain';
export * from './policies';
export * from './register/audience';
export * from './register/view';
export { registerRules } from './register/rules';
export * from './guidance/guidance';
export * from './clearance/duties';
export { clearanceRefusal } from './clearance/judge';
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
