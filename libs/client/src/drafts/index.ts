export { draftName, type DraftPlace, type SaidAs } from './place';
