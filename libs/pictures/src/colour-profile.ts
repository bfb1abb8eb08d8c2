import { concat } from '@consilium/bytes';
import { textAt, viewOf } from './reading';

/**
 * The numbers of an ICC profile that decide how colours look (ICC.1:2022, 8.3 and 8.4). Every other tag is text or
 * names a device: it goes, and so do the maker, model, creator and date of the header.
 */
const colourTags = new Set(['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'kTRC', 'wtpt', 'chad']);
const neededForRgb = ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'];
const largestProfile = 60_000;

interface Tag {
  readonly name: string;
  readonly data: Uint8Array;
}

/**
 * The same colours without the texts: a fresh profile of the numeric tags. Undefined where colours cannot be told by
 * those alone (tables for print), in which case the picture is shown as sRGB.
 */
export function plainProfile(profile: Uint8Array): Uint8Array | undefined {
  if (profile.length < 132 || textAt(profile, 36, 4) !== 'acsp') return undefined;
  const tags = colourTagsOf(profile);
  if (tags === undefined || !isEnough(tags, textAt(profile, 16, 4))) return undefined;
  const plain = write(header(profile), [...tags, label('desc', 'Colour'), label('cprt', 'None')]);
  return plain.length <= largestProfile ? plain : undefined;
}

function colourTagsOf(profile: Uint8Array): Tag[] | undefined {
  const view = viewOf(profile);
  const count = view.getUint32(128);
  if (count > 200 || 132 + count * 12 > profile.length) return undefined;
  return Array.from({ length: count }, (_, index) => 132 + index * 12)
    .map((at) => ({
      name: textAt(profile, at, 4),
      data: profile.subarray(view.getUint32(at + 4), view.getUint32(at + 4) + view.getUint32(at + 8)),
    }))
    .filter(({ name, data }) => colourTags.has(name) && data.length >= 12);
}

function isEnough(tags: readonly Tag[], space: string): boolean {
  const names = tags.map((tag) => tag.name);
  if (new Set(names).size !== names.length) return false;
  if (space === 'GRAY') return names.includes('kTRC');
  return space === 'RGB ' && neededForRgb.every((name) => names.includes(name));
}

/** Version, class, colour space and connection space as they were; D50; all else zero. */
function header(profile: Uint8Array): Uint8Array {
  const fresh = new Uint8Array(128);
  fresh.set(profile.subarray(8, 24), 8);
  fresh.set(profile.subarray(36, 40), 36);
  fresh.set(profile.subarray(64, 80), 64);
  return fresh;
}

/** A one-word text: readers of profiles expect a description and a copyright. */
function label(name: string, text: string): Tag {
  const data = new Uint8Array(28 + text.length * 2);
  const view = viewOf(data);
  data.set([0x6d, 0x6c, 0x75, 0x63]);
  view.setUint32(8, 1);
  view.setUint32(12, 12);
  data.set([0x65, 0x6e, 0x55, 0x53], 16);
  view.setUint32(20, text.length * 2);
  view.setUint32(24, 28);
  for (let index = 0; index < text.length; index++) view.setUint16(28 + index * 2, text.charCodeAt(index));
  return { name, data };
}

function write(head: Uint8Array, tags: readonly Tag[]): Uint8Array {
  const table = new Uint8Array(4 + tags.length * 12);
  const view = viewOf(table);
  view.setUint32(0, tags.length);
  const bodies: Uint8Array[] = [];
  let at = 128 + table.length;
  for (const [index, { name, data }] of tags.entries()) {
    const padded = new Uint8Array((data.length + 3) & ~3);
    padded.set(data);
    bodies.push(padded);
    table.set(
      Array.from(name, (letter) => letter.charCodeAt(0)),
      4 + index * 12,
    );
    view.setUint32(8 + index * 12, at);
    view.setUint32(12 + index * 12, data.length);
    at += padded.length;
  }
  viewOf(head).setUint32(0, at);
  return concat([head, table, ...bodies]);
}
