/** How many of a list are asked for at once. */
const atOnce = 4;

/**
 * Does the same with each of a list, a few at a time; what fails for one does not stop the others. Gives what failed, and
 * why: whoever asks decides who is told.
 */
export async function inTurns<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<Map<T, unknown>> {
  const rest = [...items];
  const failed = new Map<T, unknown>();
  const worker = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      await act(item).catch((error: unknown) => failed.set(item, error));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failed;
}
