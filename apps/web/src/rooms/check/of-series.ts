import { askedOfPicture, type DutyFlag } from '@consilium/domain';
import type { NewPicture } from '../../vault/door';
import { flagWords, placeIn } from '../../words';
import type { Place } from './place-fields';

/** What is said of one picture of a series alone. Where `site` is empty, it shows what the series shows. */
export type Own = Place;

export const nothingOwn: Own = { side: '', site: '', caption: '' };

/** In which pictures of a series something can be seen, by key; it is asked only where there are several. */
export type Where = Readonly<Partial<Record<DutyFlag, readonly string[]>>>;

type Consent = NewPicture['consent'];

const isAsked = (flag: DutyFlag): boolean => (askedOfPicture as readonly DutyFlag[]).includes(flag);

/** The site with its side, where they were typed as one: "left forearm". */
export function placeSaid(place: Place): Place {
  const read = placeIn(place.site);
  return read.side === '' ? place : { ...place, ...read };
}

/** Where one of them is: as the series, but what was said of it alone. The first keeps the caption it had when it was the only one. */
export function placeOf(series: Place, own: Own | undefined, isFirst: boolean): Place {
  const caption = own?.caption ?? (isFirst ? series.caption : '');
  const apart = placeSaid(own ?? nothingOwn);
  const shows = apart.site.trim() === '' ? placeSaid(series) : apart;
  return { site: shows.site, side: shows.side, caption };
}

/** What can be seen in some of them alone, and in which of them is not said. */
export function whereGaps(
  { flags }: { readonly flags: readonly DutyFlag[] },
  where: Where,
  keys: readonly string[],
): string[] {
  if (keys.length < 2) return [];
  const open = flags.filter((flag) => isAsked(flag) && !keys.some((key) => where[flag]?.includes(key)));
  return open.map((flag) => `Say in which pictures: ${flagWords[flag].toLowerCase()}?`);
}

/** The agreement as it is recorded of one picture: what was said to be seen in others is not to be seen in this one. */
export function consentOfOne(consent: Consent, key: string, where: Where, count: number): Consent {
  if (count < 2) return consent;
  const isElsewhere = (flag: DutyFlag): boolean => isAsked(flag) && where[flag]?.includes(key) !== true;
  const elsewhere = consent.flags.filter(isElsewhere);
  const isIntimate = consent.flags.includes('intimate') && !elsewhere.includes('intimate');
  return {
    ...consent,
    flags: consent.flags.filter((flag) => !elsewhere.includes(flag)),
    ruledOut: [...consent.ruledOut, ...elsewhere],
    attested: consent.attested.filter((each) => isIntimate || !each.startsWith('chaperone')),
  };
}
