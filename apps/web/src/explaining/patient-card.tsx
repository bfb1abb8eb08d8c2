import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconLockOpen } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ErrorSummary, TrialMark } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { PassphraseWay, SignInPage, useSession, useUnlock } from '../sign-in';
import { putCardAway, type RaisedCard, turnCard } from './card-state';
import { cardFrame, cardTexts, cardTopics } from './card-texts';
import classes from './patient-card.module.css';

/** Once the keys are open again, the card is put away and its clinician is where they raised it. */
function useGoingBack(): void {
  const { state } = useSession();
  const { history } = useRouter();
  const [wasLocked, setLocked] = useState(false);
  const isClosed = state === 'locked' || state === 'signed-out';
  // The card is there a moment before the keys are gone.
  if (isClosed && !wasLocked) setLocked(true);
  useEffect(() => {
    if (wasLocked && state === 'open') history.replace(putCardAway());
  }, [wasLocked, state, history]);
}

/** Everything there is on the page while a patient has it: what is explained, and the way back for who can unlock. */
export function PatientCard({ card }: { readonly card: RaisedCard }): ReactNode {
  useGoingBack();
  return (
    <div className={classes.sheet}>
      <header className={classes.top}>
        <TrialMark />
        <span>{card.at < cardTopics.length && `${String(card.at + 1)} of ${String(cardTopics.length)}`}</span>
      </header>
      <main className={classes.matter}>
        <Matter card={card} />
      </main>
      <nav className={classes.turning} aria-label="The card">
        {card.at > 0 && (
          <Button
            size="xl"
            variant="default"
            leftSection={<IconArrowLeft size={26} aria-hidden />}
            onClick={() => {
              turnCard(card.at - 1);
            }}
          >
            Back
          </Button>
        )}
        {card.at < cardTopics.length && (
          <Button
            size="xl"
            rightSection={<IconArrowRight size={26} aria-hidden />}
            onClick={() => {
              turnCard(card.at + 1);
            }}
          >
            Next
          </Button>
        )}
      </nav>
      <footer className={classes.foot}>
        <Unlocking />
      </footer>
    </div>
  );
}

function matterAt({ at, interpreter }: RaisedCard): { readonly title: string; readonly words: readonly string[] } {
  const topic = cardTopics[at];
  if (topic === undefined) return { title: cardFrame.lastTitle, words: cardFrame.last };
  const { title, words } = cardTexts[topic];
  const isInterpreted = at === 0 && interpreter === 'interpreter';
  return { title, words: isInterpreted ? [...words, cardFrame.withInterpreter] : words };
}

function Matter({ card }: { readonly card: RaisedCard }): ReactNode {
  const { title, words } = matterAt(card);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Turned: read from the top, also aloud.
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, [card.at]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        {title}
      </h1>
      {words.map((each) => (
        <p key={each}>{each}</p>
      ))}
      {card.at === 0 && <p className={classes.calm}>{cardFrame.first}</p>}
    </>
  );
}

/** The only way away from the card. */
function Unlocking(): ReactNode {
  const { state } = useSession();
  const [needsPassphrase, setNeeds] = useState(false);
  const [wantsIn, setWantsIn] = useState(false);
  const { open, isAgain } = useUnlock(setNeeds);
  if (needsPassphrase) return <PassphraseWay />;
  // Longer away than a session lasts: signing in comes back to the same place.
  if (wantsIn && state === 'signed-out') return <SignInPage />;
  return (
    <>
      <ErrorSummary title="Still locked" problems={problemsOf(open.error)} />
      <Button
        variant="subtle"
        loading={open.isPending}
        leftSection={<IconLockOpen size={20} aria-hidden />}
        onClick={() => {
          if (state === 'signed-out') setWantsIn(true);
          else open.mutate();
        }}
      >
        {isAgain ? 'Clinician: use it once more' : 'Clinician: unlock'}
      </Button>
    </>
  );
}
