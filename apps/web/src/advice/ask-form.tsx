import type { ReactNode } from 'react';
import { useDraft, WordsForm } from '../drafts';
import type { RequestView } from '../vault/door';
import { BeginWith } from './begin-with';
import { questions } from './sentences';

/** More information needed: a question to the requester, sealed like the dossier. The request waits for the answer. */
export function AskForm({ request }: { readonly request: RequestView }): ReactNode {
  const draft = useDraft(['question', request.advice], '');
  return (
    <>
      <WordsForm
        draft={draft}
        label={`Your question to ${request.requester.name}`}
        hint="Sealed like the dossier. The request waits until it is answered."
        button={`Ask ${request.requester.name}`}
        send={(door, question) => door.ask(request.advice, question)}
      />
      <BeginWith title="Questions to begin with" sentences={questions} written={draft.value} onWrite={draft.set} />
    </>
  );
}
