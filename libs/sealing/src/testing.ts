/** What lies behind the door, for tests and benches that run X-Wing's two roads side by side. */
export { grantInfo } from './grant';
export { smallOrderU } from './sealing-key';
export { decapsulatesAsInJavaScript, ownMlKem, plainMlKem } from './x-wing/ml-kem';
export { ownX25519, plainX25519, readsPointsAsPublished } from './x-wing/x25519';
export { decapsulating, openingWith, type Halves } from './x-wing/x-wing';
