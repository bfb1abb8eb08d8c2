/** Requests to the defence organisation, as far as a case shows them. */
export { ShareCard, ShareLine } from './share-card';
