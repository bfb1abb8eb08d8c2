import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
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

interface ShareCardProps {
  readonly share: ShareView;
  /** Stands beside the talk, where what is to be done is done: leads there. */
  readonly isBeside: boolean;
}

/** One request to share, for the person who asked: where it stands, whose turn it is, and what to do when it is theirs. */
export function ShareCard({ share, isBeside }: ShareCardProps): ReactNode {
  return (
    <section className={classes.share} aria-label={`Share with ${share.recipient.name}`}>
      <PersonBadge size="small" {...badgeOf(share.recipient)} />
      {share.pictures.length > 0 && <p className={classes.pictures}>{picturesLine(share.pictures)}</p>}
      <StatusLine tone={tones[share.stage] ?? 'calm'} isLive>
        <strong>{sayWord(stageWords, share.stage)}.</strong> {share.next}
      </StatusLine>
      <Questions lines={share.questions} adviser={share.adviser} />
      {isBeside ? <InTalk share={share} /> : share.stage === 'questioned' && <Answer advice={share.advice} />}
      {share.decision !== undefined && (
        <details className={classes.decided}>
          <summary>{outcomeWords[share.decision.outcome]}</summary>
          <DecisionBlock decision={share.decision} />
        </details>
      )}
      <History lines={share.history} />
      {!isBeside && <Invite share={share} />}
      <Withdraw share={share} />
    </section>
  );
}

/** Whether anything of it is still to come: it is neither over nor under way in the room itself. */
function isToCome({ stage, admission }: ShareView): boolean {
  if (stage === 'suspended' || admission === 'ready' || admission === 'admitted') return true;
  return admission === 'not-yet' && (stage === 'decided' || (isKnown(stage) && isUndecided(stage)));
}

/** To the line of the talk where it is the reader’s turn. */
function InTalk({ share: { room, saidAt, stage, admission } }: { readonly share: ShareView }): ReactNode {
  if (stage !== 'questioned' && admission !== 'ready') return null;
  return (
    <Link to="/cases/$room" params={{ room }} search={{ entry: saidAt }} className={classes.inTalk}>
      {stage === 'questioned' ? 'Answer in the talk' : 'Invite from the talk'}
    </Link>
  );
}

/** In the talk, beside its newest line there: where a share stands, and what to do when it is the reader’s turn. */
export function ShareLine({ share }: { readonly share: ShareView }): ReactNode {
  if (!isToCome(share)) return null;
  return (
    <div className={classes.line}>
      <StatusLine tone={tones[share.stage] ?? 'calm'} isLive>
        <strong>{share.recipient.name}, outside.</strong> {share.next}
      </StatusLine>
      {share.stage === 'questioned' && (
        <>
          <Questions lines={share.questions.slice(-1)} adviser={share.adviser} />
          <Answer advice={share.advice} />
        </>
      )}
      <Invite share={share} />
    </div>
  );
}

interface QuestionsProps {
  readonly lines: ShareView['questions'];
  readonly adviser: string;
}

function Questions({ lines, adviser }: QuestionsProps): ReactNode {
  return (
    <>
      {lines.map(({ at, question, answer: given, isOver }) => (
        <div key={at} className={classes.question}>
          <p>
            <strong>{adviser} asks:</strong> {said(question, 'The question', 'request')}
          </p>
          {isOver && <p>It is answered no more: the adviser who asked gave the request back. Another one asks anew.</p>}
          {given !== undefined && (
            <p>
              <strong>You answered:</strong> {said(given, 'The answer', 'request')}
            </p>
          )}
        </div>
      ))}
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

function Invite({ share }: { readonly share: ShareView }): ReactNode {
  const admit = useAct((door, _: undefined) => door.admit(share.advice));
  return (
    <>
      <ErrorSummary title="Not done" problems={problemsOf(admit.error)} />
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
    </>
  );
}

function Withdraw({ share }: { readonly share: ShareView }): ReactNode {
  const withdraw = useAct((door, _: undefined) => door.withdrawShare(share.advice));
  return (
    <>
      <ErrorSummary title="Not done" problems={problemsOf(withdraw.error)} />
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
