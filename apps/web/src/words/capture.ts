import type { CaptureMode, DeviceOwner, OriginalCopy, PictureSource } from '@consilium/domain';

/** What a policy allows, as a choice and as a sentence about it. */
export const captureModeWords = {
  'personal-device': 'One’s own device too',
  'managed-device': 'Only devices the organisation manages',
  'medical-photography': 'Only medical photography',
} as const satisfies Record<CaptureMode, string>;

export const deviceOwnerWords = {
  own: 'My own',
  managed: 'The organisation’s: it manages it',
} as const satisfies Record<DeviceOwner, string>;

/** Where a picture came from, as it is asked. */
export const sourceWords = {
  'own-phone': 'My own phone or tablet',
  'managed-device': 'A phone or tablet the organisation manages',
  'camera-card': 'A camera',
  dermatoscope: 'A dermatoscope',
  pacs: 'PACS',
  'medical-photography': 'Medical photography',
  'sent-by-patient': 'The patient sent it',
  'from-colleague': 'A colleague sent it',
} as const satisfies Record<PictureSource, string>;

/** The same, as others read it. */
export const cameFromWords = {
  'own-phone': 'the author’s own phone or tablet',
  'managed-device': 'a phone or tablet the organisation manages',
  'camera-card': 'a camera',
  dermatoscope: 'a dermatoscope',
  pacs: 'PACS',
  'medical-photography': 'medical photography',
  'sent-by-patient': 'the patient, who sent it',
  'from-colleague': 'a colleague, who sent it',
} as const satisfies Record<PictureSource, string>;

/** What is to be deleted, as it is asked. */
export const copyWords = {
  original: 'The original, where it was taken',
  'recently-deleted': 'The copy in “Recently deleted” or the bin',
  'cloud-copy': 'The copy in the cloud (iCloud, Google Photos or another)',
  'exported-copy': 'The copy I exported to this device',
  'received-copy': 'The copy I was sent, in the message and in Downloads',
} as const satisfies Record<OriginalCopy, string>;

/** The same, as others read it. */
export const goneWords = {
  original: 'the original',
  'recently-deleted': 'the copy in “Recently deleted”',
  'cloud-copy': 'the copy in the cloud',
  'exported-copy': 'the exported copy',
  'received-copy': 'the copy that was sent',
} as const satisfies Record<OriginalCopy, string>;
