/** Shows each key the engine is given to hold while `work` runs, by the format it came in. */
export async function watchingImports(
  seen: (format: string, key: CryptoKey) => void,
  work: () => Promise<unknown>,
): Promise<void> {
  const { subtle } = globalThis.crypto;
  const original = subtle.importKey.bind(subtle) as (...given: readonly unknown[]) => Promise<CryptoKey>;
  subtle.importKey = async (...given: readonly unknown[]) => {
    const key = await original(...given);
    seen(String(given[0]), key);
    return key;
  };
  try {
    await work();
  } finally {
    Reflect.deleteProperty(subtle, 'importKey');
  }
}
