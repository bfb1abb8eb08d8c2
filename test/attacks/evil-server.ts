import type { SealedEntry } from '@consilium/contracts';
import { entryHash } from '@consilium/ledger';
import type { Live, Transport } from '@consilium/client';
import type { Act, Input, Noun, Output } from '@consilium/client/testing';

type Lie = (truth: unknown, input: unknown) => unknown;
type Range = { readonly from: number; readonly to: number } | undefined;
type ByteLie = (
  truth: Uint8Array<ArrayBuffer>,
  url: string,
  range: Range,
) => Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>;
type Page = Output<'ledgers', 'entries'>;

/**
 * A server that lies: it stands between one honest client and the running system and changes whatever a test says, on
 * its way back. Nothing of the client is changed.
 */
export class EvilServer {
  private readonly lies = new Map<string, Lie>();
  private readonly inventions = new Map<string, Lie>();
  private bytesLie: ByteLie | undefined;
  /** Calls the client made, in order: `ledgers/entries`. */
  readonly asked: string[] = [];
  private real: Transport | undefined;
  isQuiet = false;

  /** From now on every answer of this call is what `lie` makes of the true one. */
  on<N extends Noun, A extends Act<N>>(
    noun: N,
    act: A,
    lie: (truth: Output<N, A>, input: Input<N, A>) => Output<N, A> | Promise<Output<N, A>>,
  ): this {
    this.lies.set(`${noun}/${act}`, lie as Lie);
    return this;
  }

  /** From now on the system is not asked: what the API would have refused is answered all the same. */
  instead<N extends Noun, A extends Act<N>>(
    noun: N,
    act: A,
    invent: (input: Input<N, A>) => Output<N, A> | Promise<Output<N, A>>,
  ): this {
    this.inventions.set(`${noun}/${act}`, ((_: unknown, input: Input<N, A>) => invent(input)) as Lie);
    return this;
  }

  /** From now on object bytes are what `lie` makes of the stored ones. */
  onBytes(lie: ByteLie): this {
    this.bytesLie = lie;
    return this;
  }

  honest(): void {
    this.lies.clear();
    this.inventions.clear();
    this.bytesLie = undefined;
  }

  /** The same call without the lie. */
  truth<N extends Noun, A extends Act<N>>(noun: N, act: A, input: Input<N, A>): Promise<Output<N, A>> {
    if (this.real === undefined) throw new Error('No client speaks to this server yet.');
    return this.real.call(noun, act, input);
  }

  trueBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
    if (this.real === undefined) throw new Error('No client speaks to this server yet.');
    return this.real.get(url);
  }

  /** Every entry of one ledger, changed as a list: left out, doubled, exchanged, added to. */
  rewrites(ledger: string, change: (entries: readonly SealedEntry[]) => readonly SealedEntry[]): this {
    return this.on('ledgers', 'entries', async (truth, input) => {
      if (input.ledger !== ledger) return truth;
      const all = await this.truth('ledgers', 'entries', { ledger, after: -1, limit: 1000 });
      const told = change(all.entries);
      const head = headOf(told);
      return { ...truth, entries: told.slice(input.after + 1), head } satisfies Page;
    });
  }

  /** One entry of one ledger, changed. */
  changes(ledger: string, seq: number, change: (entry: SealedEntry) => SealedEntry): this {
    return this.rewrites(ledger, (entries) => entries.map((entry, at) => (at === seq ? change(entry) : entry)));
  }

  /** Puts entries at the end of one ledger that the API never accepted: its own gates are off. */
  adds(ledger: string, entries: readonly SealedEntry[]): this {
    return this.rewrites(ledger, (truth) => [...truth, ...entries]);
  }

  transport(real: Transport): Transport {
    this.real = real;
    return {
      call: async (noun, act, input) => {
        const name = `${noun}/${act}`;
        this.asked.push(name);
        const invent = this.inventions.get(name);
        if (invent !== undefined) return (await invent(undefined, input)) as never;
        const truth = await real.call(noun, act, input);
        const lie = this.lies.get(name);
        return (lie === undefined ? truth : await lie(truth, input)) as typeof truth;
      },
      put: (url, headers, part) => real.put(url, headers, part),
      get: async (url, range) => {
        const truth = await real.get(url, range);
        return this.bytesLie === undefined ? truth : this.bytesLie(truth, url, range);
      },
    };
  }

  /** The live connection, mute while `isQuiet`. */
  live(real: Live): Live {
    return {
      ...real,
      open: (listener) => {
        real.open({
          ...listener,
          grew: (notice) => {
            if (!this.isQuiet) listener.grew(notice);
          },
        });
      },
    };
  }
}

/** The head that goes with such a list: an evil server keeps its stories consistent. */
export function headOf(entries: readonly SealedEntry[]): { seq: number; hash: string } {
  const last = entries.at(-1);
  return { seq: entries.length - 1, hash: last === undefined ? '' : entryHash(last.jws) };
}

/** The skeleton of an entry as it stands there, unchecked. */
export function claimOf({
  jws,
}: SealedEntry): Record<string, unknown> & { type: string; seq: number; scope: unknown; id: string } {
  const [, payload = ''] = jws.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as ReturnType<typeof claimOf>;
}

/** One bit of some bytes written as b64, turned over. */
export function flipped(b64: string, bit: number): string {
  const bytes = Buffer.from(b64, 'base64url');
  const at = (bit >> 3) % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
  return bytes.toString('base64url');
}
