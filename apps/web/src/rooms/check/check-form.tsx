import { Button } from '@mantine/core';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { useShowing } from '../../explaining';
import { Findings } from '../../guidance';
import { ErrorSummary, StatusLine, tooLong } from '../../platform/kit';
import type { GuidanceFinding, Readers, Stop } from '@consilium/domain';
import type { PreparedPicture } from '../../pictures';
import { problemsOf } from '../../platform/problems-of';
import type { CaptureView, NewPicture, RoomView, StatedPolicy } from '../../vault/door';
import { useAct, useView } from '../../vault/use-vault';
import { CheckedPicture } from './checked-picture';
import classes from './check.module.css';
import { bandOf, consentOf, gapsIn } from './consent-answers';
import { ConsentFields } from './consent-fields';
import { PolicyFields, policyGaps, type PolicySaid, statedPolicy } from './policy-fields';
import { longest, type Place, PlaceFields } from './place-fields';
import { placeIn, reachOf } from '../../words';
import { type Entered, heldOf } from './entered';
import { Naming } from './naming';

interface CheckFormProps {
  readonly view: RoomView;
  readonly capture: CaptureView;
  readonly name: string;
  readonly picture: PreparedPicture;
  /** What was entered before the patient was shown the card, else nothing. */
  readonly start: Entered;
  readonly onAnother: () => void;
  readonly onPosted: () => void;
}

function newPicture(
  name: string,
  { renditions, width, height, report }: PreparedPicture,
  place: Place,
  said: Pick<NewPicture, 'policy' | 'source' | 'named' | 'consent'>,
): NewPicture {
  return {
    name,
    original: renditions.original.bytes,
    view: renditions.view.bytes,
    thumb: renditions.thumb.bytes,
    width,
    height,
    mediaType: renditions.original.mime,
    removed: report.summary,
    caption: place.caption.trim(),
    site: place.site.trim(),
    side: place.side === '' ? 'not-applicable' : place.side,
    ...said,
  };
}

function placeGaps(place: Place): string[] {
  const [site, caption] = [tooLong(place.site.trim(), longest.site), tooLong(place.caption.trim(), longest.caption)];
  return [
    ...(place.site.trim() === '' ? ['Say which part of the body it shows.'] : []),
    ...(site === undefined ? [] : [`Part of the body: ${site}`]),
    ...(caption === undefined ? [] : [`Caption: ${caption}`]),
    ...(place.side === '' ? ['Say which side it shows.'] : []),
  ];
}

/** Newest first: whose agreement may have covered this one too. */
function pictureBefore({ threads }: RoomView) {
  return threads
    .flatMap(({ picture }) => (picture === undefined || picture.consent.withdrawn !== 'no' ? [] : [picture]))
    .sort((one, other) => other.number - one.number)[0];
}

/** What the guidance says of this record, and of what ends it before there is one. */
function useFindings(
  room: string,
  consent: NewPicture['consent'] | undefined,
  stops: readonly Stop[],
  readers: Readers,
): readonly GuidanceFinding[] {
  const { data } = useView(['room', room, 'guidance', JSON.stringify([consent ?? '', stops, readers])], (door) =>
    consent === undefined ? Promise.resolve([]) : door.checkConsent(consent, stops, readers),
  );
  return data ?? [];
}

/** What speaks against how it was taken, "" while nothing. */
function useCaptureRefusal(room: string, policy: StatedPolicy | undefined, source: NewPicture['source']): string {
  const { data } = useView(['room', room, 'capture', JSON.stringify([policy ?? '', source])], (door) =>
    policy === undefined ? Promise.resolve('') : door.checkCapture(room, { policy, source }),
  );
  return data ?? '';
}

/** How it was taken, as it is being said: what is missing, and what speaks against it. */
function useTaken(room: string, capture: CaptureView, said: PolicySaid) {
  const policy = statedPolicy(capture, said);
  const missing = policyGaps(capture, said);
  const against = useCaptureRefusal(room, missing.length === 0 ? policy : undefined, said.source);
  return { policy, against, gaps: against === '' ? missing : [...missing, against] };
}

