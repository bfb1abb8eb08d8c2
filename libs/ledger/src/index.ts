export { fromB64, lp } from './untrusted-bytes';
export { Malformed, BadSignature, Newer, Refused, type MalformedReason, type BadSignatureReason } from './untrusted';
export type { SealedEntry } from './sealed-entry';
export { readJws, readJson, type ReadJws } from './strict';
export { thumbprint, requireGoodKey, verify, signerFromSeed, requireSignature, type Signer } from './keys';
export {
  readEntry,
  entryHash,
  bodyHash,
  ledgerIdOf,
  signEntry,
  typeOf,
  judged,
  blobOf,
  blobRefs,
  blobBytes,
  missingBlobs,
  type Blob,
  type ReadEntry,
} from './entry';
export { draft, newEntryId, sealBatch, type Draft, type Place, type Saying } from './draft';
export { actHash, confirmedDraft, recoveryActMessage, type ActPlace } from './act';
export { anchorMessage, type Anchored } from './anchor';
export { anchorFingerprint, hashFingerprint, keysFingerprint } from './fingerprint';
export { Tree, treeRoot, inclusionProof, consistencyProof, verifyInclusion, verifyConsistency } from './tree';
export {
  signJoin,
  readJoin,
  joinChallenge,
  type Site,
  joinHash,
  signHead,
  headClaim,
  readHead,
  signReceipt,
  receiptClaim,
  readReceipt,
  signClearance,
  clearanceHash,
  readClearance,
} from './documents';
export {
  challenge,
  recoverySignInMessage,
  isOrigin,
  verifyGesture,
  type ChallengeBinding,
  type ChallengeLabel,
  type GestureExpectation,
  type VerifiedGesture,
} from './gesture';
export { readCose, type PasskeyKey } from './cose';
export { establishFacts, type Standpoint } from './facts';
export { fromRegister, type RegisterReader } from './register-reader';
export { stateHash, stateText } from './state-hash';
export type { History } from './history';
export { placeAfter, type Replica } from './replica';
export { changeSince, overlooks, overlookedSeconds } from './overlooked';
export { advance, type AdvanceOptions, type Advanced, type AppliedEntry } from './advance';
export {
  compareHeads,
  evidence,
  type Comparison,
  type Evidence,
  type EvidenceHalf,
  type KnownHistory,
} from './compare';
