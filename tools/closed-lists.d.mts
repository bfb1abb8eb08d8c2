/** Lists that are written twice, in sentences; empty when none is. `files`: path → text. */
export function secondLists(files: Readonly<Record<string, string>>): string[];
