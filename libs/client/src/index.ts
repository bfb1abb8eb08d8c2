/**
 * What screens see: plain values, safe to copy between a worker and its page. Everything in them was verified before it
 * got here. Ids are opaque b64 strings; times are Unix seconds of the server's clock.
 */
export type { Content, Unreadable } from './replicas/content';
export type * from './advice/views';
export type * from './offline/views';
export type * from './pictures/capture-views';
export type * from './pictures/views';
export type * from './register/organisation-views';
export type * from './register/other-keys-view';
export type * from './register/restoring-views';
export type * from './register/security-views';
export type * from './register/views';
export type * from './rooms/search/views';
export type * from './rooms/views';
export type * from './rooms/withdrawal-views';
export type * from './sign-in/passkey-steps';
export type * from './sign-in/views';
export type * from './telling/views';
export type { Door } from './door';
export type { DraftPlace } from './drafts';
export type { Change } from './vault/change';
export type * from './vault/gesture';
export type * from './vault/regrant-view';
export type { RenewedView } from './vault/renewed';
export { fetchAhead, openDoor, type DoorOptions } from './open-door';
export { cookieJar, type CookieJar } from './service/cookies';
export { httpTransport, isUnreached, type HttpOptions, type Transport } from './service/transport';
export { socketLive, type Live, type LiveListener } from './service/live';
export { memoryShelf, type Shelf, type ShelfRecord } from './shelf/shelf';
export { deviceClock, ServiceClock, type DeviceClock } from './service/clock';
