declare const jestInterface: { readonly words: readonly string[] };
export = jestInterface;
