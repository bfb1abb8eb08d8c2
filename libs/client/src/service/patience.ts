import { holdNothing } from '../turns/pause';

/** Bytes a millisecond that the slowest line carries on which anybody still works: 128 kbit/s. */
const slowestLine = 16;

/** Gives the other side up when it says nothing for so long. */
export class Patience {
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly milliseconds: number,
    sending = 0,
  ) {
    this.begin(milliseconds + sending / slowestLine);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  /** It said something. */
  anew(): void {
    clearTimeout(this.timer);
    if (!this.isOver) this.begin(this.milliseconds);
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private begin(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.controller.abort();
    }, milliseconds);
    holdNothing(this.timer);
  }
}
