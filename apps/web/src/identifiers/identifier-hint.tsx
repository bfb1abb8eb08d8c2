import type { ReactNode } from 'react';
import { StatusLine } from '../platform/kit';
import { findIdentifiers } from './identifiers';

/** Warns beside a text field, and never changes what was typed. */
export function IdentifierHint({ text }: { readonly text: string }): ReactNode {
  const kinds = [...new Set(findIdentifiers(text).map(({ kind }) => kind))];
  if (kinds.length === 0) return null;
  return (
    <StatusLine tone="warning" isLive>
      This looks like it holds a {kinds.join(' and a ')}. Take it out unless a colleague cannot answer without it:
      nobody here needs to know who the patient is.
    </StatusLine>
  );
}
