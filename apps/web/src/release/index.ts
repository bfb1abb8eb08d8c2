/** What a page does when it is of another version than what it meets: said calmly, reloaded when it suits, nothing lost. */
export { partMissing } from '@consilium/client/part';
export { MissingPage, lazyPart, Part, PartBoundary } from './part';
export { ReleaseNotice } from './release-notice';
export { asksForReload, HeldNotice, ReloadNotice } from './reload-notice';
