export { deviceName } from './device-name';
export { MembershipNotice, ReplacedNotice, useMembership } from './membership';
export { useServiceNow, useSession } from './session';
export { NewKeys } from './new-keys';
export { StatementNews } from './own-details';
export { type Whose, WhoseDevice } from './whose-device';
export { useUnlock } from './locked-page';
export { PassphraseWay, SignInPage } from './sign-in-page';
