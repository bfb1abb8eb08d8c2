export const workspaces: readonly string[];
export const doors: ReadonlyMap<string, string>;
