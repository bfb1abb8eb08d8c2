import type { ReadsAs } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { FollowedList, type ListPage } from '../ledgers/followed-list';
import type { Vault } from '../vault/vault';

const unlistedText = 'The rest of your cases could not be listed just now. It is asked for again by itself.';

/** What a list says of what could not be read. */
export const because = (text: string, error: unknown): string =>
  error instanceof Problem ? `${text} ${error.message}` : text;

/** A case as the service lists it; `as` undefined: one that only a newer service can judge. */
interface Listed {
  readonly ledger: string;
  readonly as: ReadsAs | undefined;
  readonly seq: number;
}

/** Which rooms there are, as the service says. */
export class ListedRooms {
  private readonly list = new FollowedList<Listed>((asked) => this.ask(asked));
  /** Why cases are missing in the list; "" when none is. */
  unlisted = '';

  constructor(private readonly vault: Pick<Vault, 'transport' | 'clock'>) {}

  get rows(): readonly Listed[] {
    return this.list.rows;
  }

  /** Whether only some of it ever came. */
  get isPart(): boolean {
    return this.list.isPart;
  }

  get unjudged(): readonly string[] {
    return this.rows.filter(({ as }) => as === undefined).map(({ ledger }) => ledger);
  }

  /** Throws where nothing new came; a list of which only the first pages ever came is shown as far as it goes. */
  async follow(): Promise<void> {
    try {
      await this.list.follow();
      this.unlisted = '';
    } catch (error) {
      if (!this.list.isPart) throw error;
      this.unlisted = because(unlistedText, error);
    }
  }

  forget(): void {
    this.list.forget();
    this.unlisted = '';
  }

  private async ask(asked: { since: string; after: string }): Promise<ListPage<Listed>> {
    const { ledgers, unjudged, ended, now, ...page } = await this.vault.transport.call('ledgers', 'mine', asked);
    this.vault.clock.hear(now);
    const rows = [
      ...ledgers.map(({ kind, ledger, as, head }) => ({ kind, ledger, as, seq: head.seq })),
      ...unjudged.map((each) => ({ ...each, as: undefined, seq: -1 })),
    ];
    return { ...page, rows: rows.filter(({ kind }) => kind === 'room'), gone: ended.map(({ ledger }) => ledger) };
  }
}
