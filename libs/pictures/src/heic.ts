import { concat } from '@consilium/bytes';
import { readExif } from './exif';
import { type Box, boxesIn, boxNamed, Cursor } from './heic-boxes';
import { strip, type StrippedPicture } from './inspect';
import { withProfile } from './jpeg';
import { kindOf } from './kinds';
import { readXmp } from './named-text';
import { strictly, textAt } from './reading';
import { brokenHeic, malformed, mostPixels, tooManyPixels } from './refusals';
import { type Findings, reportOf, Tally } from './removed';

/** What an HEIC photo (ISO 23008-12) says, before anything of it is decoded. */
interface Heic {
  /** Pixels before it is turned: a decoder that does so may change the two for each other. */
  readonly width: number;
  readonly height: number;
  readonly profile: Uint8Array | undefined;
  readonly findings: Findings;
}

export const isHeic = (bytes: Uint8Array): boolean => kindOf(bytes) === 'heic';

/** Measures it. Throws `Problem('bad-input')` and nothing else. */
export function readHeic(bytes: Uint8Array): Heic {
  try {
    return strictly(() => read(bytes));
  } catch (error) {
    throw error === tooMany ? tooManyPixels() : brokenHeic();
  }
}

const tooMany = new Error('too many pixels');

function read(bytes: Uint8Array): Heic {
  const file = boxesIn(bytes, 0, bytes.length);
  const meta = boxNamed(file, 'meta');
  const inside = boxesIn(bytes, meta.from + 4, meta.to);
  const primary = primaryOf(bytes, boxNamed(inside, 'pitm'));
  const { properties, ofItem } = propertiesOf(bytes, boxNamed(inside, 'iprp'));
  const sizes = properties.filter(({ name }) => name === 'ispe').map((box) => sizeIn(bytes, box));
  // Every part of the file, since a decoder may open any.
  if (sizes.some(({ width, height }) => width * height > mostPixels)) throw tooMany;
  const own = (ofItem.get(primary) ?? []).flatMap((index) => properties[index - 1] ?? []);
  const tally = new Tally();
  nameItems(bytes, inside, tally);
  if (file.some(({ name }) => name === 'moov')) tally.add('second picture');
  const profile = [...own, ...properties].find((box) => isProfile(bytes, box));
  const opening = own.find(({ name }) => name === 'clap');
  return {
    ...(opening === undefined ? sizeIn(bytes, boxNamed(own, 'ispe')) : openingIn(bytes, opening)),
    profile: profile === undefined ? undefined : bytes.subarray(profile.from + 4, profile.to),
    findings: tally.found,
  };
}

function primaryOf(bytes: Uint8Array, { from }: Box): number {
  const cursor = new Cursor(bytes, from);
  return cursor.number(cursor.version().version === 0 ? 2 : 4);
}

function sizeIn(bytes: Uint8Array, { from }: Box): { readonly width: number; readonly height: number } {
  const cursor = new Cursor(bytes, from + 4);
  const size = { width: cursor.number(4), height: cursor.number(4) };
  if (size.width === 0 || size.height === 0) throw malformed();
  return size;
}

/** What is shown of a picture that is coded in larger blocks: each side as a fraction (ISO 14496-12, 12.1.4). */
function openingIn(bytes: Uint8Array, { from }: Box): { readonly width: number; readonly height: number } {
  const cursor = new Cursor(bytes, from);
  const side = (): number => Math.round(cursor.number(4) / cursor.number(4));
  const size = { width: side(), height: side() };
  if (!(size.width * size.height >= 1)) throw malformed();
  return size;
}

const isProfile = (bytes: Uint8Array, { name, from }: Box): boolean =>
  name === 'colr' && /^(?:prof|rICC)$/u.test(textAt(bytes, from, 4));

