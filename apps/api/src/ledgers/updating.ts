import { Problem } from '@consilium/domain';
import { Newer } from '@consilium/ledger';

/** Until when a caller had better not ask again (seconds): a release reaches the other replicas about so fast. */
const again = 30;

/** Said by a server that a release has not reached yet, of what a newer one stored or a newer page sends. No verdict. */
export function updating(): Problem {
  return new Problem(
    'unavailable',
    'The service is being updated. Nothing is lost, and what you wrote is kept; try again in a few minutes.',
    { reason: 'updating', seconds: again },
  );
}

export function isUpdating(error: unknown): boolean {
  return error instanceof Problem && error.details['reason'] === 'updating';
}

/** Judges, or says that a newer server has to. */
export async function judging<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof Newer ? updating() : error;
  }
}
