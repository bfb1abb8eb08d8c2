export function svg(): string;
export function lines(size: number, corner: number): Buffer;
export const pictures: Readonly<Record<string, { readonly size: number; readonly corner: number }>>;
