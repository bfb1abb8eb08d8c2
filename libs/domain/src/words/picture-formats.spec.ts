import { anyPictureFormat, pictureKindOf, pictureTypes } from './picture-formats';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['a JPEG', '\xff\xd8\xff\xe0', 'jpeg'],
  ['a PNG', '\x89PNG\r\n\x1a\n\0', 'png'],
  ['a WebP', 'RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
  ['a sound in the same container as WebP', 'RIFF\x10\0\0\0WAVEfmt ', undefined],
  ['what ends before its signature does', '\x89PN', undefined],
  ['an empty file', '', undefined],
])('%s is known by its first bytes', (_what, text, kind) => {
  expect(pictureKindOf(bytes(text))).toBe(kind);
});

test('sentences name every format that is taken', () => {
  expect(anyPictureFormat).toBe('JPEG, PNG or WebP');
});

test('the types of pictures are those of the formats', () => {
  expect(pictureTypes).toEqual(['image/jpeg', 'image/png', 'image/webp']);
});
