export { cryptoAtOnce } from './at-once';
export { actions, aHistory } from './drawing';
export { Histogram } from './histogram';
export { Play } from './play';
export { disagreements } from './readers';
