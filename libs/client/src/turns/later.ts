import { holdNothing } from './pause';

/** Acts once within a while, at a moment drawn by lot: hints that come meanwhile are met by the same act. */
export class Later {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly random = Math.random,
  ) {}

  run(act: () => void): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      act();
    }, this.milliseconds * this.random());
    holdNothing(this.timer);
  }

  forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
