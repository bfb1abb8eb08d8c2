import type { AgeBand, GuidanceFinding, Readers, Stop } from '@consilium/domain';
import { tooLong } from '../../platform/kit';
import type { CaptureView, ConsentView, NewPicture, StatedPolicy } from '../../vault/door';
import { useView } from '../../vault/use-vault';
import { reachOf } from '../../words';
import { answersAsBefore } from './agreement-before';
import { type Answers, authorityGaps, consentOf, unsaid, unsaidWords } from './consent-answers';
import type { Entered } from './entered';
import { consentOfOne, placeOf, whereGaps } from './of-series';
import { longest, type Place } from './place-fields';
import { policyGaps, statedPolicy } from './policy-fields';
import type { ReadyPicture } from './use-series';

/** Said where a picture is given, of one case or with a new one. */
export const stillReading = 'Wait until every picture is read, or take it off.';
export const sealedThenSent = 'Sealed on this device, then sent. Only the people of this case can open it.';

/** What is still to be said, and of what. */
export interface Gap {
  readonly at: 'place' | 'authority' | 'seen' | 'readers' | 'guidance' | 'policy';
  readonly message: string;
}

const gapsAt = (at: Gap['at'], messages: readonly string[]): Gap[] => messages.map((message) => ({ at, message }));

function placeGaps({ site, side, caption }: Place): string[] {
  const [longSite, longCaption] = [tooLong(site.trim(), longest.site), tooLong(caption.trim(), longest.caption)];
  return [
    ...(site.trim() === '' ? ['Say which part of the body it shows.'] : []),
    ...(longSite === undefined ? [] : [`Part of the body: ${longSite}`]),
    ...(longCaption === undefined ? [] : [`Caption: ${longCaption}`]),
    ...(side === '' ? ['Say which side it shows.'] : []),
  ];
}

/** What is missing of where they are; of a single picture of several, by its name. */
function placesGaps(places: readonly { readonly name: string; readonly place: Place }[]): string[] {
  const said = places.map(({ name, place }) => ({ name, missing: placeGaps(place) }));
  const [first] = said;
  // The same is missing of each of them: it is said once.
  if (first !== undefined && said.every(({ missing }) => missing.join() === first.missing.join())) return first.missing;
  return said.flatMap(({ name, missing }) => missing.map((message) => `${name}: ${message}`));
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
function useTaken(room: string, capture: CaptureView, said: Entered['policy']) {
  const policy = statedPolicy(capture, said);
  const missing = policyGaps(capture, said);
  const against = useCaptureRefusal(room, missing.length === 0 ? policy : undefined, said.source);
  return { policy, against, gaps: against === '' ? missing : [...missing, against] };
}

const nobodyNamed = 'Say who reads it: colleagues of this case, or nobody but you.';

export interface CheckedOf {
  /** "": a case that is not open yet. */
  readonly room: string;
  readonly band: AgeBand | '';
  readonly capture: CaptureView;
  readonly ready: readonly ReadyPicture[];
  /** The agreement that is offered as it was given for the picture before. */
  readonly before: ConsentView | undefined;
}

/** The answers as they hold: those of the picture before where it was offered and nothing else was asked for. */
const answersOf = ({ before }: CheckedOf, { answers, agreement }: Entered): Answers =>
  before !== undefined && agreement === 'before' ? answersAsBefore(before, answers) : answers;

/** What was entered, judged as it is being entered: what is missing, what speaks against it, and all that is recorded of it. */
export function useChecked(of: CheckedOf, entered: Entered) {
  const { room, band, capture, ready } = of;
  const { readers, where, own } = entered;
  const answers = answersOf(of, entered);
  const consent = consentOf(answers, band);
  const taken = useTaken(room, capture, entered.policy);
  const isNamed = reachOf(answers.scopes) === 'named';
  const findings = useFindings(room, consent, answers.stops, isNamed ? 'named' : 'inside');
  const places = ready.map(({ key, name }, index) => ({
    key,
    name,
    place: placeOf(entered.place, own[key], index === 0),
  }));
  const keys = ready.map(({ key }) => key);
  const missing = unsaid(answers, band);
  // What can be seen and was not said stands among the gaps.
  const refusals = findings.filter(({ effect, id }) => effect === 'blocks' && id !== 'R27');
  const gaps: Gap[] = [
    ...gapsAt('place', placesGaps(places)),
    ...gapsAt('authority', authorityGaps(answers)),
    ...gapsAt('seen', missing.length === 0 ? [] : [unsaidWords(missing)]),
    ...gapsAt('seen', whereGaps(answers, where, keys)),
    ...gapsAt('readers', isNamed && readers.length === 0 ? [nobodyNamed] : []),
    ...gapsAt(
      'guidance',
      refusals.map(({ sentence }) => sentence),
    ),
    ...gapsAt('policy', taken.gaps),
  ];
  const { policy, against } = taken;
  const named = isNamed ? { named: [...readers] } : {};
  const isWhole = consent !== undefined && policy !== undefined && gaps.length === 0;
  const pictures = isWhole
    ? ready.map(({ key, name, picture }, index) =>
        newPicture(name, picture, placeOf(entered.place, own[key], index === 0), {
          ...{ policy, source: entered.policy.source, ...named },
          consent: consentOfOne(consent, key, where, ready.length),
        }),
      )
    : undefined;
  return { answers, findings, against, gaps, pictures };
}

function newPicture(
  name: string,
  { renditions, width, height, report, edited }: ReadyPicture['picture'],
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
    extent: edited?.edit.part === undefined ? 'whole' : 'cropped',
    caption: place.caption.trim(),
    site: place.site.trim(),
    side: place.side === '' ? 'not-applicable' : place.side,
    ...said,
  };
}
