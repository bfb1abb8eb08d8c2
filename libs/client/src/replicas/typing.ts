import type { PersonId } from '@consilium/domain';

/** How long after the last word of it somebody counts as writing, milliseconds. */
const lasts = 5_000;

interface Writing {
  readonly thread: string;
  readonly person: PersonId;
  readonly lapses: ReturnType<typeof setTimeout>;
}

/** Who is writing where, as the live connection tells it; nobody says that they stopped, so it lapses by itself. */
export class Typing {
  private readonly writing = new Map<string, Writing>();

  /** `changed` is called whenever somebody counts as writing or no longer does. */
  constructor(private readonly changed: () => void) {}

  hear(thread: string, person: PersonId): void {
    const name = `${thread} ${person}`;
    clearTimeout(this.writing.get(name)?.lapses);
    const lapses = setTimeout(() => {
      this.writing.delete(name);
      this.changed();
    }, lasts);
    this.writing.set(name, { thread, person, lapses });
    this.changed();
  }

  in(thread: string): PersonId[] {
    return [...this.writing.values()].filter((each) => each.thread === thread).map(({ person }) => person);
  }

  forget(): void {
    for (const { lapses } of this.writing.values()) clearTimeout(lapses);
    this.writing.clear();
  }
}
