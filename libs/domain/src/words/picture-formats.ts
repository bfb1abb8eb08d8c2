/** Latin-1 text that stands at a place in a file. */
interface Beginning {
  readonly at: number;
  readonly text: string;
}

interface Format {
  /** As people call it. */
  readonly name: string;
  /** What a file of it begins with, whatever the file is called. */
  readonly begins: readonly Beginning[];
}

/** The picture formats there are. */
const formats = {
  jpeg: { name: 'JPEG', begins: [{ at: 0, text: '\xff\xd8\xff' }] },
  png: { name: 'PNG', begins: [{ at: 0, text: '\x89PNG\r\n\x1a\n' }] },
  webp: {
    name: 'WebP',
    begins: [
      { at: 0, text: 'RIFF' },
      { at: 8, text: 'WEBP' },
    ],
  },
} as const satisfies Record<string, Format>;

export type PictureKind = keyof typeof formats;
const kinds = Object.keys(formats) as readonly PictureKind[];

/** What a picture's bytes are, once its file was read and stripped. */
export type PictureType = `image/${PictureKind}`;
export const pictureTypes: readonly PictureType[] = kinds.map((kind) => `image/${kind}` as const);

const names: readonly string[] = kinds.map((kind) => formats[kind].name);
/** "JPEG, PNG or WebP", for the sentences that say what is taken. */
export const anyPictureFormat = `${names.slice(0, -1).join(', ')} or ${names.slice(-1).join('')}`;

const stands = (bytes: Uint8Array, { at, text }: Beginning): boolean =>
  Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** The format these bytes begin like. */
export function pictureKindOf(bytes: Uint8Array): PictureKind | undefined {
  return kinds.find((kind) => formats[kind].begins.every((beginning) => stands(bytes, beginning)));
}
