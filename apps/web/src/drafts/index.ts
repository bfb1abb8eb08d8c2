/** What is being written: kept sealed on this device until it is sent. */
export { draftLater, keepEverything, keepNow } from './keeping';
export { fitting, useDraft, useFormDraft } from './use-draft';
export { WordsForm } from './words-form';
