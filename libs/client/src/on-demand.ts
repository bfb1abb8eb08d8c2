type Method = (...given: never[]) => Promise<unknown>;

/**
 * The named methods of a part of the door whose code is loaded at the first call of any of them: an officer's tools are
 * no weight on a clinician's phone.
 */
export function onDemand<D extends object, K extends keyof D>(
  names: readonly K[],
  load: () => Promise<Pick<D, K>>,
): Pick<D, K> {
  let loading: Promise<Pick<D, K>> | undefined;
  const call =
    (name: K) =>
    async (...given: never[]): Promise<unknown> => {
      loading ??= load();
      // Every method of the door is one of these.
      const method = (await loading)[name] as Method;
      return method(...given);
    };
  return Object.fromEntries(names.map((name) => [name, call(name)])) as Pick<D, K>;
}
