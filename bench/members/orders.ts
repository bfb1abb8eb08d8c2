/** What the measuring program asks of the process with the members in it. Each order is answered once it is done. */
export type Order =
  | { readonly act: 'join'; readonly links: readonly string[] }
  | { readonly act: 'listen'; readonly room: string; readonly from: number; readonly to: number }
  | { readonly act: 'hear'; readonly port: number; readonly count: number }
  | { readonly act: 'report' };

/** By number of the post: when each listener had it. */
export interface Arrivals {
  readonly doors: [number, number[]][];
  readonly echoes: [number, number[]][];
}
