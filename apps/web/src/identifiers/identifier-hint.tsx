import type { ReactNode } from 'react';
import { findIdentifiers, identifiersNamed, kindsOf } from '@consilium/domain';
import { StatusLine } from '../platform/kit';

/** Warns beside a text field, and never changes what was typed. */
export function IdentifierHint({ text }: { readonly text: string }): ReactNode {
  const kinds = kindsOf(findIdentifiers(text));
  if (kinds.length === 0) return null;
  return (
    <StatusLine tone="warning" isLive>
      This looks like it holds {identifiersNamed(kinds)}. Take it out unless a colleague cannot answer without it.
      Colleagues outside never need to know who the patient is.
    </StatusLine>
  );
}
