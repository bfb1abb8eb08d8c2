/** What is explained to a patient: the card they are shown, and its texts. */
export { type Interpreter, useRaisedCard } from './card-state';
export { PatientCard } from './patient-card';
export { NotHeld, ShowCard, type ShowCardProps } from './show-card';
export { type Returned, useReturned, useShowing } from './use-showing';
