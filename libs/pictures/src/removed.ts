/** Colours that only a table tells, as scanners and printers use: without it they look different. */
export const colourTable = 'colour table';

/** What can hide in a picture file, in people's words; the most telling first. */
export const hiddenThings = [
  colourTable,
  'location',
  'device serial',
  'owner name',
  'patient or person named',
  'second picture',
  'thumbnail',
  'hidden data after the picture',
  'date taken',
  'author name',
  'comment',
  'description',
  'device name',
  'device make and model',
  'maker’s private notes',
  'picture identifier',
  'editing history',
  'keywords',
  'copyright notice',
  'software',
  'colour profile details',
  'animation frames',
  'camera settings',
  'other hidden data',
] as const;

export type HiddenThing = (typeof hiddenThings)[number];

/** What was found, each by how many items. */
export type Findings = ReadonlyMap<HiddenThing, number>;

/** What a strip took out. */
export interface StripReport {
  readonly removed: readonly { readonly what: HiddenThing; readonly count: number }[];
  /** "location, device serial, 6 more"; "nothing" where nothing was hidden. */
  readonly summary: string;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

/** Collects findings while a file is read. */
export class Tally {
  readonly #found = new Map<HiddenThing, number>();

  add(what: HiddenThing, count = 1): void {
    if (count > 0) this.#found.set(what, (this.#found.get(what) ?? 0) + count);
  }

  addAll(findings: Findings): void {
    for (const [what, count] of findings) this.add(what, count);
  }

  get found(): Findings {
    return this.#found;
  }
}

/** What was found, the most telling first. */
export const named = (findings: Findings): HiddenThing[] => hiddenThings.filter((what) => findings.has(what));

/** The first two kinds by name, the rest by number. */
export function summarise(findings: Findings): string {
  const kinds = named(findings);
  if (kinds.length === 0) return 'nothing';
  const rest = kinds.length - 2;
  return [...kinds.slice(0, 2), ...(rest > 0 ? [`${String(rest)} more`] : [])].join(', ');
}

export function reportOf(findings: Findings, bytesBefore: number, bytesAfter: number): StripReport {
  const removed = hiddenThings.flatMap((what) => {
    const count = findings.get(what);
    return count === undefined ? [] : [{ what, count }];
  });
  return { removed, summary: summarise(findings), bytesBefore, bytesAfter };
}
