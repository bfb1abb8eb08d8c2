import { randomBytes } from '@consilium/bytes';
import { Problem } from '@consilium/domain';

/** New recovery words: shown, then two of them typed back, so that nobody goes on without having them. */
export class WordsTypedBack {
  private ask: [number, number] | undefined;

  constructor(private readonly words: readonly string[]) {}

  shown(): { words: string[]; ask: [number, number] } {
    const [first = 0, step = 0] = randomBytes(2);
    const one = 1 + (first % 24);
    const other = 1 + ((one + (step % 23)) % 24);
    this.ask ??= one < other ? [one, other] : [other, one];
    return { words: [...this.words], ask: this.ask };
  }

  check(answers: readonly [string, string]): void {
    if (this.ask === undefined) throw new Problem('wrong-state', 'Start again from the first step.');
    this.ask.forEach((position, index) => {
      const typed = (answers[index] ?? '').trim().toLowerCase();
      if (typed === this.words[position - 1]) return;
      throw new Problem(
        'bad-input',
        `Word ${String(position)} is not the one shown. Check your copy and type it again.`,
      );
    });
  }
}
