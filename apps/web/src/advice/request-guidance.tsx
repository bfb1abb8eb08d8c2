import type { ReactNode } from 'react';
import { findIdentifiers } from '@consilium/domain';
import { Findings } from '../guidance';
import { useView } from '../vault/use-vault';
import type { ShareAnswers } from './share-answers';

/** What is sealed in a request is judged here alone: that it is the least, with a reason, and names nobody. */
export function RequestGuidance({ draft }: { readonly draft: ShareAnswers }): ReactNode {
  const { room, threads, reasons } = draft;
  const found = [draft.brief, reasons, draft.alternatives].flatMap(findIdentifiers);
  const possible = found.length === 0 ? 'none' : 'possible';
  const request = { pictures: threads.length, hasReasons: reasons.trim() !== '' };
  const words = { identifiers: found.some(({ certain }) => certain) ? 'certain' : possible } as const;
  const { data = [] } = useView(
    ['room', room, 'guidance', 'request', JSON.stringify([request, words])],
    async (door) => [
      ...(await door.checkWritten('request', 'outside', request)),
      ...(await door.checkWritten('words', 'outside', words)),
    ],
  );
  return <Findings findings={data} />;
}
