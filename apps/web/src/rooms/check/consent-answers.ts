import {
  type AgeBand,
  askedOfPicture,
  type Attestation,
  attestations,
  type Authority,
  type AuthorityFact,
  type ConsentScope,
  type DutyFlag,
  type Explanation,
  explanations,
  isSaid,
  isBandUnder18,
  isKnown,
  isUnder18,
  type RecordingKind,
  type Stop,
} from '@consilium/domain';
import type { Interpreter } from '../../explaining';
import type { NewPicture, RoomView } from '../../vault/door';
import { flagWords, reachOf } from '../../words';

/** The age that the case says of the patient, "" where it says none. */
export function bandOf({ form }: Pick<RoomView, 'form'>): AgeBand | '' {
  const age = form?.value?.ageBand ?? 'not-said';
  return isKnown(age) ? age : '';
}

/** What was answered so far. Nothing is answered beforehand. */
export interface Answers {
  readonly recording: RecordingKind | '';
  readonly authority: Authority | '';
  readonly facts: readonly AuthorityFact[];
  readonly scopes: readonly ConsentScope[];
  readonly flags: readonly DutyFlag[];
  readonly ruledOut: readonly DutyFlag[];
  readonly explained: readonly Explanation[];
  readonly attested: readonly Attestation[];
  /** What the card showed the patient, and whether somebody interprets: said by neither; see `asExplained`. */
  readonly shown: readonly Explanation[];
  readonly interpreter: Interpreter | '';
  /** Never recorded. */
  readonly stops: readonly Stop[];
}

export const nothingSaid: Answers = {
  recording: '',
  authority: '',
  facts: [],
  scopes: [],
  flags: [],
  ruledOut: [],
  explained: [],
  attested: [],
  shown: [],
  interpreter: '',
  stops: [],
};

/** That what the card showed was explained, and with whose help: by its author's press, and nothing that was not shown. */
export function asExplained({
  explained,
  attested,
  shown,
  interpreter,
}: Answers): Pick<Answers, 'explained' | 'attested'> {
  const isInterpreterSaid = attested.some((each) => each === 'interpreter' || each === 'interpreter-not-needed');
  return {
    explained: explanations.filter((each) => explained.includes(each) || shown.includes(each)),
    attested: attestations.filter((each) => attested.includes(each) || (each === interpreter && !isInterpreterSaid)),
  };
}

/**
 * The consent record, once its question is answered; `band`: the age that the case says, "" where it says none. Its time is
 * when it is posted, by the service's clock.
 */
export function consentOf(answers: Answers, band: AgeBand | ''): NewPicture['consent'] | undefined {
  const { recording, authority, facts, scopes, flags, ruledOut, explained, attested } = answers;
  if (authority === '') return undefined;
  const isChild = band !== '' && isBandUnder18(band) && !isUnder18(authority);
  return {
    recording: recording === '' ? 'kind-not-said' : recording,
    authority,
    facts: [...facts],
    scopes: [...scopes],
    flags: isChild ? [...flags, 'child'] : [...flags],
    ruledOut: [...ruledOut],
    explained: [...explained],
    attested: [...attested],
  };
}

/** Whether all that can be seen has to be said: before it may go outside, and of anybody under 18. */
export function needsAllSeen({ authority, scopes }: Answers, band: AgeBand | ''): boolean {
  const isYoung = (authority !== '' && isUnder18(authority)) || (band !== '' && isBandUnder18(band));
  return reachOf(scopes) === 'outside' || isYoung;
}

/** What of the picture itself has to be said, and is not. */
export function unsaid(answers: Answers, band: AgeBand | ''): readonly DutyFlag[] {
  return needsAllSeen(answers, band) ? askedOfPicture.filter((flag) => !isSaid(answers, flag)) : [];
}

export const unsaidWords = (flags: readonly DutyFlag[]): string =>
  `Say of the picture: ${flags.map((flag) => flagWords[flag].toLowerCase()).join('; ')}?`;

/** What of the agreement has to be answered still, each as a sentence. */
export function authorityGaps({ authority, scopes }: Answers): string[] {
  return [
    ...(authority === '' ? ['Say on what authority the picture is made.'] : []),
    ...(authority !== '' && reachOf(scopes) === '' ? ['Say who may see it.'] : []),
  ];
}

/** The same with what has to be said of the picture itself. */
export function gapsIn(answers: Answers, band: AgeBand | ''): string[] {
  const missing = unsaid(answers, band);
  return [...authorityGaps(answers), ...(missing.length === 0 ? [] : [unsaidWords(missing)])];
}
