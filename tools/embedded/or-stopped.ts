/** Goes on with something that runs already, and stops it when that fails: nothing half-started is left behind. */
export async function orStopped<T>(
  running: { readonly stop: () => Promise<unknown> },
  goOn: () => T | Promise<T>,
): Promise<T> {
  try {
    return await goOn();
  } catch (error) {
    await running.stop().catch(() => undefined);
    throw error;
  }
}
