import { XMLParser } from 'fast-xml-parser';
import { S3Error } from './s3-error';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text made safe between tags. Control characters, which XML 1.0 cannot hold, become the replacement character. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd')
    .replace(/[&<>"']/g, (c) => entities[c] ?? c);
}

export type XmlNode = readonly [tag: string, content: string | number | boolean | readonly XmlNode[]];

/** Writes `['Tag', 'text' | [children…]]` as XML, escaping every text. */
export function writeXml([tag, content]: XmlNode): string {
  const inner = typeof content === 'object' ? content.map(writeXml).join('') : escapeXml(String(content));
  return `<${tag}>${inner}</${tag}>`;
}

export function xmlDocument(node: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(node)}`;
}

const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  processEntities: true,
  isArray: (name) => name === 'Part' || name === 'Object',
});

type Parsed = Record<string, unknown>;

function isRecord(value: unknown): value is Parsed {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(xml: string): Parsed {
  try {
    const parsed: unknown = parser.parse(xml);
    if (isRecord(parsed)) return parsed;
  } catch {
    // Falls through to the one refusal below: the parser's own message is of no use to a client.
  }
  throw new S3Error('MalformedXML', 'The request body is not well-formed XML.');
}

function rows(xml: string, root: string, row: string): Parsed[] {
  const document = parse(xml)[root];
  const found = isRecord(document) ? document[row] : undefined;
  if (!Array.isArray(found))
    throw new S3Error('MalformedXML', `The request body holds no ${root} with ${row} elements.`);
  return found.filter(isRecord);
}

function text(row: Parsed, tag: string): string {
  const value = row[tag];
  if (typeof value !== 'string') throw new S3Error('MalformedXML', `A ${tag} element is missing.`);
  return value;
}

export type CompletedPart = { readonly number: number; readonly etag: string };

/** The parts a CompleteMultipartUpload names, in the order it names them, ETags without their quotes. */
export function readCompletedParts(xml: string): CompletedPart[] {
  return rows(xml, 'CompleteMultipartUpload', 'Part').map((row) => ({
    number: Number(text(row, 'PartNumber')),
    etag: text(row, 'ETag').replaceAll('"', ''),
  }));
}

/** The keys a multi-object Delete names, and whether only failures are to be reported. */
export function readDelete(xml: string): { keys: string[]; quiet: boolean } {
  const keys = rows(xml, 'Delete', 'Object').map((row) => text(row, 'Key'));
  if (keys.length > 1000) throw new S3Error('MalformedXML', 'At most 1,000 keys can be deleted in one request.');
  const document = parse(xml)['Delete'];
  return { keys, quiet: isRecord(document) && document['Quiet'] === 'true' };
}
