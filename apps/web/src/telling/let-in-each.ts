import { Problem } from '@consilium/domain';

/** Somebody who was not let in, and why not. */
export interface NotLetIn {
  readonly person: string;
  readonly why: string;
}

/** Lets each of these in, past whoever cannot be; gives those. What ends the session, or is no answer of ours, ends it. */
export async function letInEach(
  people: readonly string[],
  letIn: (person: string) => Promise<void>,
): Promise<readonly NotLetIn[]> {
  const not: NotLetIn[] = [];
  for (const person of people) {
    try {
      await letIn(person);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'not-signed-in') throw error;
      not.push({ person, why: error.message });
    }
  }
  return not;
}
