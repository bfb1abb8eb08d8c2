/** What is being written: kept sealed on this device until it is sent. */
export { keepNow } from './keeping';
export { useDraft, useFormDraft } from './use-draft';
export { WordsForm } from './words-form';
