import { OneAtATime } from '../turns/one-at-a-time';

/** A page of a list, or of what changed in it: see `listPage` of the contracts. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** Ledgers that are in the list no more. */
  readonly gone: readonly string[];
  readonly whole: boolean;
  readonly mark: string;
  readonly next: string;
}

type AskPage<Row> = (asked: { readonly since: string; readonly after: string }) => Promise<ListPage<Row>>;

/** A list of the service as this device knows it: asked for whole once, and then by what changed. */
export class FollowedList<Row extends { readonly ledger: string }> {
  private readonly known = new Map<string, Row>();
  private mark = '';
  /** How often it was forgotten. */
  private times = 0;
  private readonly turns = new OneAtATime();

  constructor(private readonly ask: AskPage<Row>) {}

  get rows(): readonly Row[] {
    return [...this.known.values()];
  }

  /** Whether some of it is known, and the rest never came. */
  get isPart(): boolean {
    return this.mark === '' && this.known.size > 0;
  }

  /**
   * Brings it up to date. Where a page does not come this throws: what came stays, nothing is taken for gone, and the next
   * time asks from the same mark.
   */
  follow(): Promise<void> {
    return this.turns.run(async () => {
      // Half an answer of changes and half of a whole list is none: then all is asked for.
      if (!(await this.read(this.mark))) await this.read('');
    });
  }

  /** An answer that is on its way is none any more. */
  forget(): void {
    this.times += 1;
    this.known.clear();
    this.mark = '';
  }

  private async read(since: string): Promise<boolean> {
    const told = new Set<string>();
    let first: ListPage<Row> | undefined;
    const { times } = this;
    let after = '';
    do {
      const page = await this.ask({ since, after });
      if (this.times !== times) return true;
      first ??= page;
      if (page.whole !== first.whole) return false;
      for (const ledger of page.gone) this.known.delete(ledger);
      for (const row of page.rows) {
        told.add(row.ledger);
        this.known.set(row.ledger, row);
      }
      after = page.next;
    } while (after !== '');
    if (first.whole) for (const ledger of this.known.keys()) if (!told.has(ledger)) this.known.delete(ledger);
    this.mark = first.mark;
    return true;
  }
}
