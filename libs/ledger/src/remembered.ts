/** What was made for a key, so that it is made once; all of it is forgotten before it would be more than `most`. */
export class Remembered<V> {
  readonly #made = new Map<string, V>();

  constructor(private readonly most: number) {}

  of(key: string, make: () => V): V {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (this.#made.size >= this.most) this.#made.clear();
    this.#made.set(key, made);
    return made;
  }
}
