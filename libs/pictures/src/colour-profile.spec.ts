import { deflateSync } from 'node:zlib';
import {
  ascii,
  chunk,
  join,
  latin1,
  plantedProfile,
  pngOf,
  profileChanged,
  profileWithTable,
  smallJpeg,
  smallWebp,
  tableProfile,
} from '@consilium/testkit/pictures';
import { keepProfile } from './colour-profile';
import { strip } from './inspect';

const isKept = (profile: Uint8Array): boolean => keepProfile(profile).plain !== undefined;

test('a profile of numbers keeps its colours and none of its texts', () => {
  const { plain, isColourLost } = keepProfile(plantedProfile());
  expect(isColourLost).toBe(false);
  expect(latin1(plain ?? new Uint8Array())).not.toMatch(/CANA|4711/u);
});

test('colours that a table tells are said to change, whether or not numbers stand beside it', () => {
  expect(keepProfile(tableProfile())).toEqual({ plain: undefined, isColourLost: true });
  const beside = keepProfile(profileWithTable());
  expect(beside.isColourLost).toBe(true);
  expect(beside.plain).toEqual(keepProfile(plantedProfile()).plain);
});

test('what no reader uses changes no colours', () => {
  for (const broken of [new Uint8Array(), ascii('nothing'), plantedProfile().fill(0, 36, 40)]) {
    expect(keepProfile(broken)).toEqual({ plain: undefined, isColourLost: false });
  }
});

test('a tag is kept as its own numbers: what stands behind or in the place of them is not', () => {
  const xyz = join(ascii('XYZ \0\0\0\0'), new Uint8Array(12));
  const { plain = new Uint8Array() } = keepProfile(profileChanged('rXYZ', join(xyz, ascii('CANARY CANARY   '))));
  expect(latin1(plain)).not.toContain('CANARY');
  expect(isKept(profileChanged('rXYZ', join(ascii('XYZ \0\0\0\0'), ascii('CANARYCANARY'))))).toBe(false);
  expect(isKept(profileChanged('rTRC', join(ascii('curv\0\0\0\0\0\0\0\x06'), ascii('CANARYCANARY'))))).toBe(false);
  expect(isKept(profileChanged('rTRC', join(ascii('para\0\0\0\0\0\0\0\0'), ascii('CANA'))))).toBe(false);
  const reserved = keepProfile(profileChanged('rXYZ', join(ascii('XYZ CANA'), new Uint8Array(12)))).plain;
  expect(latin1(reserved ?? ascii('CANA'))).not.toContain('CANA');
});

const segment = (marker: number, payload: Uint8Array): Uint8Array =>
  join(Uint8Array.of(0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 255), payload);
const webpWith = (profile: Uint8Array): Uint8Array => {
  const odd = new Uint8Array(profile.length & 1);
  const size = (length: number): Uint8Array => Uint8Array.of(length & 255, length >> 8, 0, 0);
  const head = join(ascii('VP8X'), size(10), Uint8Array.of(0x20, 0, 0, 0, 63, 0, 0, 47, 0, 0));
  const body = join(head, ascii('ICCP'), size(profile.length), profile, odd, smallWebp.subarray(12));
  return join(ascii('RIFF'), size(body.length + 4), ascii('WEBP'), body);
};

test.each([
  {
    name: 'JPEG',
    make: (profile: Uint8Array) =>
      join(
        smallJpeg.subarray(0, 20),
        segment(0xe2, join(ascii('ICC_PROFILE\0\x01\x01'), profile)),
        smallJpeg.subarray(20),
      ),
  },
  {
    name: 'PNG',
    make: (profile: Uint8Array) => pngOf(8, 8, [chunk('iCCP', join(ascii('p\0\0'), deflateSync(profile)))]),
  },
  { name: 'WebP', make: webpWith },
])('in a $name a table of colours is the first thing the report names', async ({ make }) => {
  const { report } = await strip(make(tableProfile()));
  expect(report.summary).toMatch(/^colour table/u);
  const plain = await strip(make(plantedProfile()));
  expect(plain.report.summary).toBe('colour profile details');
});
