import type { Buckets } from './buckets';
import { percentEncode } from './signature';
import type { XmlNode } from './xml';

type Page = {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
  /** The last key looked at when more remain. */
  readonly resumeAfter: string | undefined;
};

type Question = { readonly prefix: string; readonly delimiter: string; readonly limit: number; readonly after: string };

const largestPage = 1000;

function isAfter(key: string, mark: string): boolean {
  return mark === '' || Buffer.compare(Buffer.from(key), Buffer.from(mark)) > 0;
}

/** The common prefix a key is folded into, if the delimiter occurs in it after the prefix asked for. */
function foldedPrefix(key: string, { prefix, delimiter }: Question): string | undefined {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

function pageOf(sorted: readonly string[], question: Question): Page {
  const keys: string[] = [];
  const prefixes = new Set<string>();
  let last = question.after;
  for (const key of sorted) {
    if (!key.startsWith(question.prefix) || !isAfter(key, question.after)) continue;
    const fold = foldedPrefix(key, question);
    const seen = fold !== undefined && (prefixes.has(fold) || question.after.startsWith(fold));
    if (!seen && keys.length + prefixes.size >= question.limit) {
      return { keys, prefixes: [...prefixes], resumeAfter: last };
    }
    if (fold === undefined) keys.push(key);
    else if (!seen) prefixes.add(fold);
    last = key;
  }
  return { keys, prefixes: [...prefixes], resumeAfter: undefined };
}

function questionOf(query: URLSearchParams): Question {
  const token = query.get('continuation-token');
  const asked = Number(query.get('max-keys') ?? largestPage);
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    limit: Number.isInteger(asked) && asked >= 0 ? Math.min(asked, largestPage) : largestPage,
    after: token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString(),
  };
}

function continuation({ resumeAfter }: Page): XmlNode[] {
  if (resumeAfter === undefined) return [];
  return [['NextContinuationToken', Buffer.from(resumeAfter).toString('base64url')]];
}

/** The answer to ListObjectsV2: one page of at most 1,000 keys and common prefixes. */
export function listObjects(buckets: Buckets, bucket: string, query: URLSearchParams): XmlNode {
  const question = questionOf(query);
  const page = pageOf(buckets.keys(bucket), question);
  const written =
    query.get('encoding-type') === 'url'
      ? (key: string) => percentEncode(key).replaceAll('%2F', '/')
      : (key: string) => key;
  const contents = page.keys.map((key): XmlNode => {
    const object = buckets.get(bucket, key);
    return [
      'Contents',
      [
        ['Key', written(key)],
        ['LastModified', new Date(object.modified).toISOString()],
        ['ETag', `"${object.etag}"`],
        ['Size', object.size],
        ['StorageClass', 'STANDARD'],
      ],
    ];
  });
  return [
    'ListBucketResult',
    [
      ['Name', bucket],
      ['Prefix', written(question.prefix)],
      ['Delimiter', written(question.delimiter)],
      ['MaxKeys', question.limit],
      ['KeyCount', page.keys.length + page.prefixes.length],
      ['IsTruncated', page.resumeAfter !== undefined],
      ...continuation(page),
      ...contents,
      ...page.prefixes.map((prefix): XmlNode => ['CommonPrefixes', [['Prefix', written(prefix)]]]),
    ],
  ];
}
