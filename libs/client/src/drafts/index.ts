export { draftName, type DraftPlace } from './place';