const nobodyNamed = 'Say who reads it: colleagues of this case, or nobody but you.';

/** What was entered, judged as it is being entered: what is missing, what speaks against it, and all that is recorded of it. */
function useChecked({ view, capture }: Pick<CheckFormProps, 'view' | 'capture'>, entered: Entered) {
  const { answers, readers, place } = entered;
  const band = bandOf(view);
  const consent = consentOf(answers, band);
  const taken = useTaken(view.room, capture, entered.policy);
  const isNamed = reachOf(answers.scopes) === 'named';
  const findings = useFindings(view.room, consent, answers.stops, isNamed ? 'named' : 'inside');
  const read = placeIn(place.site);
  const said = read.side === '' ? place : { ...place, ...read };
  // What can be seen and was not said stands among the gaps.
  const refusals = findings.filter(({ effect, id }) => effect === 'blocks' && id !== 'R27');
  const gaps = [
    ...placeGaps(said),
    ...gapsIn(answers, band),
    ...(isNamed && readers.length === 0 ? [nobodyNamed] : []),
    ...refusals.map(({ sentence }) => sentence),
    ...taken.gaps,
  ];
  const { policy, against } = taken;
  const named = isNamed ? { named: [...readers] } : {};
  const isWhole = consent !== undefined && policy !== undefined && gaps.length === 0;
  const recorded = isWhole ? { policy, source: entered.policy.source, ...named, consent } : undefined;
  return { band, findings, against, gaps, place: said, recorded };
}

/** The picture beside everything that is recorded about it; nothing the patient said is ticked beforehand. */
export function CheckForm(props: CheckFormProps): ReactNode {
  const { view, name, picture, onPosted } = props;
  const [entered, setEntered] = useState(props.start);
  const [gaps, setGaps] = useState<string[]>([]);
  const checked = useChecked(props, entered);
  const post = useAct((door, whole: NewPicture) => door.addPicture(view.room, whole), onPosted);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setGaps(checked.gaps);
    if (checked.recorded !== undefined) post.run(newPicture(name, picture, checked.place, checked.recorded));
  };
  return (
    <form onSubmit={send} className={classes.columns}>
      <CheckedPicture picture={picture} onAnother={props.onAnother} />
      <div className={classes.right}>
        <ErrorSummary
          title="Not posted yet"
          problems={[...gaps.map((message) => ({ message })), ...problemsOf(post.error)]}
        />
        <Fields
          {...props}
          entered={entered}
          checked={checked}
          onEnter={(more) => {
            setEntered((now) => ({ ...now, ...more }));
          }}
        />
        <div className={classes.post}>
          <Button type="submit" size="lg" fullWidth loading={post.isBusy}>
            Post to “{view.title}”
          </Button>
          <p className={classes.after}>Sealed on this device, then sent. Only the people of this case can open it.</p>
        </div>
      </div>
    </form>
  );
}

interface FieldsProps extends CheckFormProps {
  readonly entered: Entered;
  readonly checked: ReturnType<typeof useChecked>;
  readonly onEnter: (more: Partial<Entered>) => void;
}

const reaches = ['inside', 'outside', 'named'] as const;

function Fields({ view, capture, name, picture, entered, checked, onEnter }: FieldsProps): ReactNode {
  const { place, answers, readers, policy } = entered;
  const showing = useShowing(['check', view.room], () => ({
    ...heldOf(entered, name, picture),
    interpreter: answers.interpreter,
  }));
  const setAnswers = (given: Entered['answers']): void => {
    onEnter({ answers: given });
  };
  const naming = (
    <Naming
      view={view}
      readers={readers}
      onName={(named) => {
        onEnter({ readers: named });
      }}
    />
  );
  return (
    <>
      <PlaceFields
        place={place}
        recording={answers.recording}
        onPlace={(said) => {
          onEnter({ place: said });
        }}
        onRecording={(recording) => {
          setAnswers({ ...answers, recording });
        }}
      />
      <ConsentFields
        {...{ answers, band: checked.band, before: pictureBefore(view), onChange: setAnswers }}
        {...{ reaches, naming, showing }}
      />
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
