export const isShort: Readonly<Record<string, string>>;
export const isLong: Readonly<Record<string, string>>;
