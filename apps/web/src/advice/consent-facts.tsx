import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  askedOfPicture,
  type Attestation,
  attestations,
  type AuthorityFact,
  type ConsentScope,
  explanations,
  type ReadWord,
  sayWord,
} from '@consilium/domain';
import { exactTime } from '../platform/kit';
import {
  attestationWords,
  authorityRecordedWords,
  explanationWords,
  factWords,
  flagWords,
  recordingWords,
  saidOfPicture,
  scopeWords,
} from '../words';
import type { RequestView } from '../vault/door';
import classes from './advice.module.css';

type Picture = RequestView['pictures'][number];

const scopes = Object.keys(scopeWords) as ConsentScope[];

/** Every scope there is; below them, where a newer version recorded one, that something else was agreed to. */
const scopesIn = (pictures: readonly Picture[]): readonly ReadWord<ConsentScope>[] =>
  pictures.some(({ consent }) => consent.scopes.includes('not-known')) ? [...scopes, 'not-known'] : scopes;

const factsLine = (facts: readonly ReadWord<AuthorityFact>[]): string =>
  facts.length === 0 ? '–' : facts.map((fact) => sayWord(factWords, fact)).join(', ');

const attestedLine = (attested: readonly ReadWord<Attestation>[]): string =>
  attestations
    .filter((each) => attested.includes(each))
    .map((each) => attestationWords[each])
    .join('; ') || 'Nothing said';

/** What is asked of every picture, in this order. */
const rows: readonly { name: string; of: (picture: Picture) => string }[] = [
  { name: 'Kind', of: ({ consent }) => sayWord(recordingWords, consent.recording) },
  { name: 'Authority', of: ({ consent }) => sayWord(authorityRecordedWords, consent.authority) },
  { name: 'Recorded with it', of: ({ consent }) => factsLine(consent.facts) },
  ...explanations.map((each) => ({
    name: `Explained: ${explanationWords[each].toLowerCase()}`,
    of: ({ consent }: Picture) => (consent.explained.includes(each) ? 'Yes' : 'Not said'),
  })),
  { name: 'Said of it', of: ({ consent }) => attestedLine(consent.attested) },
  ...askedOfPicture.map((flag) => ({
    name: flagWords[flag],
    of: ({ consent }: Picture) => saidOfPicture(consent, flag),
  })),
  { name: 'Recorded', of: ({ consent }) => exactTime(consent.takenAt * 1000) },
];

/** The same questions for every picture, side by side: what was agreed is seen at once, and what was not. */
export function ConsentFacts({ pictures }: { readonly pictures: readonly Picture[] }): ReactNode {
  return (
    <div className={classes.tableFrame} tabIndex={0} role="region" aria-label="Agreements by picture">
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {pictures.map(({ number }) => (
              <th key={number} scope="col">
                Picture {number}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {pictures.map((picture) => (
                <td key={picture.number}>{of(picture)}</td>
              ))}
            </tr>
          ))}
          {scopesIn(pictures).map((scope) => (
            <tr key={scope}>
              <th scope="row">{sayWord(scopeWords, scope)}</th>
              {pictures.map((picture) => (
                <td key={picture.number}>
                  <Mark isAgreed={picture.consent.scopes.includes(scope)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Mark({ isAgreed }: { readonly isAgreed: boolean }): ReactNode {
  const Icon = isAgreed ? IconCheck : IconMinus;
  return (
    <span className={classes.agreed} data-agreed={isAgreed}>
      <Icon size={18} stroke={2.2} aria-hidden />
      {isAgreed ? 'Recorded' : 'Not recorded as agreed'}
    </span>
  );
}
