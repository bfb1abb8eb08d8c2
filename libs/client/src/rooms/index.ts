export { Rooms } from './rooms';
export { roomView } from './room-view';
export { Saying } from './saying';
export type { CaseFormView, ItemView, RoomView, ThreadView } from './views';
