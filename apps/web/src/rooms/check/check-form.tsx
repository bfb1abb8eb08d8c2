import { Button } from '@mantine/core';
import { type SubmitEvent, type ReactNode, useId, useState } from 'react';
import { useShowing } from '../../explaining';
import { Findings } from '../../guidance';
import { ErrorSummary, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { CaptureView, NewPicture, RoomView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { reachOf, whereOn } from '../../words';
import classes from './check.module.css';
import { useAdding } from './adding';
import { type Before, offeredOf, pictureBefore } from './agreement-before';
import { bandOf, needsAllSeen } from './consent-answers';
import { ChoosePictures } from './choose-pictures';
import { ConsentFields } from './consent-fields';
import { type Entered, heldOf } from './entered';
import { Naming } from './naming';
import { PlaceFields, type Spot } from './place-fields';
import { PolicyFields } from './policy-fields';
import { SameAgreement } from './same-agreement';
import { SeenFields } from './seen-fields';
import { ChosenPictures } from './series-view';
import { sealedThenSent, stillReading, useChecked } from './use-checked';
import type { Series } from './use-series';

export interface CheckFormProps {
  readonly view: RoomView;
  readonly capture: CaptureView;
  readonly series: Series;
  /** What was entered before the patient was shown the card, else nothing. */
  readonly start: Entered;
  readonly onPosted: () => void;
}

/** How many places of earlier pictures are offered. */
const spotsOffered = 4;

/** Where the pictures of this case are that can be read, newest first. */
function spotsOf({ threads }: RoomView): Spot[] {
  const pictures = threads.flatMap(({ picture }) => (picture?.unreadable === '' ? [picture] : []));
  const spots = pictures.flatMap((picture) => {
    const { side, site } = picture;
    return side === 'not-said' || side === 'not-known' ? [] : [{ side, site, label: whereOn(picture) }];
  });
  const last = new Map(spots.map((spot) => [spot.label, spot]));
  return [...last.values()].toReversed().slice(0, spotsOffered);
}

/** The pictures beside everything that is recorded about them; nothing the patient said is ticked beforehand. */
export function CheckForm(props: CheckFormProps): ReactNode {
  const { view, capture, series, onPosted } = props;
  const [entered, setEntered] = useState(props.start);
  const [gaps, setGaps] = useState<readonly string[]>([]);
  const band = bandOf(view);
  const last = pictureBefore(view);
  const mine = offeredOf(last, band);
  const offered = entered.agreement === 'before' ? mine : undefined;
  const { room } = view;
  const checked = useChecked({ room, band, capture, ready: series.ready, before: mine?.consent }, entered);
  const adding = useAdding();
  const post = useAct((door, pictures: readonly NewPicture[]) => adding.add(door, room, pictures), onPosted);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const missing = checked.gaps.map(({ message }) => message);
    setGaps(series.preparing === 0 ? missing : [...missing, stillReading]);
    if (checked.pictures !== undefined && series.preparing === 0) post.run(checked.pictures);
  };
  const enter = (more: Partial<Entered>): void => {
    setEntered((now) => ({ ...now, ...more }));
  };
  return (
    <form onSubmit={send} className={classes.columns}>
      <ChosenPictures
        series={series}
        place={entered.place}
        own={entered.own}
        instead="Another picture"
        isPosted={({ renditions }) => adding.isAdded(renditions.original.bytes)}
        more={
          <div>
            <ChoosePictures variant="default" label="Add more pictures" onChoose={series.add} />
          </div>
        }
        onOwn={(own) => {
          enter({ own });
        }}
      />
      <div className={classes.right}>
        <ErrorSummary
          title="Not posted yet"
          problems={[...gaps.map((message) => ({ message })), ...problemsOf(post.error)]}
        />
        <Fields {...props} entered={entered} checked={checked} before={last} offered={offered} onEnter={enter} />
        <PostBar title={view.title} said={offered === undefined ? '' : said(offered, series)} isBusy={post.isBusy} />
      </div>
    </form>
  );
}

/** What the press that posts says, where an agreement stands in words. */
const said = ({ number }: Before, { ready }: Series): string =>
  `By posting you say that the agreement for picture ${String(number)} covers ${
    ready.length === 1 ? 'this picture' : 'each of these pictures'
  } too.`;

interface PostBarProps {
  readonly title: string;
  readonly said: string;
  readonly isBusy: boolean;
}

function PostBar({ title, said, isBusy }: PostBarProps): ReactNode {
  const id = useId();
  return (
    <div className={classes.post}>
      {said !== '' && (
        <p id={id} className={classes.attest}>
          {said}
        </p>
      )}
      <Button type="submit" size="lg" fullWidth loading={isBusy} aria-describedby={said === '' ? undefined : id}>
        Post to “{title}”
      </Button>
      <p className={classes.after}>{sealedThenSent}</p>
    </div>
  );
}

interface EnterProps {
  readonly entered: Entered;
  readonly onEnter: (more: Partial<Entered>) => void;
}

interface FieldsProps extends CheckFormProps, EnterProps {
  readonly checked: ReturnType<typeof useChecked>;
  readonly before: Before | undefined;
  /** The agreement that stands in words, where nothing else was asked for. */
  readonly offered: Before | undefined;
}

const reaches = ['inside', 'outside', 'named'] as const;

function Fields(props: FieldsProps): ReactNode {
  const { view, capture, series, entered, checked, onEnter } = props;
  const { place, answers, policy } = entered;
  const setAnswers = (given: Entered['answers']): void => {
    onEnter({ answers: given });
  };
  return (
    <>
      <PlaceFields
        place={place}
        recording={answers.recording}
        others={spotsOf(view)}
        isSeries={series.isSeveral}
        onPlace={(said) => {
          onEnter({ place: said });
        }}
        onRecording={(recording) => {
          setAnswers({ ...answers, recording });
        }}
      />
      <Agreement {...props} />
      <PolicyFields
        capture={capture}
        said={policy}
        onChange={(said) => {
          onEnter({ policy: said });
        }}
      />
      {checked.against !== '' && (
        <StatusLine tone="warning" isLive>
          {checked.against}
        </StatusLine>
      )}
      <Findings findings={checked.findings} />
    </>
  );
}

/** As it was given for the picture before, in words; else asked anew. */
function Agreement({ view, series, entered, before, offered, checked, onEnter }: FieldsProps): ReactNode {
  const { answers, readers, where } = entered;
  const showing = useShowing(['check', view.room], () => ({
    ...heldOf(entered, series.ready),
    interpreter: answers.interpreter,
  }));
  const inside = view.members.filter(({ as }) => as === 'owner' || as === 'internal');
  const naming = (
    <Naming
      colleagues={inside.filter(({ me }) => !me)}
      me={inside.find(({ me }) => me)?.person ?? ''}
      readers={readers}
      onName={(named) => {
        onEnter({ readers: named });
      }}
    />
  );
  const seen = {
    keys: series.ready.map(({ key }) => key),
    where,
    onWhere: (said: Entered['where']) => {
      onEnter({ where: said });
    },
  };
  const onChange = (given: Entered['answers']): void => {
    onEnter({ answers: given });
  };
  if (offered === undefined) {
    return (
      <ConsentFields {...{ answers, band: bandOf(view), before, onChange, reaches, naming, showing }} series={seen} />
    );
  }
  return (
    <>
      <SameAgreement
        before={offered}
        onAnother={() => {
          onEnter({ agreement: 'anew' });
        }}
      />
      {reachOf(checked.answers.scopes) === 'named' && naming}
      <SeenFields
        answers={answers}
        series={seen}
        isOpen={needsAllSeen(checked.answers, bandOf(view))}
        onChange={onChange}
      />
    </>
  );
}
