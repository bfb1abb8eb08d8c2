import type { Piece } from './folding';

/** What of a case a line is from. */
export type FoundIn = 'question' | 'colleague' | 'message' | 'opinion' | 'picture';

/** A line in which something stands that was looked for, and everything else beside it. */
export interface FoundLine {
  in: FoundIn;
  /** The entry a talk opens at; "" for what stands above it. */
  entry: string;
  /** Where it was said, as the talk calls it; "" in the case's own thread. */
  where: string;
  /** Who said it, by name; "" for who is in the case. */
  by: string;
  at: number;
  pieces: Piece[];
}

export interface FoundCase {
  room: string;
  title: Piece[];
  closed: boolean;
  /** The first of them, newest first; none where only the title has what was looked for. */
  lines: FoundLine[];
  /** How many more there are in it. */
  more: number;
}

/** What was found so far, and how much was looked through. */
export interface SearchView {
  cases: FoundCase[];
  /** How many more cases there are. */
  more: number;
  /** Cases that were looked through so far, and all that will be. */
  read: number;
  of: number;
  /** Cases that cannot be read on this device just now, or not whole: what is missing is not found. */
  unread: number;
}
