export { MembershipNotice, useMembership } from './membership';
export { NewKeys } from './new-keys';
