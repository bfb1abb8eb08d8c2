import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nextRelease } from '../support';

const root = join(__dirname, '../../..');
const load = createRequire(__filename);
/** The built program is what runs: its pieces find each other in dist only. */
const built = (file: string): unknown => load(join(root, 'dist', file));

type People = typeof import('@consilium/testkit/people');
type Rules = typeof import('@consilium/testkit/domain');

/** A system whose release changes under its open tabs: same data, same address. */
export interface Releases {
  readonly origin: string;
  readonly setUpCode: string;
  /** Members at programs of their own, outside any browser. */
  readonly people: People;
  readonly versionTwo: Rules['versionTwo'];
  /** Starts the application anew: this build, or one that knows version 2 of the rules; the page of this build, or of the next. */
  serve(which: { readonly rules: 'these' | 'next'; readonly page: 'this' | 'next' }): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the system as it is now; the page of a release to come is built meanwhile. */
export async function startReleases(): Promise<Releases> {
  const nextPage = nextRelease();
  // Whoever serves it hears of it.
  nextPage.catch(() => undefined);
  const { Place } = built('bench/system/place.js') as typeof import('../../../bench/system/place');
  const place = await Place.open();
  return {
    origin: place.origin,
    setUpCode: place.setUpCode,
    people: built('libs/testkit/src/people/index.js') as People,
    versionTwo: (built('libs/testkit/src/domain/version-two.js') as Rules).versionTwo,
    serve: async ({ rules, page }) => {
      await place.serve({
        ...(rules === 'next' ? { program: join(__dirname, 'main.cjs') } : {}),
        ...(page === 'next' ? { webRoot: await nextPage } : {}),
      });
    },
    stop: () => place.close(),
  };
}
