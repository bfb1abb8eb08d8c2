import type { CaptureMode, DeviceOwner, OriginalCopy, PictureSource, PolicyBasis } from '../words/lists';

/** What whoever posts a picture states of how it came about. */
export interface Capture {
  /** What binds them: the organisation's published policy, one they found elsewhere, or none that they could find. */
  readonly policy: PolicyBasis;
  /** Of the published policy; else 0. */
  readonly version: number;
  /** What that policy allows; "" where none was found. */
  readonly says: CaptureMode | '';
  /** Whose the device is that it is posted with. */
  readonly device: DeviceOwner;
  /** When they last said that this device is encrypted, locked, and uploads nothing by itself. */
  readonly attestedAt: number;
}

/** The same with what is said later: where the picture came from, and which copies of it are gone. */
export interface Captured extends Capture {
  readonly source: PictureSource | '';
  readonly gone: readonly OriginalCopy[];
}

/** Seconds for which what was said of a device holds. */
export const attestedSeconds = 90 * 86_400;

/** The copies that are to be deleted once the sealed one was read back, by where a picture came from. */
export const copiesOf: Readonly<Record<PictureSource, readonly OriginalCopy[]>> = {
  'own-phone': ['original', 'recently-deleted', 'cloud-copy'],
  'managed-device': ['original', 'recently-deleted'],
  'camera-card': ['original'],
  dermatoscope: ['original'],
  // The original is part of the record there and stays.
  pacs: ['exported-copy'],
  'medical-photography': ['exported-copy'],
  // Nobody is asked about a patient's own phone.
  'sent-by-patient': [],
  'from-colleague': ['received-copy'],
};

/** The copies still to be deleted. */
export function copiesLeft({ source, gone }: Pick<Captured, 'source' | 'gone'>): readonly OriginalCopy[] {
  return source === '' ? [] : copiesOf[source].filter((copy) => !gone.includes(copy));
}

/** What may be used to take pictures: where no policy was found, nothing but what the organisation manages. */
export function bindingMode({ says }: Pick<Capture, 'says'>): CaptureMode {
  return says === '' ? 'managed-device' : says;
}

const takenElsewhere: readonly (PictureSource | '')[] = ['medical-photography', 'pacs'];

/** Whether the picture was taken by those whose work that is, and is in the record already. */
export const isTakenElsewhere = ({ source }: Pick<Captured, 'source'>): boolean => takenElsewhere.includes(source);

/** Whether what was said of the device has run out. */
export function hasRunOut({ attestedAt }: Pick<Capture, 'attestedAt'>, at: number): boolean {
  return at >= attestedAt + attestedSeconds;
}
