import { concat } from '@consilium/bytes';
import { textAt, viewOf } from './reading';

/**
 * The numbers of an ICC profile that decide how colours look (ICC.1:2022, 8.3 and 8.4), each with the type it is written
 * in. Every other tag is text or names a device: it goes, and so do the maker, model, creator and date of the header.
 */
const colourTags: Readonly<Record<string, readonly TagType[]>> = {
  rXYZ: ['XYZ '],
  gXYZ: ['XYZ '],
  bXYZ: ['XYZ '],
  wtpt: ['XYZ '],
  rTRC: ['curv', 'para'],
  gTRC: ['curv', 'para'],
  bTRC: ['curv', 'para'],
  kTRC: ['curv', 'para'],
  chad: ['sf32'],
};
const neededForRgb = ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'];
/** Colour by tables: for print, and of scanners. Where one stands, readers prefer it to the numbers above. */
const colourTables = new Set(['A2B0', 'A2B1', 'A2B2', 'A2B3', 'D2B0', 'D2B1', 'D2B2', 'D2B3']);
const classes = ['mntr', 'scnr', 'prtr', 'spac'];
const largestProfile = 60_000;
const mostTags = 200;

interface Tag {
  readonly name: string;
  readonly data: Uint8Array;
}

/** What is kept of a profile. */
export interface KeptProfile {
  /** The numeric tags in a fresh profile; undefined where there is nothing to keep, and the picture is shown as sRGB. */
  readonly plain: Uint8Array | undefined;
  /** Whether colours will look different without what is left out. */
  readonly isColourLost: boolean;
}

/** The same colours without the texts, as far as numbers alone tell them. No reader uses a profile that is broken. */
export function keepProfile(profile: Uint8Array): KeptProfile {
  const tags = profile.length < 132 || textAt(profile, 36, 4) !== 'acsp' ? undefined : tagsOf(profile);
  if (tags === undefined) return { plain: undefined, isColourLost: false };
  const plain = plainProfile(profile, tags);
  return { plain, isColourLost: plain === undefined || tags.some(({ name }) => colourTables.has(name)) };
}

function plainProfile(profile: Uint8Array, tags: readonly Tag[]): Uint8Array | undefined {
  const kept = tags.filter(({ name }) => Object.hasOwn(colourTags, name)).map(plainTag);
  const plain = kept.filter((tag) => tag !== undefined);
  if (plain.length < kept.length || !isEnough(plain, textAt(profile, 16, 4))) return undefined;
  const whole = write(header(profile), [...plain, label('desc', 'Colour'), label('cprt', 'None')]);
  return whole.length <= largestProfile ? whole : undefined;
}

function tagsOf(profile: Uint8Array): Tag[] | undefined {
  const view = viewOf(profile);
  const count = view.getUint32(128);
  if (count > mostTags || 132 + count * 12 > profile.length) return undefined;
  return Array.from({ length: count }, (_, index) => 132 + index * 12).map((at) => ({
    name: textAt(profile, at, 4),
    data: profile.subarray(view.getUint32(at + 4), view.getUint32(at + 4) + view.getUint32(at + 8)),
  }));
}

/** Length of a tag by its type, and whether its numbers can be what they say: a text in their place is not. */
const tagTypes = {
  'XYZ ': { length: () => 20, isTrue: (data: Uint8Array) => areSmall(data, 8, 4) },
  sf32: { length: () => 44, isTrue: (data: Uint8Array) => areSmall(data, 8, 4) },
  curv: { length: (data: Uint8Array) => 12 + viewOf(data).getUint32(8) * 2, isTrue: rises },
  para: {
    length: (data: Uint8Array) => 12 + 4 * ([1, 3, 4, 5, 7][viewOf(data).getUint16(8)] ?? Infinity),
    isTrue: (data: Uint8Array) => viewOf(data).getUint16(10) === 0 && areSmall(data, 12, 16),
  },
} as const;
type TagType = keyof typeof tagTypes;

/** A tag cut to its own length, its reserved bytes zero. */
function plainTag({ name, data }: Tag): Tag | undefined {
  const type = colourTags[name]?.find((known) => known === textAt(data, 0, 4));
  if (type === undefined || data.length < 12) return undefined;
  const length = tagTypes[type].length(data);
  if (length > data.length) return undefined;
  const plain = data.slice(0, length);
  plain.fill(0, 4, 8);
  return tagTypes[type].isTrue(plain) ? { name, data: plain } : undefined;
}

/** Numbers of 16.16 bits, none larger than `most`. */
function areSmall(data: Uint8Array, from: number, most: number): boolean {
  const view = viewOf(data);
  for (let at = from; at < data.length; at += 4) if (Math.abs(view.getInt32(at)) > most * 65_536) return false;
  return true;
}

/** A gamma, or a curve that never falls. */
function rises(data: Uint8Array): boolean {
  const view = viewOf(data);
  for (let at = 14; at < data.length; at += 2) if (view.getUint16(at) < view.getUint16(at - 2)) return false;
  return true;
}

function isEnough(tags: readonly Tag[], space: string): boolean {
  const names = tags.map((tag) => tag.name);
  if (new Set(names).size !== names.length) return false;
  if (space === 'GRAY') return names.includes('kTRC');
  return space === 'RGB ' && neededForRgb.every((name) => names.includes(name));
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Version, class, colour space, connection space and intent as they were; the white every profile has; all else zero. */
function header(profile: Uint8Array): Uint8Array {
  const fresh = new Uint8Array(128);
  const known = (at: number, words: readonly string[]): Uint8Array =>
    ascii(words.find((word) => word === textAt(profile, at, 4)) ?? words[0] ?? '');
  fresh.set([(profile[8] ?? 0) >= 4 ? 4 : 2, (profile[9] ?? 0) & 0x70], 8);
  fresh.set(known(12, classes), 12);
  fresh.set(known(16, ['RGB ', 'GRAY']), 16);
  fresh.set(known(20, ['XYZ ', 'Lab ']), 20);
  fresh.set(ascii('acsp'), 36);
  fresh[67] = (profile[67] ?? 0) & 3;
  fresh.set([0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d], 68);
  return fresh;
}

/** A one-word text: readers of profiles expect a description and a copyright. */
function label(name: string, text: string): Tag {
  const data = new Uint8Array(28 + text.length * 2);
  const view = viewOf(data);
  data.set(ascii('mluc'));
  view.setUint32(8, 1);
  view.setUint32(12, 12);
  data.set(ascii('enUS'), 16);
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
    table.set(ascii(name), 4 + index * 12);
    view.setUint32(8 + index * 12, at);
    view.setUint32(12 + index * 12, data.length);
    at += padded.length;
  }
  viewOf(head).setUint32(0, at);
  return concat([head, table, ...bodies]);
}
