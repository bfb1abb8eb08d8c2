import type { ReactNode } from 'react';
import { useDraft, WordsForm } from '../drafts';
import type { RequestView } from '../vault/door';

/** More information needed: a question to the doctor, sealed like the dossier. The request waits for the answer. */
export function AskForm({ request }: { readonly request: RequestView }): ReactNode {
  const draft = useDraft(['question', request.advice], '');
  return (
    <WordsForm
      draft={draft}
      label="Your question to the doctor"
      hint="Sealed like the dossier. The request waits until it is answered."
      button="Ask the doctor"
      send={(door, question) => door.ask(request.advice, question)}
    />
  );
}
