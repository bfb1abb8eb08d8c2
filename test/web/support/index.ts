export {
  expectAccessible,
  expectAccessibleButForColours,
  expectColoursReadable,
  expectLinksInOurColours,
  expectNoSidewaysScroll,
  expectNoticesApart,
  expectPlacesNamedWhole,
  expectRoomForThumbs,
} from './accessibility';
export { addAuthenticator, type VirtualAuthenticator } from './passkeys';
export { nextRelease, pageBuild } from './once-a-run';
export { savesScreenshots, screenshot } from './screenshots';
export { serveBuild, type StaticServer } from './static-server';
export { collectViolations, expectNoViolations, type Violations } from './violations';
export { startSystem, type MovableSystem, type RunningSystem } from './running-system';
export { startWholeSystem } from './whole-system';
