import type { CaptureMode, DeviceOwner } from '@consilium/domain';

/** What binds whoever adds a picture to a case. */
export interface CaptureView {
  /** The organisation that owns the case, by name. */
  organisation: string;
  /** What it published of taking pictures; undefined where it published nothing. */
  policy: { version: number; says: CaptureMode; words: string } | undefined;
  /** Whom to ask where no policy can be found: "Dr Bela Birchwood, GMC 9990002"; "" where nobody holds the office here. */
  caldicott: string;
  device: DeviceWordView;
}

/** What was said of this device. */
export interface DeviceWordView {
  state: 'never' | 'holds' | 'ran-out';
  owner: DeviceOwner | '';
  /** Unix seconds; 0 where nothing was said. */
  saidAt: number;
  until: number;
}

/** The sealed picture as it was fetched again. */
export interface ReadBackView {
  /** Of the original, as it opens. */
  bytes: number;
  parts: number;
}
