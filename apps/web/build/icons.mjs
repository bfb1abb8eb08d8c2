// Draws the icon of the product: `node apps/web/build/icons.mjs` writes it into public/, as SVG and in the sizes that
// phones and desks ask for. What is kept there is compared with this by icons.spec.ts.
import { writeFileSync } from 'node:fs';
import { fileURLToPath, URL } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const side = 32;
const ground = { colour: '#0d5767', corner: 8 };
const rings = [
  { x: 13, y: 16, colour: '#e8f4f6' },
  { x: 19, y: 16, colour: '#e9b872' },
];
const radius = 6.5;
const stroke = 2.6;

/** Points of one pixel that are asked, in each direction. */
const asked = 4;

/** @returns {string} */
export function svg() {
  const circles = rings.map(
    ({ x, y, colour }) =>
      `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${colour}" stroke-width="${stroke}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect width="${side}" height="${side}" rx="${ground.corner}" fill="${ground.colour}"/>${circles.join('')}</svg>\n`;
}

const channels = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
const groundChannels = channels(ground.colour);
const nearest = (radius - stroke / 2) ** 2;
const furthest = (radius + stroke / 2) ** 2;
/** What is drawn last lies on top, and is asked first. */
const drawn = rings.map(({ x, y, colour }) => ({ x, y, of: channels(colour) })).toReversed();

/** Whether the rounded ground covers a point. */
function isOnGround(x, y, corner) {
  const dx = Math.max(corner - x, x - (side - corner), 0);
  const dy = Math.max(corner - y, y - (side - corner), 0);
  return dx * dx + dy * dy <= corner * corner;
}

/** The colour at a point of the drawing; undefined outside of it. */
function colourAt(x, y, corner) {
  for (const ring of drawn) {
    const apart = (x - ring.x) ** 2 + (y - ring.y) ** 2;
    if (apart >= nearest && apart <= furthest) return ring.of;
  }
  return isOnGround(x, y, corner) ? groundChannels : undefined;
}

/** One pixel: the mean of the points that are asked in it. */
function pixel(column, row, size, corner) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let point = 0; point < asked * asked; point += 1) {
    const x = column + ((point % asked) + 0.5) / asked;
    const y = row + (Math.floor(point / asked) + 0.5) / asked;
    const colour = colourAt((x * side) / size, (y * side) / size, corner);
    if (colour === undefined) continue;
    covered += 1;
    for (let index = 0; index < 3; index += 1) sum[index] += colour[index];
  }
  return [
    ...sum.map((value) => (covered === 0 ? 0 : Math.round(value / covered))),
    Math.round((covered * 255) / asked ** 2),
  ];
}

/**
 * Lines of a PNG, each behind a filter of none.
 * @param {number} size @param {number} corner of the ground, in parts of 32; 0 fills the square
 */
export function lines(size, corner) {
  const line = 1 + size * 4;
  const all = Buffer.alloc(size * line);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      all.set(pixel(column, row, size, corner), row * line + 1 + column * 4);
    }
  }
  return all;
}

function chunk(name, data) {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(name), data]);
  const end = Buffer.alloc(4);
  end.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, end]);
}

function png(size, corner) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits, red, green, blue and alpha.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines(size, corner), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** What is drawn, by the name of its file. Whoever cuts a shape of its own out of one gets a ground without corners. */
export const pictures = {
  'icon-192.png': { size: 192, corner: ground.corner },
  'icon-512.png': { size: 512, corner: ground.corner },
  'icon-maskable-512.png': { size: 512, corner: 0 },
  'icon-touch-180.png': { size: 180, corner: 0 },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../public/', import.meta.url);
  writeFileSync(new URL('consilium.svg', folder), svg());
  for (const [name, { size, corner }] of Object.entries(pictures)) {
    writeFileSync(new URL(name, folder), png(size, corner));
  }
}
