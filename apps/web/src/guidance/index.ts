/** What the guidance says against something, with the rule and where it comes from. */
export { Findings } from './findings';
