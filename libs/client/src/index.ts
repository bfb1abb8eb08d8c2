export * from './views';
export * from './advice/request-views';
export * from './door';
export { fetchAhead, openDoor, type DoorOptions } from './open-door';
export { cookieJar, type CookieJar } from './service/cookies';
export { httpTransport, isUnreached, type HttpOptions, type Transport } from './service/transport';
export { socketLive, type Live, type LiveListener } from './service/live';
export { memoryShelf, type Shelf, type ShelfRecord } from './shelf/shelf';
export { deviceClock, ServiceClock, type DeviceClock } from './service/clock';
