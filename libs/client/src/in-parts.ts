import { part } from './service/part';

type Method = (...given: unknown[]) => unknown;
type Load<P> = () => Promise<P>;

/** Loads once, and again at the next need where it could not. */
function once<P>(load: Load<P>): Load<P> {
  let loading: Promise<P> | undefined;
  return () => {
    loading ??= part(load).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/**
 * A door of which `here` is at hand; the rest comes in parts, each loaded when a method is called that stands in none
 * before it: an officer's tools are no weight on a clinician's phone. Which methods a part has is said in the part alone.
 */
export function inParts<H extends object, P extends object, Q extends object, R extends object>(
  here: H,
  ...later: readonly [Load<P>, Load<Q>, Load<R>]
): H & P & Q & R {
  const parts = later.map((load) => once<object>(load));
  const find = async (name: string): Promise<Method> => {
    for (const load of parts) {
      const method: unknown = Reflect.get(await load(), name);
      if (typeof method === 'function') return method as Method;
    }
    throw new TypeError('The door has no method of this name.');
  };
  const get = (_: H, name: string | symbol): unknown => {
    // A door that has a `then` would be awaited, and called, wherever a promise gives it.
    if (name in here || typeof name === 'symbol' || name === 'then') return Reflect.get(here, name);
    return async (...given: unknown[]) => (await find(name))(...given);
  };
  return new Proxy(here, { get }) as H & P & Q & R;
}
