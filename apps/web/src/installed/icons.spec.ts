import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { lines, pictures, svg } from '../../build/icons.mjs';

const kept = (name: string): Buffer => readFileSync(join(__dirname, '../../public', name));

interface Manifest {
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
}
const manifest = JSON.parse(kept('manifest.webmanifest').toString()) as Manifest;

/** A PNG of one piece: its side, and its lines unpacked. */
function opened(png: Buffer): { readonly size: number; readonly lines: Buffer } {
  const header = 33;
  expect(png.subarray(header + 4, header + 8).toString()).toBe('IDAT');
  const packed = png.subarray(header + 8, header + 8 + png.readUInt32BE(header));
  return { size: png.readUInt32BE(16), lines: inflateSync(packed) };
}

test('the drawing that is kept is the one that the program draws', () => {
  expect(kept('consilium.svg').toString()).toBe(svg());
});

test.each(Object.entries(pictures))('%s is what the program draws, pixel by pixel', (name, { size, corner }) => {
  const found = opened(kept(name));
  expect(found.size).toBe(size);
  expect(found.lines.equals(lines(size, corner))).toBe(true);
});

test('the manifest names each icon by its true size, and one that may be cut to any shape', () => {
  const named = manifest.icons.filter(({ src }) => src.endsWith('.png'));
  for (const { src, sizes } of named) {
    const { size } = pictures[src.slice(1)] ?? { size: 0 };
    expect(sizes).toBe(`${String(size)}x${String(size)}`);
  }
  expect(named.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  const [cut] = named.filter(({ purpose }) => purpose === 'maskable');
  expect(pictures[cut?.src.slice(1) ?? '']?.corner).toBe(0);
});
