/** How many of a list are asked for at once. */
const atOnce = 4;

/** Does the same with each of a list, a few at a time; what fails for one does not stop the others. */
export async function inTurns<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  const rest = [...items];
  const worker = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await act(item).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
