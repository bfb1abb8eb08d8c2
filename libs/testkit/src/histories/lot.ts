/** What a step draws: numbers, each used once and in order, so that the same step is the same wherever it is played. */
export class Lot {
  private at = 0;

  constructor(
    private readonly numbers: readonly number[],
    /** What is not left to the lot: whoever tells a story to its point names it. */
    readonly wants: Readonly<Record<string, string>> = {},
  ) {}

  private next(): number {
    const drawn = this.numbers[this.at % Math.max(1, this.numbers.length)] ?? 0;
    this.at += 1;
    // Drawn again, a number stands for another one.
    return this.at <= this.numbers.length ? drawn : (drawn * 31 + this.at * 7) % 1000;
  }

  /** One of these; undefined of none. `about`: what is wanted under this name is taken, if it is among them. */
  of<T>(list: readonly T[], about = ''): T | undefined {
    const wanted = this.wants[about];
    const drawn = list[this.next() % Math.max(1, list.length)];
    return wanted === undefined ? drawn : (list.find((each) => String(each) === wanted) ?? drawn);
  }

  /** Once in so many times; never where the rest of the story is wanted. */
  once(times: number): boolean {
    return this.next() % times === 0 && Object.keys(this.wants).length === 0;
  }
}
