export const nouns: Readonly<Record<string, readonly string[]>>;
export const folders: Readonly<Record<string, readonly string[]>>;
/** What is called by a second name, in sentences; empty when nothing is. `files`: path → text. */
export function secondNames(files: Readonly<Record<string, string>>): string[];
