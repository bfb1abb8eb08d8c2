import { Problem } from '@consilium/domain';
import {
  cornerPictures,
  latin1,
  plainHeic,
  plantedJpeg,
  refusedFiles,
  smallJpeg,
  turnedHeic,
} from '@consilium/testkit/pictures';
import { keepProfile } from './colour-profile';
import { isHeic, readHeic, strippedOfHeic } from './heic';
import { strip } from './inspect';

const corner = (): Uint8Array => cornerPictures.find(({ name }) => name === 'JPEG')?.make(1) ?? plantedJpeg();

/** The same with the sizes it states of itself replaced. */
function sized(width: number, height: number): Uint8Array {
  const bytes = plainHeic.slice();
  const view = new DataView(bytes.buffer);
  for (let at = latin1(bytes).indexOf('ispe'); at >= 0; at = latin1(bytes).indexOf('ispe', at + 4)) {
    view.setUint32(at + 8, width);
    view.setUint32(at + 12, height);
  }
  return bytes;
}

test('a photo from a phone is measured, and what hides in it is named, before it is decoded', () => {
  for (const bytes of [plainHeic, turnedHeic]) {
    expect(isHeic(bytes)).toBe(true);
    const { width, height, profile, findings } = readHeic(bytes);
    expect({ width, height }).toEqual({ width: 48, height: 32 });
    expect(latin1(profile ?? new Uint8Array())).toContain('acsp');
    expect([...findings.keys()].toSorted()).toEqual(
      ['author name', 'date taken', 'device make and model', 'device serial', 'location'].toSorted(),
    );
  }
});

test('one that would be more pixels than a device holds is refused before anything is decoded', () => {
  expect(() => readHeic(sized(20_000, 20_000))).toThrow('more than 100 megapixels');
  expect(() => readHeic(sized(10_000, 10_000))).not.toThrow();
  expect(() => readHeic(sized(0, 32))).toThrow('is damaged');
});

test('cut short anywhere, or with any of its first bytes changed, it is followed or refused in words', () => {
  const tries = [
    ...Array.from({ length: 1400 }, (_, length) => plainHeic.slice(0, length)),
    ...Array.from({ length: 1400 }, (_, at) => plainHeic.slice().fill((plainHeic[at] ?? 0) ^ 0xff, at, at + 1)),
  ];
  for (const bytes of tries) {
    try {
      expect(readHeic(bytes).width).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
    }
  }
  for (const { says, bytes } of refusedFiles.filter((each) => each.says === 'HEIC')) {
    expect(() => readHeic(bytes())).toThrow(says);
  }
});

test('what is made of it has its colours, says what was removed, and hides nothing', async () => {
  const made = await strippedOfHeic(plainHeic, corner());
  expect(made.report.summary).toMatch(/^location, device serial, \d+ more$/u);
  expect(made.report.bytesBefore).toBe(plainHeic.length);
  expect(made.mime).toBe('image/jpeg');
  // The photo’s own profile, and not the one the JPEG came with.
  const { plain = new Uint8Array() } = keepProfile(readHeic(plainHeic).profile ?? new Uint8Array());
  expect(plain.length).toBeGreaterThan(300);
  expect(latin1(made.bytes)).toContain(latin1(plain));
  expect(latin1(made.bytes)).not.toMatch(/CANA|GPS|2026/u);
  expect((await strip(made.bytes)).report.summary).toBe('nothing');
});

test('a picture of another shape than the photo said is not taken for it', async () => {
  await expect(strippedOfHeic(plainHeic, smallJpeg)).rejects.toThrow('is damaged');
});
