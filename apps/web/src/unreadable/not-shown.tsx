import type { ReactNode } from 'react';
import { ReloadNotice } from '../release';
import { StatusLine } from '../platform/kit';
import type { Unreadable } from '../vault/door';
import { notShown, type Where } from './not-shown-words';

interface NotShownProps {
  /** "This message" */
  readonly what: string;
  readonly why: Unreadable;
  readonly where?: Where;
  /** Who began the key it is sealed under, where that is known. */
  readonly keyBy?: string;
}

/** Stands in the place of sealed words that cannot be shown: never an empty text, and never a guess. */
export function NotShown({ what, why, where = 'case', keyBy = '' }: NotShownProps): ReactNode {
  const words = notShown(what, why, where, keyBy);
  if (why === 'newer') return <ReloadNotice>{words}</ReloadNotice>;
  return <StatusLine tone={why === 'no-key' ? 'waiting' : 'warning'}>{words}</StatusLine>;
}
