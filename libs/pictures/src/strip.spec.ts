import { Problem } from '@consilium/domain';
import { array, assert, asyncProperty, constantFrom, nat, tuple, uint8Array } from 'fast-check';
import {
  canary,
  join,
  latin1,
  partedWebp,
  plantedJpeg,
  plantedLosslessWebp,
  plantedPng,
  plantedWebp,
  progressiveJpeg,
  smallJpeg,
  smallLosslessWebp,
  smallWebp,
  trailer,
  transparentWebp,
} from '@consilium/testkit/pictures';
import { strip } from './inspect';
import { hiddenThings } from './removed';

const planted = [
  { name: 'JPEG', bytes: plantedJpeg(), pixels: smallJpeg.subarray(20) },
  {
    name: 'progressive JPEG',
    bytes: plantedJpeg(1, progressiveJpeg),
    pixels: progressiveJpeg.subarray(20),
  },
  { name: 'PNG', bytes: plantedPng(), pixels: pixelChunk(plantedPng()) },
  { name: 'WebP', bytes: plantedWebp(), pixels: smallWebp.subarray(12) },
  {
    name: 'WebP in parts',
    bytes: plantedWebp(1, partedWebp, [48, 80]),
    pixels: partedWebp.subarray(12),
  },
  { name: 'lossless WebP', bytes: plantedLosslessWebp(), pixels: smallLosslessWebp.subarray(12) },
];

function pixelChunk(png: Uint8Array): Uint8Array {
  const at = latin1(png).indexOf('IDAT');
  return png.subarray(at, latin1(png).indexOf('IEND') - 4);
}

describe.each(planted)('a $name with everything planted in it', ({ bytes, pixels }) => {
  test('keeps none of the planted texts', async () => {
    expect(latin1(bytes)).toContain(canary);
    const stripped = await strip(bytes);
    expect(latin1(stripped.bytes)).not.toMatch(/CANA|PK\x03|GPS|2026/u);
  });

  test('keeps its pixels bit for bit', async () => {
    const stripped = await strip(bytes);
    expect(latin1(stripped.bytes)).toContain(latin1(pixels));
  });

  test('has nothing left to remove the second time', async () => {
    const once = await strip(bytes);
    const twice = await strip(once.bytes);
    expect(twice.report.summary).toBe('nothing');
    expect(twice.bytes).toEqual(once.bytes);
  });
});

test('the report of a JPEG names what was in it, the most telling first', async () => {
  const { report } = await strip(plantedJpeg());
  expect(report.removed.slice(0, 5)).toEqual([
    { what: 'location', count: 7 },
    { what: 'device serial', count: 3 },
    { what: 'owner name', count: 1 },
    { what: 'patient or person named', count: 1 },
    { what: 'second picture', count: 1 },
  ]);
  expect(report.summary).toBe('location, device serial, 19 more');
  expect(report.removed.map(({ what }) => what)).toEqual(
    hiddenThings.filter((what) => !['colour table', 'keywords', 'animation frames'].includes(what)),
  );
});

test('the report of a PNG names texts, time, profile and what stands behind the end', async () => {
  const { report } = await strip(plantedPng());
  const kinds = report.removed.map(({ what }) => what);
  expect(kinds).toEqual(
    expect.arrayContaining(['location', 'date taken', 'author name', 'comment', 'colour profile details']),
  );
  expect(kinds).toContain('hidden data after the picture');
  expect(report.summary).toMatch(/^location, device serial, \d+ more$/u);
});

test('a picture without metadata is reported as such and stays as it is', async () => {
  const { report, bytes } = await strip(smallJpeg);
  expect(report).toEqual({
    removed: [],
    summary: 'nothing',
    bytesBefore: smallJpeg.length,
    bytesAfter: smallJpeg.length,
  });
  expect(bytes).toEqual(smallJpeg);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i survives in every format', async (orientation) => {
  const turned = orientation >= 5;
  for (const make of [plantedJpeg, plantedPng, plantedWebp]) {
    const stripped = await strip(make(orientation));
    expect(stripped.orientation).toBe(orientation);
    expect(stripped.width > stripped.height).toBe(!turned);
  }
});

test('a film behind a phone’s photo is cut off and called a second picture', async () => {
  const film = join(smallJpeg, Uint8Array.from([0, 0, 0, 24]), Buffer.from('ftypmp42 film'));
  const { bytes, report } = await strip(film);
  expect(report.summary).toBe('second picture');
  expect(bytes).toEqual(smallJpeg);
});

test('zeros behind the end are cut off and not worth a word', async () => {
  const { bytes, report } = await strip(join(smallJpeg, new Uint8Array(64)));
  expect(report.summary).toBe('nothing');
  expect(bytes).toEqual(smallJpeg);
});

test('a zip behind a picture is cut off and named', async () => {
  const { report } = await strip(join(smallWebp, trailer));
  expect(report.removed).toEqual([{ what: 'hidden data after the picture', count: 1 }]);
});

/** Either it works or it is refused in words. */
async function endsWell(bytes: Uint8Array): Promise<boolean> {
  try {
    const { width, height } = await strip(bytes);
    return width > 0 && height > 0;
  } catch (error) {
    return error instanceof Problem && error.kind === 'bad-input' && error.message.length > 20;
  }
}

test('random bytes behind any true beginning are refused in words, never with a crash', async () => {
  const starts = [smallJpeg.subarray(0, 20), plantedPng().subarray(0, 33), smallWebp.subarray(0, 12), new Uint8Array()];
  const files = tuple(constantFrom(...starts), uint8Array({ maxLength: 2000 })).map(([start, rest]) =>
    join(start, rest),
  );
  await assert(
    asyncProperty(files, async (file) => endsWell(file)),
    { numRuns: 400 },
  );
});

test('a planted picture with any bytes changed works or is refused in words', async () => {
  const changes = array(tuple(nat(), nat({ max: 255 })), { minLength: 1, maxLength: 12 });
  const sources = constantFrom(...planted.map(({ bytes }) => bytes));
  await assert(
    asyncProperty(sources, changes, async (source, flips) => {
      const changed = source.slice();
      for (const [at, value] of flips) changed[at % changed.length] = value;
      return endsWell(changed);
    }),
    { numRuns: 400 },
  );
});

test.each([
  { name: 'a lossy WebP', bytes: smallWebp },
  { name: 'a lossy WebP in parts', bytes: partedWebp },
  { name: 'a lossless WebP', bytes: smallLosslessWebp },
  { name: 'a WebP with a packed transparency', bytes: transparentWebp },
  { name: 'a progressive JPEG', bytes: progressiveJpeg },
])('$name that hides nothing stays as it is', async ({ bytes }) => {
  const stripped = await strip(bytes);
  expect(stripped.report.summary).toBe('nothing');
  expect(stripped.bytes).toEqual(bytes);
});
