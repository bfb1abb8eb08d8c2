import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { isKnown, isUndecided, sayWord } from '@consilium/domain';
import { useDraft, WordsForm } from '../drafts';
import { ErrorSummary, PersonBadge, StatusLine, type Tone } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { said } from '../unreadable';
import { anchorWords, badgeOf, picturesLine } from '../words';
import type { ShareView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import classes from './advice.module.css';
import { DecisionBlock } from './decision-block';
import { History } from './history';
import { outcomeWords, stageWords } from './words';

const tones: Partial<Record<ShareView['stage'], Tone>> = {
  submitted: 'waiting',
  assigned: 'waiting',
  questioned: 'warning',
  proposed: 'waiting',
  suspended: 'bad',
  revoked: 'bad',
  expired: 'bad',
};

/** One request to share, for the person who asked: where it stands, whose turn it is, and what to do when it is theirs. */
export function ShareCard({ share }: { readonly share: ShareView }): ReactNode {
  return (
    <section className={classes.share} aria-label={`Share with ${share.recipient.name}`}>
      <PersonBadge size="small" {...badgeOf(share.recipient)} />
      {share.pictures.length > 0 && <p className={classes.pictures}>{picturesLine(share.pictures)}</p>}
      <StatusLine tone={tones[share.stage] ?? 'calm'} isLive>
        <strong>{sayWord(stageWords, share.stage)}.</strong> {share.next}
      </StatusLine>
      <Questions share={share} />
      {share.decision !== undefined && (
        <details className={classes.decided}>
          <summary>{outcomeWords[share.decision.outcome]}</summary>
          <DecisionBlock decision={share.decision} />
        </details>
      )}
      <History lines={share.history} />
      <Acts share={share} />
    </section>
  );
}

function Questions({ share }: { readonly share: ShareView }): ReactNode {
  return (
    <>
      {share.questions.map(({ at, question, answer: given }) => (
        <div key={at} className={classes.question}>
          <p>
            <strong>{share.adviser} asks:</strong> {said(question, 'The question', 'request')}
          </p>
          {given !== undefined && (
            <p>
              <strong>You answered:</strong> {said(given, 'The answer', 'request')}
            </p>
          )}
        </div>
      ))}
      {share.stage === 'questioned' && <Answer advice={share.advice} />}
    </>
  );
}

function Answer({ advice }: { readonly advice: string }): ReactNode {
  const draft = useDraft(['answer', advice], '');
  return (
    <WordsForm
      draft={draft}
      label="Your answer to the adviser"
      button="Send the answer"
      goesOutside
      send={(door, words, notIdentifiers) => door.answer(advice, words, notIdentifiers)}
    />
  );
}

function Acts({ share }: { readonly share: ShareView }): ReactNode {
  const admit = useAct((door, _: undefined) => door.admit(share.advice));
  const withdraw = useAct((door, _: undefined) => door.withdrawShare(share.advice));
  return (
    <>
      <ErrorSummary title="Not done" problems={problemsOf(admit.error ?? withdraw.error)} />
      {share.admission === 'ready' && (
        <>
          {share.decision !== undefined && (
            <p className={classes.hint}>{anchorWords(share.decision.organisation, share.decision.isAnchored)}</p>
          )}
          <Button
            size="md"
            loading={admit.isBusy}
            onClick={() => {
              admit.run(undefined);
            }}
          >
            Invite {share.recipient.name} now
          </Button>
        </>
      )}
      {isKnown(share.stage) && isUndecided(share.stage) && (
        <Button
          variant="subtle"
          loading={withdraw.isBusy}
          onClick={() => {
            withdraw.run(undefined);
          }}
        >
          Withdraw this request
        </Button>
      )}
    </>
  );
}
