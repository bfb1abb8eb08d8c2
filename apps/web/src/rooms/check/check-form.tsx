import { Button } from '@mantine/core';
import { type SubmitEvent, type ReactNode, useState } from 'react';
import { Findings } from '../../guidance';
import { ErrorSummary, StatusLine, tooLong } from '../../platform/kit';
import { isKnown, type AgeBand, type DutyFlag, type GuidanceFinding, type Stop } from '@consilium/domain';
import type { PreparedPicture } from '../../pictures';
import { problemsOf } from '../../platform/problems-of';
import type { CaptureView, NewPicture, RoomView, StatedPolicy } from '../../vault/door';
import { useAct, useView } from '../../vault/use-vault';
import { CheckedPicture } from './checked-picture';
import classes from './check.module.css';
import { type Answers, consentOf, nothingSaid, unsaid } from './consent-answers';
import { ConsentFields } from './consent-fields';
import { nothingSaidOfPolicy, PolicyFields, policyGaps, type PolicySaid, statedPolicy } from './policy-fields';
import { longest, type Place, PlaceFields } from './place-fields';
import { flagWords, placeIn, reachOf } from '../../words';

interface CheckFormProps {
  readonly view: RoomView;
  readonly capture: CaptureView;
  readonly name: string;
  readonly picture: PreparedPicture;
  readonly onAnother: () => void;
  readonly onPosted: () => void;
}

function newPicture(
  name: string,
  { renditions, width, height, report }: PreparedPicture,
  place: Place,
  taken: Pick<NewPicture, 'policy' | 'source'>,
  consent: NewPicture['consent'],
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
    ...taken,
    consent,
  };
}

/** The age that the case says of the patient, "" where it says none. */
function bandOf({ form }: RoomView): AgeBand | '' {
  const age = form?.value?.ageBand ?? 'not-said';
  return isKnown(age) ? age : '';
}

const unsaidWords = (flags: readonly DutyFlag[]): string =>
  `Say of the picture: ${flags.map((flag) => flagWords[flag].toLowerCase()).join('; ')}?`;

function gapsIn(place: Place, answers: Answers, band: AgeBand | ''): string[] {
  const missing = unsaid(answers, band);
  const [site, caption] = [tooLong(place.site.trim(), longest.site), tooLong(place.caption.trim(), longest.caption)];
  return [
    ...(place.site.trim() === '' ? ['Say which part of the body it shows.'] : []),
    ...(site === undefined ? [] : [`Part of the body: ${site}`]),
    ...(caption === undefined ? [] : [`Caption: ${caption}`]),
    ...(place.side === '' ? ['Say which side it shows.'] : []),
    ...(answers.authority === '' ? ['Say on what authority the picture is made.'] : []),
    ...(answers.authority !== '' && reachOf(answers.scopes) === '' ? ['Say who may see it.'] : []),
    ...(missing.length === 0 ? [] : [unsaidWords(missing)]),
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
): readonly GuidanceFinding[] {
  const { data } = useView(['room', room, 'guidance', JSON.stringify([consent ?? '', stops])], (door) =>
    consent === undefined ? Promise.resolve([]) : door.checkConsent(consent, stops),
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
function useTaken(room: string, capture: CheckFormProps['capture']) {
  const [said, setSaid] = useState<PolicySaid>(nothingSaidOfPolicy);
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
export function CheckForm({ view, capture, name, picture, onAnother, onPosted }: CheckFormProps): ReactNode {
  const [place, setPlace] = useState<Place>({ side: '', site: '', caption: '' });
  const [answers, setAnswers] = useState<Answers>(nothingSaid);
  const [gaps, setGaps] = useState<string[]>([]);
  const band = bandOf(view);
  const consent = consentOf(answers, band);
  const taken = useTaken(view.room, capture);
  const findings = useFindings(view.room, consent, answers.stops);
  const refusals = findings.filter(({ effect }) => effect === 'blocks');
  // What can be seen and was not said stands among the gaps.
  const told = refusals.filter(({ id }) => id !== 'R27');
  const post = useAct((door, whole: NewPicture) => door.addPicture(view.room, whole), onPosted);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const read = placeIn(place.site);
    const said = read.side === '' ? place : { ...place, ...read };
    const missing = [...gapsIn(said, answers, band), ...told.map(({ sentence }) => sentence), ...taken.gaps];
    setGaps(missing);
    const { policy } = taken;
    if (missing.length > 0 || consent === undefined || policy === undefined) return;
    post.run(newPicture(name, picture, said, { policy, source: taken.said.source }, consent));
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
        <ConsentFields answers={answers} band={band} before={pictureBefore(view)} onChange={setAnswers} />
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
