import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { sayWord } from '@consilium/domain';
import { FilterChips, StatusLine, timeOrToday } from '../platform/kit';
import type { QueueLine } from '../vault/door';
import { urgencyLine } from '../words';
import { chipsOf, everything, isOver, shownOf, waitedFor } from './queue-shown';
import classes from './queue.module.css';
import { outcomeWords, stageWords } from './words';

function standingOf({ mine, stage, waitsForKeys, handedToMe }: QueueLine): string {
  if (waitsForKeys) return 'New keys to confirm';
  if (handedToMe) return 'Handed on to you';
  return mine && stage !== 'proposed' ? 'With you' : sayWord(stageWords, stage);
}

/** From so many on somebody looks for one by name. */
const many = 6;

/** The requests, oldest first where they wait, newest first where they are over. */
export function QueueLines({ lines }: { readonly lines: readonly QueueLine[] }): ReactNode {
  const [choice, choose] = useState(everything);
  const [words, setWords] = useState('');
  const { waiting, over } = shownOf(lines, choice, words);
  return (
    <>
      <div className={classes.narrow}>
        {(lines.length >= many || words !== '') && (
          <TextInput
            label="Look for a request"
            placeholder="Who asks, whom, or who has it"
            type="search"
            size="md"
            autoComplete="off"
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value);
            }}
          />
        )}
        <FilterChips label="Which requests" chips={chipsOf(lines, choice)} onChoose={choose} />
      </div>
      {waiting.length === 0 && over.length === 0 && <StatusLine>No request fits all of this.</StatusLine>}
      <Lines title="Waiting" lines={waiting} />
      <Lines title="Over" lines={over} />
    </>
  );
}

const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

function waits(line: QueueLine): string {
  const since = isOver(line) ? '' : waitedFor(line.submittedAt, Date.now() / 1000);
  return since === '' ? '' : `, ${since} ago`;
}

/** An outcome with conditions ends in a comma where they follow. */
const outcomeOf = (outcome: keyof typeof outcomeWords): string =>
  outcomeWords[outcome].replace(/, provided that$/u, ', with conditions');

/** j and k move, Enter opens. */
function Lines({ title, lines }: { readonly title: string; readonly lines: readonly QueueLine[] }): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  if (lines.length === 0) return null;
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const here = links.findIndex((link) => link === document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, here + step))]?.focus();
    event.preventDefault();
  };
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.list} ref={list} onKeyDown={move}>
        {lines.map((line) => (
          <li key={line.advice}>
            <Link to="/advice/$advice" params={{ advice: line.advice }} className={classes.line}>
              <span className={classes.who}>
                {line.requester}
                {line.recipient !== '' && <span className={classes.whom}> to {line.recipient}</span>}
              </span>
              <span className={classes.stage} data-mine={line.handedToMe || line.mine !== (line.stage === 'proposed')}>
                {standingOf(line)}
              </span>
              <span className={classes.facts}>
                <span data-urgency={line.urgency}>{urgencyLine(line.urgency)}</span> · {line.pictures}{' '}
                {line.pictures === 1 ? 'picture' : 'pictures'} · sent {timeOrToday(line.submittedAt * 1000)}
                {waits(line)}
                {line.assignedTo !== '' && !line.mine && ` · ${line.assignedTo}`}
              </span>
              {line.outcome !== '' && <span className={classes.facts}>{outcomeOf(line.outcome)}</span>}
              <Unchecked line={line} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Until the request's own ledger was read here, a line is only what the service says. */
function Unchecked({ line }: { readonly line: QueueLine }): ReactNode {
  if (line.held !== '') return <span className={classes.unchecked}>{line.held}</span>;
  if (line.checked) return null;
  return (
    <span className={classes.unchecked} data-alarm={line.alarm !== ''}>
      {line.alarm === '' ? 'As the service says; not yet checked on this device' : line.alarm}
    </span>
  );
}
