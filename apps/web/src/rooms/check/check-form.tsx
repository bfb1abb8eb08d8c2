import { Button } from '@mantine/core';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { fitting } from '../../drafts';
import { type Returned, useShowing } from '../../explaining';
import { Findings } from '../../guidance';
import { ErrorSummary, StatusLine, tooLong } from '../../platform/kit';
import type { GuidanceFinding, Readers, Stop } from '@consilium/domain';
import { inParts, ofParts, type PreparedPicture } from '../../pictures';
import { problemsOf } from '../../platform/problems-of';
import type { CaptureView, NewPicture, RoomView, StatedPolicy } from '../../vault/door';
import { useAct, useView } from '../../vault/use-vault';
import { CheckedPicture } from './checked-picture';
import classes from './check.module.css';
import { type Answers, bandOf, consentOf, gapsIn, nothingSaid } from './consent-answers';
import { ConsentFields } from './consent-fields';
import { nothingSaidOfPolicy, PolicyFields, policyGaps, type PolicySaid, statedPolicy } from './policy-fields';
import { longest, type Place, PlaceFields } from './place-fields';
import { placeIn, reachOf } from '../../words';
import { Naming } from './naming';

/** Everything that is entered on this screen, but the picture. */
export interface Entered {
  readonly place: Place;
  readonly answers: Answers;
  /** Ids of the colleagues it is for, where it is for no others. */
  readonly readers: readonly string[];
  readonly policy: PolicySaid;
}

export const nothingEntered: Entered = {
  place: { side: '', site: '', caption: '' },
  answers: nothingSaid,
  readers: [],
  policy: nothingSaidOfPolicy,
};

/** The same with all of the picture but its pixels, as it waits while the patient is shown the card. */
interface HeldCheck {
  readonly entered: Entered;
  readonly name: string;
  readonly facts: ReturnType<typeof inParts>['facts'];
}

/** A picture and what was entered of it, there again. */
export function checkedBefore({ form, files, card }: Extract<Returned, { readonly state: 'back' }>) {
  const { entered, name, facts } = form as HeldCheck;
  const { answers, ...rest } = fitting(nothingEntered, entered) ?? nothingEntered;
  const { shown, interpreter } = card;
  return {
    start: { ...rest, answers: { ...answers, shown, interpreter } },
    name,
    picture: ofParts({ facts, files: [...files] }),
  };
}

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

const reaches = ['inside', 'outside', 'named'] as const;
const nobodyNamed = 'Say who reads it: colleagues of this case, or nobody but you.';

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
function useTaken(room: string, capture: CheckFormProps['capture'], start: PolicySaid) {
  const [said, setSaid] = useState(start);
  const policy = statedPolicy(capture, said);
  const missing = policyGaps(capture, said);
  const against = useCaptureRefusal(room, missing.length === 0 ? policy : undefined, said.source);
  return { said, setSaid, policy, against, gaps: against === '' ? missing : [...missing, against] };
}

interface TakenFieldsProps extends Pick<CheckFormProps, 'capture'> {
  readonly taken: ReturnType<typeof useTaken>;
}

function TakenFields({ capture, taken: { said, setSaid, against } }: TakenFieldsProps): ReactNode {
  return (
    <>
      <PolicyFields capture={capture} said={said} onChange={setSaid} />
      {against !== '' && (
        <StatusLine tone="warning" isLive>
          {against}
        </StatusLine>
      )}
    </>
  );
}

/** The picture beside everything that is recorded about it; nothing the patient said is ticked beforehand. */
export function CheckForm({ view, capture, name, picture, start, onAnother, onPosted }: CheckFormProps): ReactNode {
  const [place, setPlace] = useState(start.place);
  const [answers, setAnswers] = useState(start.answers);
  const [readers, setReaders] = useState(start.readers);
  const isNamed = reachOf(answers.scopes) === 'named';
  const [gaps, setGaps] = useState<string[]>([]);
  const band = bandOf(view);
  const consent = consentOf(answers, band);
  const taken = useTaken(view.room, capture, start.policy);
  const showing = useShowing(['check', view.room], () => {
    const { facts, files } = inParts(picture);
    const form: HeldCheck = { entered: { place, answers, readers, policy: taken.said }, name, facts };
    return { form, files, interpreter: answers.interpreter };
  });
  const findings = useFindings(view.room, consent, answers.stops, isNamed ? 'named' : 'inside');
  const refusals = findings.filter(({ effect }) => effect === 'blocks');
  // What can be seen and was not said stands among the gaps.
  const told = refusals.filter(({ id }) => id !== 'R27');
  const post = useAct((door, whole: NewPicture) => door.addPicture(view.room, whole), onPosted);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const read = placeIn(place.site);
    const said = read.side === '' ? place : { ...place, ...read };
    const missing = [
      ...placeGaps(said),
      ...gapsIn(answers, band),
      ...(isNamed && readers.length === 0 ? [nobodyNamed] : []),
      ...told.map(({ sentence }) => sentence),
      ...taken.gaps,
    ];
    setGaps(missing);
    const { policy } = taken;
    if (missing.length > 0 || consent === undefined || policy === undefined) return;
    const named = isNamed ? { named: [...readers] } : {};
    post.run(newPicture(name, picture, said, { policy, source: taken.said.source, ...named, consent }));
  };
  return (
    <form onSubmit={send} className={classes.columns}>
      <CheckedPicture picture={picture} onAnother={onAnother} />
      <div className={classes.right}>
        <ErrorSummary
          title="Not posted yet"
          problems={[...gaps.map((message) => ({ message })), ...problemsOf(post.error)]}
        />
        <PlaceFields
          place={place}
          recording={answers.recording}
          onPlace={setPlace}
          onRecording={(recording) => {
            setAnswers({ ...answers, recording });
          }}
        />
        <ConsentFields
          answers={answers}
          band={band}
          before={pictureBefore(view)}
          onChange={setAnswers}
          reaches={reaches}
          naming={<Naming view={view} readers={readers} onName={setReaders} />}
          showing={showing}
        />
        <TakenFields capture={capture} taken={taken} />
        <Findings findings={findings} />
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
