import { Problem } from '@consilium/domain';
import type { FieldProblem } from './kit';

/** What to show for an error: a `Problem`'s own words, or one plain sentence for anything else. */
export function problemsOf(error: unknown, fieldId?: string): FieldProblem[] {
  if (error === null || error === undefined) return [];
  const message =
    error instanceof Problem
      ? error.message
      : 'Something went wrong on this page. Reload it; nothing that was confirmed is lost.';
  return [fieldId === undefined ? { message } : { message, fieldId }];
}
