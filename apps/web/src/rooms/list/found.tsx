import { IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState, ErrorSummary, timeOrToday } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { vaultDoor, type FoundCase, type FoundLine } from '../../vault/door';
import { foundWords, isWhole, placeOf } from './found-words';
import classes from './search.module.css';

interface FoundProps {
  readonly words: string;
}

/** What was found in the cases of this person, and how far they were looked through. Asked again until that is all of them. */
export function Found({ words }: FoundProps): ReactNode {
  const { data, error } = useQuery({
    // Whatever changes the list may change what is found.
    queryKey: ['cases', 'found', words],
    queryFn: () => vaultDoor().search(words),
    placeholderData: keepPreviousData,
    // Nothing that was opened is kept here longer than it is shown.
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data !== undefined && !isWhole(state.data) ? 1 : false),
  });
  return (
    <>
      <ErrorSummary problems={problemsOf(error)} />
      <p role="status" className={classes.status}>
        {data === undefined ? '' : foundWords(data)}
      </p>
      {data !== undefined && isWhole(data) && data.cases.length === 0 && (
        <EmptyState icon={IconSearchOff} title="Nothing found">
          Every word has to begin a word of the same message, opinion, caption or question; its author and the title of
          the case count too.
        </EmptyState>
      )}
      <ul className={classes.cases} aria-label="Found">
        {data?.cases.map((each) => (
          <li key={each.room} className={classes.case}>
            <InCase found={each} />
          </li>
        ))}
      </ul>
    </>
  );
}

function InCase({ found: { room, title, closed, lines, more } }: { readonly found: FoundCase }): ReactNode {
  return (
    <>
      <Link to="/cases/$room" params={{ room }} className={classes.title} data-step>
        <Pieces pieces={title} />
        {closed && <span className={classes.closed}>Closed</span>}
      </Link>
      {lines.length > 0 && (
        <ul className={classes.lines}>
          {lines.map((line) => (
            <li key={`${line.in} ${line.entry} ${line.pieces[0]?.text ?? ''}`}>
              <Link
                to="/cases/$room"
                params={{ room }}
                search={line.entry === '' ? {} : { entry: line.entry }}
                className={classes.line}
                data-step
              >
                <span className={classes.place}>
                  {placeOf(line)}
                  {line.entry !== '' && <> · {timeOrToday(line.at * 1000)}</>}
                </span>
                <span className={classes.words}>
                  <Pieces pieces={line.pieces} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className={classes.more}>and {more} more in this case</p>}
    </>
  );
}

function Pieces({ pieces }: Pick<FoundLine, 'pieces'>): ReactNode {
  return pieces.map(({ text, isHit }, index) =>
    isHit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  );
}
