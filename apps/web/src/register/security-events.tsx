import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ErrorSummary, ExactTime } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { type SecurityEventView, vaultDoor } from '../vault/door';
import { aboutWords } from './about-words';
import classes from './register.module.css';

const actWords: Readonly<Record<SecurityEventView['act'], string>> = {
  'register-begun': 'began the register',
  joined: 'asked to join',
  'signed-in': 'signed in',
  'signed-in-with-words': 'signed in with recovery words',
  'sign-in-failed': 'a sign-in in this name failed',
  'signed-out': 'signed out',
  'device-signed-out': 'signed another device out',
  'passkey-added': 'added a passkey',
  'keys-renewed': 'renewed their keys',
  'entry-signed': 'signed in the register',
  invited: 'made an invitation',
  'invitation-taken-back': 'took an invitation back',
  'keys-brought': 'had other keys made for them with a link',
  'join-refused': 'refused a request to join',
  'number-looked-up': 'looked a register number up',
  'stated-anew': 'said anew who they are',
  'picture-links': 'was given links to pictures',
  'notices-address-set': 'set the address notices are mailed to',
  'notices-address-dropped': 'took away the address notices are mailed to',
  'notices-device-added': 'let notices come to a device',
  'notices-device-dropped': 'took a device away that notices came to',
  refused: 'was refused',
  'log-asked-for': 'asked to read this log',
  'log-confirmed': 'confirmed that this log is read',
  'log-read': 'read this log',
};

/** One page of the log at a time, newest first. It is asked for once: each look stands in the log. */
export function SecurityEvents({ reading }: { readonly reading: string }): ReactNode {
  const [page, setPage] = useState(0);
  const { data, error } = useQuery({
    queryKey: ['security-log', reading, page],
    queryFn: () => vaultDoor().readSecurityLog(reading, page),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (data === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <>
      <ol className={classes.people} aria-label="Security log, newest first">
        {data.events.map((event) => (
          <li key={`${event.act} ${event.name} ${event.about} ${String(event.at)}`} className={classes.person}>
            <Event event={event} />
          </li>
        ))}
      </ol>
      <div className={classes.actions}>
        <Page name="Newer" isThere={page > 0} go={() => setPage(page - 1)} />
        <Page name="Older" isThere={data.more} go={() => setPage(page + 1)} />
      </div>
    </>
  );
}

function Event({ event: { at, name, act, about, times } }: { readonly event: SecurityEventView }): ReactNode {
  return (
    <span>
      <ExactTime at={at * 1000} /> · <strong>{name === '' ? 'Nobody known' : name}</strong> {actWords[act]}
      {about !== '' && `: ${aboutWords(about)}`}
      {times > 1 && `, ${String(times)} times in a minute`}
    </span>
  );
}

interface PageProps {
  readonly name: string;
  readonly isThere: boolean;
  readonly go: () => void;
}

function Page({ name, isThere, go }: PageProps): ReactNode {
  if (!isThere) return null;
  return (
    <Button size="md" variant="default" onClick={go}>
      {name}
    </Button>
  );
}
