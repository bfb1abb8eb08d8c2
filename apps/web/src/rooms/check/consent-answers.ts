import {
  type AgeBand,
  askedOfPicture,
  type Attestation,
  type Authority,
  type AuthorityFact,
  type ConsentScope,
  type DutyFlag,
  type Explanation,
  isSaid,
  isBandUnder18,
  isUnder18,
  type RecordingKind,
  type Stop,
} from '@consilium/domain';
import type { NewPicture } from '../../vault/door';
import { reachOf } from '../../words';

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
  stops: [],
};

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

/** What of the picture itself has to be said, and is not: before it may go outside, and of anybody under 18. */
export function unsaid({ authority, scopes, flags, ruledOut }: Answers, band: AgeBand | ''): readonly DutyFlag[] {
  const goesOutside = reachOf(scopes) === 'outside';
  const isYoung = (authority !== '' && isUnder18(authority)) || (band !== '' && isBandUnder18(band));
  return goesOutside || isYoung ? askedOfPicture.filter((flag) => !isSaid({ flags, ruledOut }, flag)) : [];
}
