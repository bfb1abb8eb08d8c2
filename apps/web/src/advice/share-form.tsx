import { Button, Select, Textarea } from '@mantine/core';
import type { SubmitEvent, ReactNode } from 'react';
import { useState } from 'react';
import {
  type DutyFlag,
  findIdentifiers,
  type GuidanceFinding,
  identifiersNamed,
  type Purpose,
  type Urgency,
} from '@consilium/domain';
import { Findings } from '../guidance';
import { IdentifierHint, NotIdentifiers, unsaidIn } from '../identifiers';
import { AnyOf, Card, choicesOf, ErrorSummary, OneOf, PersonBadge, tooLong } from '../platform/kit';
import { badgeOf, flagWords, nameOf, urgencyWords, whereOn } from '../words';
import type { PersonView, RoomView } from '../vault/door';
import { useView } from '../vault/use-vault';
import classes from './advice.module.css';
import { PictureChoice } from './picture-choice';
import { RequestGuidance } from './request-guidance';
import { type ShareAnswers, urgencyIn } from './share-answers';
import { purposeWords } from './words';

interface ShareFormProps {
  readonly view: RoomView;
  readonly colleagues: readonly PersonView[];
  readonly draft: ShareAnswers;
  readonly onChange: (draft: ShareAnswers) => void;
  readonly onCheck: () => void;
}

const texts = [
  {
    key: 'brief',
    label: 'What your colleague will read',
    hint: 'The question, and what they need to know to answer it. They see it with the pictures, and nothing else you write here.',
  },
  { key: 'reasons', label: 'For the adviser: why somebody outside', hint: 'Why this patient’s care needs it.' },
  { key: 'alternatives', label: 'For the adviser: who inside was asked', hint: 'Or why nobody inside can answer.' },
] as const;

/** Characters of each text. */
const longest = 6_000;

/** What is still missing, in words; an identifier whose check digit holds blocks the dossier, anything less only warns. */
function gapsIn(draft: ShareAnswers): string[] {
  const written = texts.map(({ key }) => draft[key]);
  const certain = written.flatMap(findIdentifiers).filter((found) => found.certain);
  const unsaid = unsaidIn(written, draft.notIdentifiers);
  return [
    ...(draft.threads.length === 0 ? ['Choose at least one picture.'] : []),
    ...(draft.recipient === '' ? ['Choose the colleague.'] : []),
    ...(draft.urgency === '' ? ['Choose how urgent it is.'] : []),
    ...(draft.purpose === '' ? ['Say what the share is for.'] : []),
    ...(written.some((text) => text.trim().length < 10)
      ? ['Write a sentence or more in each of the three texts.']
      : []),
    ...texts.flatMap(({ key, label }) => {
      const surplus = tooLong(draft[key].trim(), longest);
      return surplus === undefined ? [] : [`${label}: ${surplus}`];
    }),
    ...(certain.length > 0
      ? ['Take the patient’s number out: a dossier goes to people outside your organisation.']
      : []),
    ...(unsaid.length === 0 ? [] : [`Take out what looks like ${identifiersNamed(unsaid)}, or say that it is none.`]),
  ];
}

/** What no picture says of itself. */
const flagChoices = (['overseas', 'disputed-consent'] as const satisfies readonly DutyFlag[]).map((value) => ({
  value,
  label: flagWords[value],
}));

export function ShareForm({ view, colleagues, draft, onChange, onCheck }: ShareFormProps): ReactNode {
  const [gaps, setGaps] = useState<string[]>([]);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const missing = gapsIn(draft);
    setGaps(missing);
    if (missing.length === 0) onCheck();
  };
  const recipient = colleagues.find(({ person }) => person === draft.recipient);
  return (
    <form onSubmit={send} className={classes.form}>
      <ErrorSummary problems={gaps.map((message) => ({ message }))} />
      <WhatFor view={view} draft={draft} onChange={onChange} />
      <Pictures view={view} draft={draft} onChange={onChange} />
      <Card title="Whom">
        <Select
          label="Colleague of another organisation"
          placeholder="Choose"
          size="md"
          searchable
          data={colleagues.map(({ person, name, specialty }) => ({ value: person, label: `${name}, ${specialty}` }))}
          value={draft.recipient === '' ? null : draft.recipient}
          onChange={(value) => {
            onChange({ ...draft, recipient: value ?? '' });
          }}
        />
        {recipient !== undefined && <Recipient person={recipient} />}
      </Card>
      {(urgencyIn(view) === '' || draft.urgency === '') && <HowUrgent draft={draft} onChange={onChange} />}
      <Words draft={draft} onChange={onChange} />
      {gaps.length > 0 && <RequestGuidance draft={draft} />}
      <Button type="submit" size="lg">
        Check before sending
      </Button>
    </form>
  );
}

