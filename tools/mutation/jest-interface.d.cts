declare const jestInterface: { readonly words: readonly string[]; readonly ways: readonly string[] };
export = jestInterface;