/** All properties, and by item the numbers (from 1) of those it has. */
function propertiesOf(bytes: Uint8Array, { from, to }: Box) {
  const boxes = boxesIn(bytes, from, to);
  const list = boxNamed(boxes, 'ipco');
  const ofItem = new Map<number, number[]>();
  for (const box of boxes.filter(({ name }) => name === 'ipma')) {
    const cursor = new Cursor(bytes, box.from);
    const { version, flags } = cursor.version();
    for (let left = cursor.number(4); left > 0; left--) {
      const item = cursor.number(version === 0 ? 2 : 4);
      const indexes = Array.from({ length: cursor.number(1) }, () =>
        (flags & 1) === 1 ? cursor.number(2) & 0x7fff : cursor.number(1) & 0x7f,
      );
      ofItem.set(item, indexes);
    }
  }
  return { properties: boxesIn(bytes, list.from, list.to), ofItem };
}

/** Names what hides beside the picture: none of it is in the file that is made of it. */
function nameItems(bytes: Uint8Array, inside: readonly Box[], tally: Tally): void {
  const list = inside.find(({ name }) => name === 'iinf');
  const places = placesOf(bytes, inside);
  for (const { id, type } of list === undefined ? [] : itemsIn(bytes, list)) {
    const content = places.get(id) ?? new Uint8Array();
    if (type === 'Exif') tally.addAll(exifIn(content));
    else if (type === 'mime') tally.addAll(readXmp(content));
  }
  const references = inside.find(({ name }) => name === 'iref');
  if (references === undefined) return;
  for (const { name } of boxesIn(bytes, references.from + 4, references.to)) {
    if (name === 'thmb') tally.add('thumbnail');
    if (name === 'auxl') tally.add('second picture');
  }
}

/** Four bytes say where in it the block begins (ISO 23008-12, A.2.1). */
function exifIn(content: Uint8Array): Findings {
  if (content.length < 4) return new Map([['camera settings', 1]]);
  return readExif(content.subarray(4 + new Cursor(content, 0).number(4))).findings;
}

function itemsIn(bytes: Uint8Array, { from, to }: Box): { readonly id: number; readonly type: string }[] {
  const head = new Cursor(bytes, from);
  head.number(head.version().version === 0 ? 2 : 4);
  return boxesIn(bytes, head.at, to).map((box) => {
    const cursor = new Cursor(bytes, box.from);
    const id = cursor.version().version < 3 ? cursor.number(2) : cursor.number(4);
    cursor.number(2);
    return { id, type: textAt(bytes, cursor.at, 4) };
  });
}

/** What stands in the file of each item, as far as it stands there at all (ISO 14496-12, 8.11.3). */
function placesOf(bytes: Uint8Array, inside: readonly Box[]): Map<number, Uint8Array> {
  const places = new Map<number, Uint8Array>();
  const table = inside.find(({ name }) => name === 'iloc');
  if (table === undefined) return places;
  const cursor = new Cursor(bytes, table.from);
  const { version } = cursor.version();
  const [one, two] = [cursor.number(1), cursor.number(1)];
  const sizes = { offset: one >> 4, length: one & 15, base: two >> 4, index: version === 0 ? 0 : two & 15 };
  for (let left = cursor.number(version < 2 ? 2 : 4); left > 0; left--) {
    const id = cursor.number(version < 2 ? 2 : 4);
    const way = version === 0 ? 0 : cursor.number(2) & 15;
    cursor.number(2);
    const base = cursor.number(sizes.base);
    const parts = Array.from({ length: cursor.number(2) }, () => {
      cursor.number(sizes.index);
      const from = base + cursor.number(sizes.offset);
      return bytes.subarray(from, from + cursor.number(sizes.length));
    });
    if (way === 0) places.set(id, concat(parts));
  }
  return places;
}

/**
 * The picture that a decoder made of an HEIC photo, written as JPEG: with the photo's own colours, and with what was hidden in
 * the photo as what was removed.
 */
export async function strippedOfHeic(heic: Uint8Array, jpeg: Uint8Array): Promise<StrippedPicture> {
  const { width, height, profile, findings } = readHeic(heic);
  const tally = new Tally();
  tally.addAll(findings);
  const coloured = profile === undefined ? jpeg : withProfile(jpeg, profile, tally);
  const stripped = await strip(coloured);
  const [longer, shorter] = [Math.max(width, height), Math.min(width, height)];
  if (Math.max(stripped.width, stripped.height) !== longer || Math.min(stripped.width, stripped.height) !== shorter)
    throw brokenHeic();
  return { ...stripped, report: reportOf(tally.found, heic.length, stripped.bytes.length) };
}