const urgencyChoices = choicesOf<Urgency>(urgencyWords);

/** Asked only where the case does not say it in a word this version knows. */
function HowUrgent({ draft, onChange }: Pick<ShareFormProps, 'draft' | 'onChange'>): ReactNode {
  return (
    <Card title="How urgent">
      <OneOf
        legend="When an answer is needed"
        choices={urgencyChoices}
        value={draft.urgency}
        onChange={(urgency) => {
          onChange({ ...draft, urgency });
        }}
      />
    </Card>
  );
}

function Words({ draft, onChange }: Pick<ShareFormProps, 'draft' | 'onChange'>): ReactNode {
  return (
    <Card title="The words">
      {texts.map(({ key, label, hint }) => (
        <div key={key} className={classes.text}>
          <Textarea
            label={label}
            description={hint}
            autosize
            minRows={3}
            maxRows={12}
            size="md"
            error={tooLong(draft[key].trim(), longest)}
            value={draft[key]}
            onChange={(event) => {
              onChange({ ...draft, [key]: event.currentTarget.value });
            }}
          />
          <IdentifierHint text={draft[key]} />
        </div>
      ))}
      <NotIdentifiers
        texts={texts.map(({ key }) => draft[key])}
        said={draft.notIdentifiers}
        onSay={(notIdentifiers) => {
          onChange({ ...draft, notIdentifiers });
        }}
      />
      <AnyOf
        legend="Anything of this that the adviser must know"
        choices={flagChoices}
        value={flagChoices.map(({ value }) => value).filter((flag) => draft.flags.includes(flag))}
        onChange={(flags) => {
          onChange({ ...draft, flags });
        }}
      />
    </Card>
  );
}

function Recipient({ person }: { readonly person: PersonView }): ReactNode {
  return (
    <div className={classes.recipient}>
      <PersonBadge {...badgeOf(person)} />
    </div>
  );
}

const purposeChoices = choicesOf<Purpose>(purposeWords);

/** Asked of the first share; what it said holds for the case. */
function WhatFor({ view, draft, onChange }: Pick<ShareFormProps, 'view' | 'draft' | 'onChange'>): ReactNode {
  return (
    <Card title="What for">
      {view.purpose === '' ? (
        <OneOf
          legend="Once said, it stays for this case"
          layout="stacked"
          choices={purposeChoices}
          value={draft.purpose}
          onChange={(purpose) => {
            onChange({ ...draft, purpose });
          }}
        />
      ) : (
        <p className={classes.words}>{purposeWords[view.purpose]}</p>
      )}
    </Card>
  );
}

/** What the guidance says of each picture of the case before it goes outside. */
function useOutside(room: string, purpose: Purpose | ''): (thread: string) => readonly GuidanceFinding[] {
  const { data } = useView(['room', room, 'guidance', 'outside', purpose], (door) =>
    door.checkPictures(room, 'outside', purpose === '' ? 'direct-care' : purpose),
  );
  return (thread) => data?.find((each) => each.thread === thread)?.findings ?? [];
}

const isAllowed = (findings: readonly GuidanceFinding[]): boolean =>
  findings.every(({ effect }) => effect !== 'blocks');

/** The hardest stop of a picture that cannot go; of one that was chosen, what is said about it. */
function shown(findings: readonly GuidanceFinding[], isChosen: boolean): readonly GuidanceFinding[] {
  const stop = findings.find(({ effect }) => effect === 'blocks');
  if (stop !== undefined) return [stop];
  return isChosen ? findings : [];
}

function Pictures({ view, draft, onChange }: Pick<ShareFormProps, 'view' | 'draft' | 'onChange'>): ReactNode {
  const pictures = view.threads.flatMap(({ picture }) => (picture === undefined ? [] : [picture]));
  const findingsOf = useOutside(view.room, draft.purpose);
  const toggle = (thread: string): void => {
    const threads = draft.threads.includes(thread)
      ? draft.threads.filter((other) => other !== thread)
      : [...draft.threads, thread];
    onChange({ ...draft, threads });
  };
  return (
    <Card title="Which pictures">
      <p className={classes.hint}>
        Your colleague sees these pictures and what was said under them, including before they came. Nothing else.
      </p>
      <ul className={classes.choices}>
        {pictures.map((picture) => (
          <li key={picture.thread}>
            <PictureChoice
              room={view.room}
              thread={picture.thread}
              label={nameOf(picture)}
              detail={whereOn(picture)}
              isAllowed={isAllowed(findingsOf(picture.thread))}
              isChosen={draft.threads.includes(picture.thread)}
              onToggle={() => {
                toggle(picture.thread);
              }}
            />
            <Findings findings={shown(findingsOf(picture.thread), draft.threads.includes(picture.thread))} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
