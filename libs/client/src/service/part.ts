import { Problem } from '@consilium/domain';

/** A part of the program that could not be fetched: the connection is away, or the release it belongs to is long over. */
export const partMissing = (): Problem =>
  new Problem(
    'unavailable',
    'A part of Consilium could not be loaded. Check your connection, then reload the page; what you are writing is kept.',
    { reason: 'reload' },
  );

/** A part of the program that is fetched when it is needed; tried again at the next need when it could not be. */
export async function part<P>(load: () => Promise<P>): Promise<P> {
  try {
    return await load();
  } catch {
    throw partMissing();
  }
}
