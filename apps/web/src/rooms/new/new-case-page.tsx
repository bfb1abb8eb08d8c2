import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useForm, type UseFormReturn, useWatch } from 'react-hook-form';
import { useDraft, useFormDraft } from '../../drafts';
import { NotHeld, type Returned, useReturned } from '../../explaining';
import { takeCarried, useArriving } from '../../pictures';
import { Card, ErrorSummary, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { CaptureView, NewPicture } from '../../vault/door';
import { useView } from '../../vault/use-vault';
import { listed, placeInLine } from '../../words';
import checking from '../check/check.module.css';
import { checkedBefore, type Entered, nothingEntered } from '../check/entered';
import { sealedThenSent, stillReading, useChecked } from '../check/use-checked';
import { type Series, useSeries } from '../check/use-series';
import { askedNow, askingGaps, askWords, type Draft, emptyDraft, formOf } from './asking';
import { HalfDone } from './half-done';
import classes from './new-case.module.css';
import { onlyMe, PictureFields } from './picture-fields';
import { MoreThatHelps, QuestionFields } from './question-fields';
import { SaidChips } from './said-chips';
import { Section, type SectionGap, useFirstGap } from './section';
import { useAsking } from './use-asking';
import { asWho, readersLine } from './whom';
import { useWhom, WhomFields, type ToAsk } from './whom-fields';

const nobody: string[] = [];

/** What is asked, whom, and pictures with everything they need, on one screen. Nothing here names the patient. */
export function NewCasePage(): ReactNode {
  const returned = useReturned(['case']);
  const { data: capture, error } = useView(['room', '', 'capture'], (door) => door.capture(''));
  if (returned.state === 'opening') return <StatusLine isLive>Opening what you entered</StatusLine>;
  if (capture === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return <NewCase returned={returned} capture={capture} />;
}

/** What is entered of pictures; until a place is, the one that the question says. */
function useEntered(returned: Returned, question: string) {
  const [before] = useState(() => (returned.state === 'back' ? checkedBefore(returned) : undefined));
  const [entered, setEntered] = useState(before?.start ?? nothingEntered);
  const series = useSeries(() => ({ ready: before?.ready ?? [], files: takeCarried() }));
  const { site, side, caption } = entered.place;
  const read = site === '' && side === '' ? placeInLine(question) : undefined;
  const enter = (more: Partial<Entered>): void => {
    setEntered((now) => ({ ...now, ...more }));
  };
  const holding = read === undefined ? entered : { ...entered, place: { ...read, caption } };
  return { series, entered: holding, isPlaceRead: read !== undefined, enter };
}

interface NewCaseProps {
  readonly returned: Returned;
  readonly capture: CaptureView;
}

function NewCase({ returned, capture }: NewCaseProps): ReactNode {
  const form = useForm<Draft>({ defaultValues: emptyDraft });
  const navigate = useNavigate();
  const chosen = useSearch({ from: '/cases/new' });
  const sent = useFormDraft(['case'], form, () => {
    const { ask, team, onCall } = chosen;
    if (ask === undefined && team === undefined) return;
    const asked = ask === undefined ? [] : [ask];
    form.setValue('people', [...new Set([...form.getValues('people'), ...asked])], { shouldDirty: true });
    if (team !== undefined) {
      form.setValue('team', team, { shouldDirty: true });
      form.setValue('onCall', onCall ?? '', { shouldDirty: true });
    }
    // Whom somebody takes off again stays off, also when the page is loaded anew.
    void navigate({ to: '/cases/new', search: {}, replace: true });
  });
  const asked = useDraft(['asked'], nobody);
  const draft = useWatch({ control: form.control }) as Draft;
  const pictures = useEntered(returned, draft.question);
  const toAsk = useWhom(draft);
  const asking = useAsking(
    () => {
      sent();
      asked.set(askedNow(draft.people, asked.value));
    },
    (room) => void navigate({ to: '/cases/$room', params: { room }, replace: true }),
  );
  const isOver = useArriving(asking.opened === undefined ? pictures.series.add : undefined);
  const names = listed(toAsk.people.map(({ name }) => name));
  const { opened } = asking;
  return (
    <div data-device={capture.device.state} data-over={isOver} className={checking.page}>
      <PageTitle>New case</PageTitle>
      {returned.state === 'lost' && <NotHeld />}
      {opened !== undefined && asking.isHalfDone ? (
        <HalfDone
          room={opened.room}
          title={opened.form.title}
          asked={names}
          error={asking.error}
          isBusy={asking.isBusy}
          onRest={() => {
            asking.ask(opened);
          }}
        />
      ) : (
        <AskForm {...{ form, draft, pictures, capture, toAsk, asking }} askedLast={asked.value} />
      )}
    </div>
  );
}

interface AskFormProps {
  readonly form: UseFormReturn<Draft>;
  readonly draft: Draft;
  readonly pictures: ReturnType<typeof useEntered>;
  readonly capture: CaptureView;
  readonly toAsk: ToAsk;
  readonly asking: ReturnType<typeof useAsking>;
  readonly askedLast: readonly string[];
}

const unspoken = 'Say how this device is kept, before a picture is added with it.';

/** What has to be said of pictures, where there are any. */
function pictureGaps(
  { ready, preparing }: Series,
  { device }: CaptureView,
  { gaps }: ReturnType<typeof useChecked>,
): SectionGap[] {
  if (ready.length + preparing === 0) return [];
  return [
    ...(preparing > 0 ? [{ at: 'pictures', message: stillReading } as const] : []),
    ...(device.state === 'holds' ? [] : [{ at: 'device', message: unspoken } as const]),
    ...(ready.length === 0 ? [] : gaps),
  ];
}

/** Of whom a picture is for alone the author needs no naming. */
const withoutMe = ({ named, ...picture }: NewPicture): NewPicture =>
  named === undefined ? picture : { ...picture, named: named.filter((each) => each !== onlyMe) };

/** What is missing since the last press, and the press itself: it asks, or says what is missing. */
function usePress({ draft, pictures, capture, toAsk, asking }: AskFormProps) {
  const { series, entered } = pictures;
  const [press, setPress] = useState<{ readonly asks: boolean }>();
  const ids = [...new Set([...draft.people, ...toAsk.people.map(({ person }) => person)])];
  const readers = entered.readers.filter((each) => each === onlyMe || ids.includes(each));
  const said = { ...entered, readers };
  const of = { room: '', band: draft.ageBand, capture, ready: series.ready, before: undefined };
  const checked = useChecked(of, said);
  const gapsWith = (asks: boolean): SectionGap[] => [
    ...askingGaps(draft, asks),
    ...(asks && toAsk.gap !== '' ? [{ at: 'whom', message: toAsk.gap } as const] : []),
    ...pictureGaps(series, capture, checked),
  ];
  useFirstGap(press);
  const send = (asks: boolean): void => {
    setPress({ asks });
    if (gapsWith(asks).length > 0) return;
    const all = series.ready.length === 0 ? [] : (checked.pictures ?? []);
    asking.ask({
      form: formOf(draft, asks ? toAsk.team : undefined),
      people: asks ? ids : [],
      pictures: all.map(withoutMe),
    });
  };
  return { checked, entered: said, gaps: press === undefined ? [] : gapsWith(press.asks), send };
}

function AskForm(props: AskFormProps): ReactNode {
  const { form, draft, pictures, capture, toAsk, asking, askedLast } = props;
  const { series, isPlaceRead, enter } = pictures;
  const { checked, entered, gaps, send } = usePress(props);
  return (
    <>
      <div className={classes.notice}>
        <StatusLine tone="warning">
          Not for emergencies. Need an answer within the hour? Phone the on-call team.
        </StatusLine>
      </div>
      <fieldset className={classes.all} disabled={asking.isUnanswered || asking.isBusy}>
        <AboutCase {...{ form, draft, toAsk, gaps, askedLast }} />
        <PictureFields
          {...{ series, capture, band: draft.ageBand, entered, isPlaceRead, checked, gaps }}
          colleagues={toAsk.people}
          onEnter={enter}
        />
      </fieldset>
      <AskBar
        asking={asking}
        words={askWords(namesOf(toAsk), asWho(draft, toAsk))}
        readers={readersLine(toAsk)}
        gaps={gaps}
        onSend={send}
      />
    </>
  );
}

const namesOf = ({ people }: ToAsk): string[] => people.map(({ name }) => name);

type AboutCaseProps = Pick<AskFormProps, 'form' | 'draft' | 'toAsk' | 'askedLast'> & {
  readonly gaps: readonly SectionGap[];
};

function AboutCase({ form, draft, toAsk, gaps, askedLast }: AboutCaseProps): ReactNode {
  return (
    <Card>
      <div className={classes.form}>
        <Section names={['question']} gaps={gaps}>
          <QuestionFields form={form} />
        </Section>
        <Section names={['whom']} gaps={gaps}>
          <WhomFields
            chosen={draft}
            toAsk={toAsk}
            askedLast={askedLast}
            onChoose={({ people, team, onCall }) => {
              form.setValue('people', people, { shouldDirty: true });
              form.setValue('team', team, { shouldDirty: true });
              form.setValue('onCall', onCall, { shouldDirty: true });
            }}
          />
        </Section>
        <Section names={['said']} gaps={gaps}>
          <SaidChips form={form} />
        </Section>
        <Section names={['more']} gaps={gaps}>
          <MoreThatHelps form={form} />
        </Section>
      </div>
    </Card>
  );
}

interface AskBarProps {
  readonly asking: ReturnType<typeof useAsking>;
  /** What stands on the button. */
  readonly words: string;
  /** How many people read it; "" for one, who stands on the button. */
  readonly readers: string;
  readonly gaps: readonly SectionGap[];
  readonly onSend: (asks: boolean) => void;
}

const noAnswer = 'Nobody knows yet whether the case is there. Ask again: it is looked for first, and opened once.';

/** One press makes the case, lets in whom it names, and posts the pictures. */
function AskBar(props: AskBarProps): ReactNode {
  const { asking, words, readers, gaps, onSend } = props;
  return (
    <>
      <div className={checking.post}>
        <ErrorSummary
          title={asking.isUnanswered ? 'No answer came' : 'The case is not open yet'}
          problems={problemsOf(asking.error)}
        />
        {asking.isUnanswered && <p className={classes.unanswered}>{noAnswer}</p>}
        {gaps.length > 0 && <p className={classes.gap}>Not asked yet: {gaps.length} to be said above.</p>}
        {readers !== '' && <p className={classes.readers}>{readers}</p>}
        <Button
          size="lg"
          fullWidth
          loading={asking.isBusy}
          onClick={() => {
            onSend(true);
          }}
        >
          {words}
        </Button>
      </div>
      <Under {...props} />
    </>
  );
}

/** What the press does, and the other one: a case that is opened for its author alone. */
function Under({ asking, onSend }: Pick<AskBarProps, 'asking' | 'onSend'>): ReactNode {
  return (
    <div className={classes.under}>
      <p className={checking.after}>{sealedThenSent}</p>
      <Button
        variant="subtle"
        disabled={asking.isBusy || asking.isUnanswered}
        onClick={() => {
          onSend(false);
        }}
      >
        Open without asking
      </Button>
    </div>
  );
}
