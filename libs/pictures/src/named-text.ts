import { textAt, viewOf } from './reading';
import { type Findings, type HiddenThing, Tally } from './removed';

/** How XMP (ISO 16684-1), IPTC and PNG text say a thing. A pattern that fits counts once. */
const xmpPatterns: readonly (readonly [HiddenThing, RegExp])[] = [
  ['location', /GPSLatitude|GPSLongitude|photoshop:City|Iptc4xmpCore:Location|LocationCreated/u],
  ['device serial', /SerialNumber/u],
  ['owner name', /OwnerName/u],
  ['patient or person named', /PersonInImage|PatientName|PatientID|dicom:|\bMRN\b|NHS ?(?:No|Number)/iu],
  ['second picture', /GCamera:|GContainer|hdrgm:|MotionPhoto|DepthMap/u],
  ['thumbnail', /xmp:Thumbnails|xapGImg/u],
  ['date taken', /CreateDate|DateTimeOriginal|DateCreated|ModifyDate/u],
  ['author name', /dc:creator|AuthorsPosition/u],
  ['description', /dc:description|dc:title|Headline/u],
  ['device make and model', /tiff:Make|tiff:Model|aux:Lens/u],
  ['picture identifier', /DocumentID|InstanceID|ImageUniqueID/u],
  ['editing history', /xmpMM:History|DerivedFrom|crs:|photoshop:/u],
  ['keywords', /dc:subject/u],
  ['copyright notice', /dc:rights|xmpRights/u],
  ['software', /CreatorTool|xmp:Software/u],
];
/** Enough to name what is inside; the whole is thrown away. */
const readAtMost = 262_144;

/** Names what an XMP packet holds. */
export function readXmp(packet: Uint8Array): Findings {
  const text = textAt(packet, 0, readAtMost);
  const tally = new Tally();
  for (const [what, pattern] of xmpPatterns) if (pattern.test(text)) tally.add(what);
  if (tally.found.size === 0) tally.add('other hidden data');
  return tally.found;
}

/** IPTC-IIM 4.2, record 2 */
const iptcNames = new Map<number, HiddenThing>([
  [5, 'description'],
  [25, 'keywords'],
  [26, 'location'],
  [27, 'location'],
  [55, 'date taken'],
  [60, 'date taken'],
  [62, 'date taken'],
  [63, 'date taken'],
  [65, 'software'],
  [80, 'author name'],
  [90, 'location'],
  [92, 'location'],
  [95, 'location'],
  [101, 'location'],
  [105, 'description'],
  [110, 'author name'],
  [116, 'copyright notice'],
  [120, 'description'],
  [122, 'author name'],
]);

function readIptc(block: Uint8Array, tally: Tally): void {
  const view = viewOf(block);
  for (let at = 0; at + 5 <= block.length && block[at] === 0x1c; at += 5 + view.getUint16(at + 3)) {
    if (block[at + 1] === 2 && block[at + 2] !== 0) tally.add(iptcNames.get(block[at + 2] ?? 0) ?? 'other hidden data');
  }
}

/** Photoshop image resources, which carry IPTC (0x0404) and a thumbnail (0x0409, 0x040c). */
export function readPhotoshop(resources: Uint8Array): Findings {
  const tally = new Tally();
  const view = viewOf(resources);
  let at = 0;
  while (at + 12 <= resources.length && textAt(resources, at, 4) === '8BIM') {
    const id = view.getUint16(at + 4);
    const nameLength = ((resources[at + 6] ?? 0) + 2) & ~1;
    const sizeAt = at + 6 + nameLength;
    if (sizeAt + 4 > resources.length) break;
    const size = view.getUint32(sizeAt);
    if (id === 0x0404) readIptc(resources.subarray(sizeAt + 4, sizeAt + 4 + size), tally);
    if (id === 0x0409 || id === 0x040c) tally.add('thumbnail');
    at = sizeAt + 4 + size + (size & 1);
  }
  if (tally.found.size === 0) tally.add('other hidden data');
  return tally.found;
}

const keywordPatterns: readonly (readonly [HiddenThing, RegExp])[] = [
  ['author name', /author|artist|creator/iu],
  ['date taken', /time|date/iu],
  ['software', /software/iu],
  ['device make and model', /source|make|model/iu],
  ['copyright notice', /copyright/iu],
  ['description', /title|description|caption/iu],
  ['patient or person named', /patient|person/iu],
  ['location', /gps|location/iu],
];

/** Names a PNG text chunk by its keyword (PNG 3rd edition, 11.3.3). */
export function whatKeyword(keyword: string): HiddenThing {
  return keywordPatterns.find(([, pattern]) => pattern.test(keyword))?.[0] ?? 'comment';
}
