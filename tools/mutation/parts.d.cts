export declare const parts: Readonly<Record<string, { readonly folders: readonly string[] }>>;
export declare function partOf(name: string): { readonly specs: readonly string[] };
/** Specs that stay with `npm test`, as patterns of paths. */
export declare const left: readonly string[];
