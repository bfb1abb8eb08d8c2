interface Pause {
  readonly timer: ReturnType<typeof setTimeout>;
  next: (() => void) | undefined;
}

/** Acts at once, then at most once in a while for each name: hints that come meanwhile are met together, by the last. */
export class Calmly {
  private readonly pauses = new Map<string, Pause>();

  constructor(private readonly milliseconds: number) {}

  run(name: string, act: () => void): void {
    const pause = this.pauses.get(name);
    if (pause !== undefined) {
      pause.next = act;
      return;
    }
    const timer = setTimeout(() => {
      this.goOn(name);
    }, this.milliseconds);
    this.pauses.set(name, { timer, next: undefined });
    act();
  }

  forget(): void {
    for (const { timer } of this.pauses.values()) clearTimeout(timer);
    this.pauses.clear();
  }

  private goOn(name: string): void {
    const next = this.pauses.get(name)?.next;
    this.pauses.delete(name);
    if (next !== undefined) this.run(name, next);
  }
}
