export { MembershipNotice, useMembership } from './membership';
export { useServiceNow } from './session';
export { NewKeys } from './new-keys';
