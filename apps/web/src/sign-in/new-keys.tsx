import type { ReactNode } from 'react';
import { ExactTime, StatusLine } from '../platform/kit';
import type { KeyNewsView } from '../vault/door';
import { keyWords } from './key-words';

interface NewKeysProps {
  readonly name: string;
  readonly news: KeyNewsView | undefined;
}

/** For whoever answers for others: somebody has a new passkey or keys, and it may not have been them. */
export function NewKeys({ name, news }: NewKeysProps): ReactNode {
  if (news === undefined) return null;
  return (
    <StatusLine tone="waiting">
      {othersWords[news.what]} on <ExactTime at={news.at * 1000} />. Not expected? Ask {name} in person or by telephone.
    </StatusLine>
  );
}

const othersWords = { ...keyWords, 'keys-changed': 'Their keys were changed' };
