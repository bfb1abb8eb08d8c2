import type { ReactNode } from 'react';
import { askedOfPicture, type ConsentScope } from '@consilium/domain';
import { Card, exactTime, StatusLine } from '../../platform/kit';
import type { ConsentView } from '../../vault/door';
import { authorityRecordedWords, factWords, flagWords, recordingWords, saidOfPicture, scopeWords } from '../../words';
import classes from './agreement.module.css';

interface VersionsProps {
  readonly versions: readonly ConsentView[];
  /** The newest, as it stands. */
  readonly consent: ConsentView;
}

const scopes = Object.keys(scopeWords) as ConsentScope[];

const rows: readonly { readonly name: string; readonly of: (version: ConsentView) => string }[] = [
  { name: 'Authority', of: ({ authority }) => authorityRecordedWords[authority] },
  {
    name: 'Recorded with it',
    of: ({ facts }) => (facts.length === 0 ? '–' : facts.map((fact) => factWords[fact]).join(', ')),
  },
  { name: 'Kind', of: ({ recording }) => recordingWords[recording] },
  ...askedOfPicture.map((flag) => ({
    name: flagWords[flag],
    of: (version: ConsentView) => saidOfPicture(version, flag),
  })),
  ...scopes.map((scope) => ({
    name: scopeWords[scope],
    of: (version: ConsentView) => (version.scopes.includes(scope) ? 'Recorded' : 'Not recorded as agreed'),
  })),
  {
    name: 'Taken',
    of: ({ takenBy, reportedBy, takenAt }) =>
      `${takenBy}${reportedBy === '' ? '' : `, as ${reportedBy} reports`}, ${exactTime(takenAt * 1000)}`,
  },
];

/** Versions side by side: what changed from one to the next is marked, and said in the cell. */
export function Versions({ versions, consent }: VersionsProps): ReactNode {
  return (
    <Card title="Versions">
      <div className={classes.frame} tabIndex={0} role="region" aria-label="Versions of the agreement">
        <table className={classes.table}>
          <thead>
            <tr>
              <td />
              {versions.map(({ version }) => (
                <th key={version} scope="col">
                  Version {version}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, of }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {versions.map((each, index) => {
                  const before = versions[index - 1];
                  const isChanged = before !== undefined && of(before) !== of(each);
                  return (
                    <td key={each.version} data-changed={isChanged}>
                      {of(each)}
                      {isChanged && <span className={classes.changed}>changed</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {consent.withdrawn !== 'no' && (
        <StatusLine tone="warning">
          {consent.withdrawn === 'sharing' ? 'Sharing was withdrawn' : 'The picture was withdrawn'}{' '}
          {exactTime(consent.withdrawnAt * 1000)}, recorded by {consent.withdrawnBy}.
        </StatusLine>
      )}
    </Card>
  );
}
