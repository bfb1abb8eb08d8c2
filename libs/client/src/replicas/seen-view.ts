/** The newest thing this person said in a thread, by its entry, and who else have looked at it, by name; "" where nobody has. */
export interface SeenView {
  entry: string;
  names: string[];
}
