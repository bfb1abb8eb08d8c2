import { Button } from '@mantine/core';
import { IconFilter, IconMessages, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, useState } from 'react';
import { EmptyState, ErrorSummary, FilterChips, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { lazyPart, Part } from '../../release';
import { MembershipNotice, ReplacedNotice } from '../../sign-in';
import { UntoldNotice, useTold } from '../../telling';
import type { RoomSummary } from '../../vault/door';
import { useLookingAgain, useView } from '../../vault/use-vault';
import { CaseCard } from './case-card';
import classes from './cases.module.css';
import { NotSent } from './not-sent';
import { Search } from './search-field';
import { chipsOf, everything, isNarrowed, shownOf, type Choice } from './shown';
import { useKept } from './use-kept';
import { usePlaces } from './use-places';

// Fetched with the first word that is looked for.
const Found = lazy(lazyPart(async () => ({ default: (await import('./found')).Found })));

/** The person's case rooms: whose turn it is, what is new, and what was not sent. */
export function CasesPage(): ReactNode {
  useLookingAgain('announced', 'cases');
  const { data, error } = useView(['cases'], (door) => door.cases());
  const [words, setWords] = useSought();
  const isSought = words.trim() !== '';
  return (
    <>
      <PageTitle
        actions={
          <Button component={Link} to="/cases/new" size="md" leftSection={<IconPlus size={20} aria-hidden />}>
            New case
          </Button>
        }
      >
        Cases
      </PageTitle>
      <ErrorSummary problems={problemsOf(error)} />
      {!isSought && (
        <div className={classes.notice}>
          <ReplacedNotice />
          <MembershipNotice />
          <UntoldNotice />
          <NotSent rooms={data ?? []} />
        </div>
      )}
      {data !== undefined && data.length > 0 && (
        <Search words={words} onWords={setWords}>
          {isSought && (
            <Part>
              <Found words={words} />
            </Part>
          )}
        </Search>
      )}
      {data !== undefined && !isSought && <Cases rooms={data} />}
    </>
  );
}

/** What is looked for: what is kept comes back a moment later, and a field whose letters come late loses some. */
function useSought(): readonly [string, (words: string) => void] {
  const [kept, keep] = useKept('words', '');
  const [words, setWords] = useState(kept);
  return [
    words,
    (typed) => {
      setWords(typed);
      keep(typed);
    },
  ];
}

interface CasesProps {
  readonly rooms: readonly RoomSummary[];
}

function Cases({ rooms }: CasesProps): ReactNode {
  const [choice, choose] = useKept('choice', everything);
  const { placed, isBehind, sortAgain } = usePlaces(rooms);
  const overdue = useTold()?.overdue;
  const shown = shownOf(placed, choice);
  const chooseAnew = (chosen: Choice): void => {
    sortAgain();
    choose(chosen);
  };
  return (
    <>
      {rooms.length > 0 && <FilterChips label="Which cases" chips={chipsOf(rooms, choice)} onChoose={chooseAnew} />}
      {isBehind && <Behind onSort={sortAgain} />}
      {shown.length === 0 && <NoCases choice={choice} onChoose={chooseAnew} />}
      <ul className={classes.list} aria-label="Cases">
        {shown.map((room) => (
          <li key={room.room}>
            <CaseCard room={room} overdue={overdue?.find(({ ledger }) => ledger === room.room)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Behind({ onSort }: { readonly onSort: () => void }): ReactNode {
  return (
    <div className={classes.behind}>
      <StatusLine>Something that waits for you stands further down. Nothing moves while you read.</StatusLine>
      <Button size="md" variant="default" onClick={onSort}>
        Sort again
      </Button>
    </div>
  );
}

interface NoCasesProps {
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

/** Why there is nothing, and what to do about it. */
function NoCases({ choice, onChoose }: NoCasesProps): ReactNode {
  if (!isNarrowed(choice)) {
    return (
      <EmptyState icon={IconMessages} title="No open case">
        Begin with what you want to know. Pictures and a colleague go with it.
      </EmptyState>
    );
  }
  const isClosedAlone = !isNarrowed({ ...choice, closed: false });
  return (
    <EmptyState
      icon={IconFilter}
      title={isClosedAlone ? 'No closed case' : 'No case fits all of this'}
      action={
        <Button
          size="md"
          variant="default"
          onClick={() => {
            onChoose(everything);
          }}
        >
          Show open cases
        </Button>
      }
    >
      {isClosedAlone
        ? 'A case appears here when its owner has closed it.'
        : 'You chose to see some of your cases alone. What is chosen above has to fit all together.'}
    </EmptyState>
  );
}
