/** The newest thing this person said in a thread, by its entry, and who else have looked at it, by name; "" for nothing. */
export interface SeenView {
  entry: string;
  names: string[];
}
