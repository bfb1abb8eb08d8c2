/** Latin-1 text that stands at a place in a file. */
interface Beginning {
  readonly at: number;
  readonly text: string;
}

/** The picture formats there are, and what a file of each begins with, whatever the file is called. */
const formats = {
  jpeg: [{ at: 0, text: '\xff\xd8\xff' }],
  png: [{ at: 0, text: '\x89PNG\r\n\x1a\n' }],
  webp: [
    { at: 0, text: 'RIFF' },
    { at: 8, text: 'WEBP' },
  ],
} as const satisfies Record<string, readonly Beginning[]>;

export type PictureKind = keyof typeof formats;
const kinds = Object.keys(formats) as readonly PictureKind[];

/** What a picture's bytes are, once its file was read and stripped. */
export type PictureType = `image/${PictureKind}`;
export const pictureTypes: readonly PictureType[] = kinds.map((kind) => `image/${kind}` as const);

const stands = (bytes: Uint8Array, { at, text }: Beginning): boolean =>
  Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** The format these bytes begin like. */
export function pictureKindOf(bytes: Uint8Array): PictureKind | undefined {
  return kinds.find((kind) => formats[kind].every((beginning) => stands(bytes, beginning)));
}
