import type { Findings } from './removed';

/** What the headers of a file say, before anything is decoded. Sizes in pixels as stored, before turning. */
export interface Headers {
  readonly width: number;
  readonly height: number;
  /** 1 to 8 (EXIF); 5 to 8 are on their side. */
  readonly orientation: number;
  /** Bytes after the picture's end. */
  readonly trailing: number;
}

/** A file without anything but its pixels, how they are turned, and their colours. */
export interface Stripped {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly findings: Findings;
}

/** One file format. All throw `Problem` and nothing else on bytes they cannot follow. */
export interface PictureFormat {
  readonly readHeaders: (bytes: Uint8Array) => Headers;
  /** The same of a file whose sums were checked otherwise. */
  readonly measure: (bytes: Uint8Array) => Headers;
  /** What stands in the file beside its pixels, how they are turned and their colours: found without unpacking a pixel. */
  readonly says: (bytes: Uint8Array) => Promise<Findings>;
  /** `quarters`: turned by so many to the right, which the file says; its pixels stay as they are. */
  readonly strip: (bytes: Uint8Array, quarters: number) => Promise<Stripped>;
  /** The file in pieces, without what says how it is turned: browsers do not agree on which formats they turn. */
  readonly asStored: (bytes: Uint8Array) => readonly Uint8Array[];
}
