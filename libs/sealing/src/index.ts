export { hkdf } from './hkdf';
export { fromB64, lp, textOf, utf8 } from './raw';
export { CannotOpen } from './cannot-open';
export {
  checkThreadKey,
  newThreadKey,
  openBack,
  openLink,
  sealBack,
  sealLink,
  threadCommitment,
  type EarlierKey,
  type ThreadContext,
} from './thread-key';
export { openInside, sealInside, type InsidePlace } from './inside';
export { openGrant, sealGrant, type GrantPlace } from './grant';
export {
  fetchSealing,
  isUsableSealingKey,
  newSealingKey,
  sealingKeyFromSeed,
  type SealingKeyPair,
} from './sealing-key';
export { newOrganisationKey, organisationPair, organisationPublic } from './organisation-key';
export {
  contentSizes,
  longestContent,
  openContent,
  openText,
  sealContent,
  TooLong,
  type ContentPlace,
} from './content';
export {
  openKeyring,
  openVault,
  sealKeyring,
  sealVault,
  type FormerKeys,
  type Keyring,
  type KeyringPlace,
  type VaultPlace,
} from './keyring';
export {
  newAccountKey,
  newPrfInput,
  unwrapWithPrf,
  unwrapWithRecovery,
  wrapWithPrf,
  wrapWithRecovery,
  type PrfResult,
  type WrapBinding,
} from './wraps';
export {
  fetchPassphrase,
  passphraseCost,
  unwrapWithPassphrase,
  wrapWithPassphrase,
  type PassphraseCost,
} from './passphrase-wrap';
export { entropyOf, newRecoveryWords, wordsOf, WrongWords, type WordFault } from './recovery-words';
export { recoveryActSeed, recoverySignInSeed } from './recovery-keys';
export { invitationFor, invitationProof, invitationSecret, isInvitationFor } from './invitation';
export { offlineKey, openOffline, sealOffline, unwrapOffline, wrapOffline } from './offline';
export { briefCommitment } from './brief';
export { padme } from './padme';
export { headerLength, partCount, partRange, sealedSize, type ByteRange } from './picture-stream/layout';
export { checkObjectKey, newObjectKey, objectCommitment } from './picture-stream/object-key';
export { checkPart, partHash } from './picture-stream/part';
export { partSealer, type PartSealer, type SealedPart } from './picture-stream/seal-parts';
export {
  openHeader,
  openObject,
  openRange,
  openRecords,
  type FetchRange,
  type PlainRange,
} from './picture-stream/open-object';
export { type StreamKey } from './picture-stream/record';
