export { beginInstalled } from './begin';
export { InstallCard } from './install-card';
export { forgetsPushHere } from './leaving';
export { takeShared } from './shared';
export { endPushHere, pushState, subscribe, type PushState } from './pushing';
