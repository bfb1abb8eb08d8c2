/** Something that is done once for each: for all that are new together. Whoever asks meanwhile waits for the same. */
export class OnceEach<T extends object> {
  private readonly doing = new WeakMap<T, Promise<void>>();

  constructor(private readonly act: (fresh: readonly T[]) => Promise<void>) {}

  async of(all: readonly T[]): Promise<void> {
    const fresh = all.filter((each) => !this.doing.has(each));
    if (fresh.length > 0) this.begin(fresh);
    await Promise.all(all.flatMap((each) => this.doing.get(each) ?? []));
  }

  private begin(fresh: readonly T[]): void {
    const doing = this.act(fresh).catch((error: unknown) => {
      for (const each of fresh) this.doing.delete(each);
      throw error;
    });
    for (const each of fresh) this.doing.set(each, doing);
  }
}
