import { Problem, type RuleBook } from '@consilium/domain';

export const newerToWrite = 'A newer version of Consilium is needed to write here. Reload.';

/** Refuses to write what this build could not judge: other rules are in force than the ones it knows. */
export function requireKnownRules({ knows }: Pick<RuleBook<unknown>, 'knows'>, inForce: number): void {
  if (inForce > knows) throw new Problem('unavailable', newerToWrite, { newer: 'rules' });
}
