/** What is shown to people where the service stands behind what their devices have checked, and after officers accepted that. */
export { EvidenceButton } from './evidence-button';
export { LostNotice, RestoredCard, RestoredCase, StoppedRegister } from './parts';
