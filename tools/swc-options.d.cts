export function compiled(file: string): { readonly target: string; readonly code: string; readonly map: string };
