// At which size a browser file runs when. `npm test` runs each at one, the long matrix at the other: `npm run test:all`,
// which is both, runs every test at every size (tools/testing/at-size.spec.ts proves it).

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;

export type Size = keyof typeof sizes;

/**
 * The size of each file in `npm test`: the phone where it shows something of the phone or of layout, else the desk. Every
 * person who is not given a size by the test itself has this one.
 */
export const inNpmTest: Readonly<Record<string, Size>> = {
  // What a phone is used for: reading and writing in a case, at the bedside; and the screens of which layout is the matter.
  'anchor.spec.ts': 'phone',
  'authority.spec.ts': 'phone',
  'capture.spec.ts': 'phone',
  'clocks.spec.ts': 'phone',
  'installed.spec.ts': 'phone',
  'kit.spec.ts': 'phone',
  'list.spec.ts': 'phone',
  'members.spec.ts': 'phone',
  'leafing.spec.ts': 'phone',
  'long-talk.spec.ts': 'phone',
  'officers.spec.ts': 'phone',
  'offline.spec.ts': 'phone',
  'one-breath.spec.ts': 'phone',
  'original.spec.ts': 'phone',
  'other-keys.spec.ts': 'phone',
  'organisations.spec.ts': 'phone',
  'pictures.spec.ts': 'phone',
  'power-by-two.spec.ts': 'phone',
  'proposals.spec.ts': 'phone',
  'reading.spec.ts': 'phone',
  'renewed-keys.spec.ts': 'phone',
  'restored.spec.ts': 'phone',
  'room.spec.ts': 'phone',
  'routing.spec.ts': 'phone',
  'security-news.spec.ts': 'phone',
  'seen.spec.ts': 'phone',
  'show-patient.spec.ts': 'phone',
  'steps.spec.ts': 'phone',
  'talk.spec.ts': 'phone',
  'told.spec.ts': 'phone',
  'whose-device.spec.ts': 'phone',
  // The desk: what they show is not of the page's size, or they walk through both by themselves (story/inspect.ts).
  'accessibility.spec.ts': 'desktop',
  'bad-input.spec.ts': 'desktop',
  'firefox.spec.ts': 'desktop',
  'kept-words.spec.ts': 'desktop',
  'named-readers.spec.ts': 'desktop',
  'native-keys.spec.ts': 'desktop',
  'opinion.spec.ts': 'desktop',
  'page-cost.spec.ts': 'desktop',
  'readers.spec.ts': 'desktop',
  'registering.spec.ts': 'desktop',
  'release.spec.ts': 'desktop',
  'sealed-build.spec.ts': 'desktop',
  'series.spec.ts': 'desktop',
  'sizes.spec.ts': 'desktop',
  'story.spec.ts': 'desktop',
  'take-over.spec.ts': 'desktop',
  'titles.spec.ts': 'desktop',
  'two-officers.spec.ts': 'desktop',
  'way-back.spec.ts': 'desktop',
  'withdrawal.spec.ts': 'desktop',
};

/** What of the browser's tests is run: `npm test`'s part, what the long matrix adds to it, or both: by hand, and test:steady. */
export type Part = 'npm test' | 'long' | 'all';

/** The part this process was told to run (tools/testing/selections.mjs). */
export function partOf({ TEST_LONG, TEST_SIZES }: Readonly<Record<string, string | undefined>>): Part {
  if (TEST_LONG === 'yes') return 'long';
  return TEST_SIZES === 'one' ? 'npm test' : 'all';
}

/** The files of a part that run at this size. */
export function filesAt(size: Size, part: Part): string[] {
  return Object.keys(inNpmTest).filter(
    (file) => part === 'all' || (inNpmTest[file] === size) === (part === 'npm test'),
  );
}
