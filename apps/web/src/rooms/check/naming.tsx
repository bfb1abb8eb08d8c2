import type { ReactNode } from 'react';
import { AnyOf } from '../../platform/kit';

interface NamingProps {
  /** Who will be in the case beside its author. */
  readonly colleagues: readonly { readonly person: string; readonly name: string }[];
  /** The author's own id. */
  readonly me: string;
  /** Ids of who was named so far; their author's own alone: nobody else. */
  readonly readers: readonly string[];
  readonly onName: (readers: readonly string[]) => void;
}

/** Which colleagues of the case a picture is for that was agreed to for making and keeping alone. */
export function Naming({ colleagues, me, readers, onName }: NamingProps): ReactNode {
  return (
    <AnyOf
      legend="Who reads it"
      hint="Nobody else in this case opens it, also nobody who is let in later. They see that it is there, and whom it is for."
      layout="stacked"
      choices={[
        ...colleagues.map(({ person, name }) => ({ value: person, label: name })),
        { value: me, label: 'Nobody but me' },
      ]}
      value={[...readers]}
      onChange={(named) => {
        const isAlone = named.includes(me) && !readers.includes(me);
        onName(isAlone ? [me] : named.filter((each) => each !== me));
      }}
    />
  );
}
