/**
 * The one answer to anything that does not open: wrong key, wrong place, changed bytes, weak parameters, malformed
 * input. It never says which, so that nobody learns by asking.
 */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';

  constructor() {
    super('This could not be opened');
  }
}

/** Runs something that may fail in many ways and lets one of them out. */
export async function orCannotOpen<T>(attempt: () => T | Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch {
    throw new CannotOpen();
  }
}
