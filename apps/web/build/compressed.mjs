import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What a file is called beside itself, compressed. */
export const codings = ['.br', '.gz'];

/** Pictures and fonts are packed already. */
const compressible = /\.(?:html|js|css|svg|json|txt|webmanifest|wasm)$/u;
/** Who serves the build reads it, and sends it to nobody. */
const unserved = 'headers.json';

/** @param {Buffer} bytes as small as it gets: this is done once, and read by everybody */
const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

/** @param {string} path @returns {boolean} whether it is another file, compressed */
export const isCompressed = (path) => codings.some((coding) => path.endsWith(coding));

/**
 * Writes beside every file of a build what it is in brotli and in gzip, where that is smaller. Whatever stood there from
 * another time goes first: a compressed file that is older than its own would be served in its place.
 * @param {string} folder the build
 */
export function compress(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.filter(isCompressed)) rmSync(file);
  for (const file of files) {
    if (!compressible.test(file) || file === join(folder, unserved)) continue;
    const bytes = readFileSync(file);
    const smaller = [brotli(bytes), gzipSync(bytes, { level: 9 })];
    for (const [index, packed] of smaller.entries())
      if (packed.length < bytes.length) writeFileSync(`${file}${codings[index]}`, packed);
  }
}
