import { useState } from 'react';
import { isAttended } from '../../platform/attended';
import { firstNew, type Row } from './talk';

/**
 * Before which entry a line says that what follows is new: what was, when the talk was opened. It stays while one reads; what
 * comes while nobody looks at the page begins it anew. "": nothing was new.
 */
export function useNewFrom(rows: readonly Row[]): string {
  const [from, setFrom] = useState(() => firstNew(rows));
  const first = firstNew(rows);
  const isRead = rows.find(({ item }) => item.entry === from)?.item.isNew !== true;
  if (first !== '' && first !== from && isRead && !isAttended()) setFrom(first);
  return from;
}
