/**
 * How what is stored is spelt. Until the release that takes the trial banner away, version 1 of the signed history may
 * change in place: whoever changes it raises this number, and what was stored before is met with a sentence.
 */
export const dataFormat = 9;
