import { Problem } from '@consilium/domain';

type Method = (...given: never[]) => Promise<unknown>;

/** A part of the program that is fetched when it is needed; tried again at the next need when it could not be. */
export async function part<P>(load: () => Promise<P>): Promise<P> {
  try {
    return await load();
  } catch {
    throw new Problem(
      'unavailable',
      'A part of Consilium could not be loaded. Check your connection, then reload the page.',
    );
  }
}

/**
 * The named methods of a part of the door whose code is loaded at the first call of any of them: an officer's tools are
 * no weight on a clinician's phone.
 */
export function onDemand<D extends object, K extends keyof D>(
  names: readonly K[],
  load: () => Promise<Pick<D, K>>,
): Pick<D, K> {
  let loading: Promise<Pick<D, K>> | undefined;
  const loaded = (): Promise<Pick<D, K>> => {
    loading ??= part(load).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const call =
    (name: K) =>
    async (...given: never[]): Promise<unknown> => {
      // Every method of the door is one of these.
      const method = (await loaded())[name] as Method;
      return method(...given);
    };
  return Object.fromEntries(names.map((name) => [name, call(name)])) as Pick<D, K>;
}
