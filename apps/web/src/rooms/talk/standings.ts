import type { RoomView } from '../../vault/door';

type Share = RoomView['shares'][number];
type Statement = RoomView['statements'][number];
type Withdrawn = RoomView['withdrawn'][number];

/** What the newest line of a matter says beside its own words: how it stands now, and what can be done. */
export type Standing =
  | { readonly of: 'share'; readonly share: Share }
  | { readonly of: 'statement'; readonly statement: Statement }
  | { readonly of: 'withdrawn'; readonly picture: Withdrawn };

/** The same by the entry of the line it stands beside. */
export function standingsIn({ shares, statements, withdrawn }: RoomView): ReadonlyMap<string, readonly Standing[]> {
  const found: (readonly [string, Standing])[] = [
    ...shares.map((share) => [share.saidAt, { of: 'share', share }] as const),
    ...statements.map((statement) => [statement.saidBy, { of: 'statement', statement }] as const),
    ...withdrawn.map((picture) => [picture.newest, { of: 'withdrawn', picture }] as const),
  ];
  const byEntry = new Map<string, Standing[]>();
  for (const [entry, standing] of found) {
    if (entry !== '') byEntry.set(entry, [...(byEntry.get(entry) ?? []), standing]);
  }
  return byEntry;
}
