import type { ReactNode } from 'react';
import { findIdentifiers, identifierKinds, identifierWords, kindsOf, type IdentifierKind } from '@consilium/domain';
import { AnyOf } from '../platform/kit';

/** What is found in the words and is no number whose check digit holds: its writer may say that it is none. */
const askedOf = (texts: readonly string[]): IdentifierKind[] =>
  kindsOf(texts.flatMap(findIdentifiers).filter(({ certain }) => !certain));

/** What has to be taken out, or said to be no identifier, before the words may go. */
export const unsaidIn = (texts: readonly string[], said: readonly IdentifierKind[]): IdentifierKind[] =>
  askedOf(texts).filter((kind) => !said.includes(kind));

interface NotIdentifiersProps {
  readonly texts: readonly string[];
  readonly said: readonly IdentifierKind[];
  readonly onSay: (said: IdentifierKind[]) => void;
}

/** Beside words that go outside: nothing is said beforehand, and what is said is signed with them. */
export function NotIdentifiers({ texts, said, onSay }: NotIdentifiersProps): ReactNode {
  const kinds = askedOf(texts);
  if (kinds.length === 0) return null;
  return (
    <AnyOf
      legend="This is not an identifier of the patient"
      hint="What you say is signed with your name; the words themselves are not repeated."
      choices={kinds.map((value) => ({ value, label: `What looks like ${identifierWords[value]}` }))}
      value={said.filter((kind) => kinds.includes(kind))}
      onChange={(chosen) => {
        onSay(identifierKinds.filter((kind) => chosen.includes(kind)));
      }}
    />
  );
}
