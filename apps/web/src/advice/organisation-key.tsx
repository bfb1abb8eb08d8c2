import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Card, ErrorSummary, PersonBadge, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OrganisationKeyView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { NewKeys } from '../sign-in';
import { badgeOf } from '../words';
import classes from './queue.module.css';

const acts = { first: 'Make the key', next: 'Renew the key', lost: 'Begin a new key' } as const;

/** The key that requests are sealed to: what is due, and who lacks it. Nobody is given it but by an adviser's own act. */
export function OrganisationKey({ standing }: { readonly standing: OrganisationKeyView }): ReactNode {
  const { ready, due, says, lacking } = standing;
  if (due !== 'nothing') return <Due due={due} standing={standing} />;
  if (!ready) {
    return (
      <div className={classes.notice}>
        <StatusLine tone="waiting">{says}</StatusLine>
      </div>
    );
  }
  if (lacking.length === 0) return null;
  return (
    <Card title="Your organisation’s key" tone="edge">
      <p className={classes.words}>
        {lacking.length === 1 ? 'One adviser lacks it and opens' : 'These advisers lack it and open'} no request.
        Whoever gets it opens every request there is and was: give it only to somebody you know to be your colleague.
      </p>
      <ul className={classes.list}>
        {lacking.map((person) => (
          <Lacking key={person.person} person={person} />
        ))}
      </ul>
    </Card>
  );
}

interface DueProps {
  readonly due: keyof typeof acts;
  readonly standing: OrganisationKeyView;
}

function Due({ due, standing: { says, recipients, seen } }: DueProps): ReactNode {
  const make = useAct((door, of: string) => door.makeOrganisationKey(of));
  return (
    <Card title="Your organisation’s key" tone="edge">
      <ErrorSummary title="No key was made" problems={problemsOf(make.error)} />
      <p className={classes.words}>{says} Your passkey confirms it. It goes to:</p>
      <ul className={classes.list}>
        {recipients.map((person) => (
          <li key={person.person} className={classes.lacking}>
            <div className={classes.grow}>
              <PersonBadge {...badgeOf(person)} />
              {person.isNew && (
                <StatusLine tone="warning">
                  Never held the key before, and comes to open every request there is and was. If you do not know them
                  as your colleague, do not press; ask your registration officer.
                </StatusLine>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Button
        size="md"
        loading={make.isBusy}
        leftSection={<IconFingerprint size={20} aria-hidden />}
        onClick={() => {
          make.run(seen);
        }}
      >
        {acts[due]}
      </Button>
    </Card>
  );
}

function Lacking({ person }: { readonly person: OrganisationKeyView['lacking'][number] }): ReactNode {
  const give = useAct((door, to: string) => door.passOnOrganisationKey(to));
  return (
    <li className={classes.lacking}>
      <div className={classes.grow}>
        <PersonBadge {...badgeOf(person)} />
        <NewKeys name={person.name} news={person.newKeys} />
        <ErrorSummary title="Not given" problems={problemsOf(give.error)} />
      </div>
      <Button
        variant="default"
        size="md"
        loading={give.isBusy}
        onClick={() => {
          give.run(person.person);
        }}
      >
        Give the key to {person.name}
      </Button>
    </li>
  );
}
