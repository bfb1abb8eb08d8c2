import { Button, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type AgeBand, type ConsentAgainReason, recordingKinds } from '@consilium/domain';
import { fitting } from '../../drafts';
import { NotHeld, type Returned, useReturned, useShowing } from '../../explaining';
import { Card, choicesOf, ErrorSummary, OneOf, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { DraftPlace, NewConsent, PictureView, RoomView } from '../../vault/door';
import { useAct, useView } from '../../vault/use-vault';
import { recordingWords } from '../../words';
import { bandOf, consentOf, gapsIn, nothingSaid, type Answers } from '../check/consent-answers';
import { ConsentFields } from '../check/consent-fields';
import classes from './agreement.module.css';

interface NewVersionProps {
  readonly view: RoomView;
  readonly picture: PictureView;
}

const askedWords = { me: 'I asked them, now', colleague: 'A colleague asked them' } as const;
type Asked = keyof typeof askedWords;

const againWords = {
  'agreed-anew': 'The patient agreed anew',
  'recorded-in-error': 'The withdrawal was recorded in error',
} as const satisfies Record<ConsentAgainReason, string>;

const kinds = choicesOf(recordingWords).filter(({ value }) => value !== 'kind-not-said');

interface Said {
  readonly answers: Answers;
  readonly asked: Asked | '';
  readonly colleague: string;
  /** As the field says it: local time without a zone. */
  readonly when: string;
  readonly again: ConsentAgainReason | '';
}

const nothing: Said = { answers: nothingSaid, asked: '', colleague: '', when: '', again: '' };

/** The version as it would be recorded, once enough of it is said. */
function versionOf({ answers, asked, colleague, when }: Said, band: AgeBand | ''): NewConsent | undefined {
  const consent = consentOf(answers, band);
  const takenAt = when === '' ? 0 : Math.floor(new Date(when).getTime() / 1000);
  if (consent === undefined || asked === '') return undefined;
  if (asked === 'me') return { consent, takenBy: '', takenAt: 0 };
  return colleague === '' || takenAt === 0 ? undefined : { consent, takenBy: colleague, takenAt };
}

function missingIn(
  { answers, asked, colleague, when, again }: Said,
  band: AgeBand | '',
  isWithdrawn: boolean,
): string[] {
  return [
    ...(isWithdrawn && again === '' ? ['Say why a withdrawn agreement is recorded anew.'] : []),
    ...(asked === '' ? ['Say who asked the patient.'] : []),
    ...(asked === 'colleague' && (colleague === '' || when === '')
      ? ['Say which colleague asked them, and when.']
      : []),
    ...gapsIn(answers, band),
  ];
}

/** Another version of what was agreed to: nothing is taken over from the one before but by a press. */
export function NewVersion({ view, picture }: NewVersionProps): ReactNode {
  const place = ['agreement', view.room, picture.thread] as const;
  const returned = useReturned(place);
  if (returned.state === 'opening') return <StatusLine isLive>Opening what you entered</StatusLine>;
  return (
    <>
      {returned.state === 'lost' && <NotHeld />}
      <VersionForm view={view} picture={picture} place={place} start={saidBefore(returned)} />
    </>
  );
}

/** As it was before the card was shown from here, or nothing. */
function saidBefore(returned: Returned): Said {
  if (returned.state !== 'back') return nothing;
  const { shown, interpreter } = returned.card;
  const said = fitting(nothing, returned.form) ?? nothing;
  return { ...said, answers: { ...said.answers, shown, interpreter } };
}

interface VersionFormProps extends NewVersionProps {
  readonly place: DraftPlace;
  readonly start: Said;
}

function VersionForm({ view, picture, place, start }: VersionFormProps): ReactNode {
  const [said, setSaid] = useState<Said>(start);
  const showing = useShowing(place, () => ({ form: said, interpreter: said.answers.interpreter }));
  const [gaps, setGaps] = useState<string[]>([]);
  const navigate = useNavigate();
  const band = bandOf(view);
  // Who reads it stays as it was: only its owner could change that, and no screen does.
  const isNamed = view.threads.some(({ thread, named }) => thread === picture.thread && named.length > 0);
  const isWithdrawn = picture.consent.withdrawn !== 'no';
  const whole = versionOf(said, band);
  const record = useAct(
    (door, of: NewConsent) => door.recordConsent(view.room, picture.thread, of, isWithdrawn ? said.again : ''),
    () => void navigate({ to: '/cases/$room', params: { room: view.room }, search: { thread: picture.thread } }),
  );
  const send = (): void => {
    const missing = missingIn(said, band, isWithdrawn);
    setGaps(missing);
    if (missing.length === 0 && whole !== undefined) record.run(whole);
  };
  return (
    <div className={classes.form}>
      <ErrorSummary
        title="Not recorded yet"
        problems={[...gaps.map((message) => ({ message })), ...problemsOf(record.error)]}
      />
      <Taking view={view} said={said} isWithdrawn={isWithdrawn} onSay={setSaid} />
      <Kind said={said} onSay={setSaid} />
      <ConsentFields
        answers={said.answers}
        band={band}
        before={undefined}
        reaches={isNamed ? ['inside', 'outside', 'named'] : ['inside', 'outside']}
        naming={<StatusLine>It stays for whoever it was named for.</StatusLine>}
        showing={showing}
        onChange={(answers) => {
          setSaid({ ...said, answers });
        }}
      />
      <TakeOver picture={picture} said={said} onSay={setSaid} />
      {whole !== undefined && <Effect view={view} picture={picture} version={whole} />}
      <Button size="lg" loading={record.isBusy} onClick={send}>
        Sign and record version {picture.consent.version + 1}
      </Button>
    </div>
  );
}

function answersOf({ consent }: PictureView): Answers {
  const { recording, authority, facts, scopes, flags, ruledOut, explained, attested } = consent;
  return {
    recording: recording === 'kind-not-said' ? '' : recording,
    authority,
    facts,
    scopes,
    flags,
    ruledOut,
    explained,
    attested,
    shown: [],
    interpreter: '',
    stops: [],
  };
}

interface KindProps {
  readonly said: Said;
  readonly onSay: (said: Said) => void;
}

/** What the version before says, by a press; what the card showed since is not its matter. */
function TakeOver({ picture, said, onSay }: KindProps & Pick<NewVersionProps, 'picture'>): ReactNode {
  return (
    <Button
      variant="default"
      size="md"
      onClick={() => {
        const { shown, interpreter } = said.answers;
        onSay({ ...said, answers: { ...answersOf(picture), shown, interpreter } });
      }}
    >
      Take over what version {picture.consent.version} says, to change it
    </Button>
  );
}

function Kind({ said, onSay }: KindProps): ReactNode {
  return (
    <Card title="Kind of picture">
      <Select
        aria-label="Kind of picture"
        size="md"
        placeholder="Not said"
        clearable
        data={kinds}
        value={said.answers.recording === '' ? null : said.answers.recording}
        onChange={(value) => {
          const recording = recordingKinds.find((kind) => kind === value) ?? '';
          onSay({ ...said, answers: { ...said.answers, recording } });
        }}
      />
    </Card>
  );
}

interface TakingProps extends KindProps {
  readonly view: RoomView;
  readonly isWithdrawn: boolean;
}

/** Who asked the patient, and of a withdrawn agreement why there is another. */
function Taking({ view, said, isWithdrawn, onSay }: TakingProps): ReactNode {
  const colleagues = view.members.filter(({ as, me }) => !me && (as === 'owner' || as === 'internal'));
  return (
    <Card title="A new version">
      <div className={classes.form}>
        {isWithdrawn && (
          <OneOf
            legend="Why it is recorded anew"
            choices={choicesOf(againWords)}
            value={said.again}
            onChange={(again) => {
              onSay({ ...said, again });
            }}
          />
        )}
        <OneOf
          legend="Who asked the patient"
          choices={choicesOf(askedWords)}
          value={said.asked}
          onChange={(asked) => {
            onSay({ ...said, asked });
          }}
        />
        {said.asked === 'colleague' && (
          <>
            <OneOf
              legend="Which colleague"
              choices={colleagues.map(({ person, name }) => ({ value: person, label: name }))}
              value={said.colleague}
              onChange={(colleague) => {
                onSay({ ...said, colleague });
              }}
            />
            <TextInput
              type="datetime-local"
              label="When they asked"
              size="md"
              value={said.when}
              onChange={(event) => {
                onSay({ ...said, when: event.currentTarget.value });
              }}
            />
          </>
        )}
      </div>
    </Card>
  );
}

/** What recording it does to whoever sees the picture from outside. */
function Effect({ view, picture, version }: NewVersionProps & { readonly version: NewConsent }): ReactNode {
  const asked = JSON.stringify(version);
  const { data: ended } = useView(['room', view.room, 'ends', picture.thread, asked], (door) =>
    door.sharesEndedBy(view.room, picture.thread, version),
  );
  if (ended === undefined) return null;
  return ended.length === 0 ? (
    <StatusLine>Nobody outside loses the picture by this version.</StatusLine>
  ) : (
    <StatusLine tone="warning">
      It allows less than the version before, or is another person’s: {ended.join(' and ')} can no longer open the
      picture once it is recorded, and are asked what became of copies.
    </StatusLine>
  );
}
