import type { Bytes } from '@consilium/bytes';
import { Problem } from '@consilium/domain';
import { newEntryId } from '@consilium/ledger';
import { CannotOpen, fromB64, unwrapOffline } from '@consilium/sealing';
import type { Shelf } from '../shelf/shelf';
import { emptyChallenge, prfResult, type AssertedPasskey, type PasskeyAssertion } from '../sign-in';
import { OfflineCases } from '../shelf/offline-cases';
import { forgetOffline, readHead, writeHead, type OfflineHead } from '../shelf/offline-head';
import { isOver } from '../shelf/offline-limits';
import type { OfflineCase, OfflineState } from './views';
import { dropWords, keepWords, waitingWords } from '../shelf/offline-words';

const noSecret =
  'This passkey gives no key on this device, so nothing can be opened without a connection. Your cases are here again once the service can be reached.';
const otherPasskey =
  'This passkey does not open what is kept here. Use the one you opened your keys with on this device last.';
const over =
  'What was kept on this device for reading without a connection has been deleted: the service was last reached more than 24 hours ago, or the clock was set back.';
const notHere = 'This case is not on this device. It is there again once the service can be reached.';
const mayNotWrite = 'You cannot write here.';

/** Cases read, and words written, while the service cannot be reached. */
export class OfflineReading {
  /** It stood here when this page began, and was deleted since. */
  private wasOver = false;
  private open: { readonly key: Bytes; readonly cases: OfflineCases } | undefined;

  constructor(
    private readonly shelf: Shelf,
    private readonly now: () => number = () => Date.now(),
  ) {}

  async state(): Promise<OfflineState> {
    const head = await readHead(this.shelf);
    if (head === undefined) return { is: this.wasOver ? 'over' : 'nothing' };
    if (!(await this.counts(head))) return { is: 'over' };
    const { open } = this;
    if (open === undefined) return { is: 'locked', synced: head.synced };
    const { synced, name, lines } = open.cases;
    const waiting = await waitingWords(this.shelf, open.key);
    const words = waiting.map(({ id, room, thread, text, at }) => ({ id, room, thread, text, at }));
    return { is: 'open', synced, name, cases: lines, words };
  }

  async begin(): Promise<PasskeyAssertion> {
    const { rpId, ways } = await this.head();
    const prf = Object.fromEntries(ways.map(({ credential, input }) => [credential, input]));
    return { challenge: emptyChallenge(), rpId, allow: Object.keys(prf), prf };
  }

  /** The gesture opens what is kept here and nothing else: it signs nobody in. */
  async finish({ id, prf }: AssertedPasskey): Promise<void> {
    const way = (await this.head()).ways.find(({ credential }) => credential === id);
    if (way === undefined) throw new Problem('not-allowed', otherPasskey);
    if (prf === undefined) throw new Problem('not-allowed', noSecret);
    const key = await unwrapOffline(fromB64(way.sealed), id, prfResult(way.input, prf)).catch((error: unknown) => {
      throw error instanceof CannotOpen ? new Problem('not-allowed', otherPasskey) : error;
    });
    const cases = await OfflineCases.opened(this.shelf, key, this.now());
    if (cases === undefined) {
      await this.expire();
      throw new Problem('wrong-state', over);
    }
    this.open = { key, cases };
  }

  async case(room: string): Promise<OfflineCase> {
    const { cases } = await this.opened();
    const found = await cases.read<OfflineCase>(room);
    if (found === undefined) throw new Problem('not-found', notHere);
    return found;
  }

  /** Kept, sealed, until the service can be reached: it is not sent. */
  async say(room: string, thread: string, text: string): Promise<void> {
    const { key } = await this.opened();
    const found = (await this.case(room)).threads.find((each) => each.thread === thread);
    if (found?.mayPost !== true) throw new Problem('not-allowed', found?.mayPost ?? mayNotWrite);
    const words = text.trim();
    if (words === '') throw new Problem('bad-input', 'Write something first.');
    const readers = found.readers.map(({ person }) => person);
    const at = Math.floor(this.now() / 1000);
    await keepWords(this.shelf, key, { entry: newEntryId(), room, thread, text: words, at, readers });
  }

  async dropWords(id: string): Promise<void> {
    await this.opened();
    await dropWords(this.shelf, id);
  }

  async forget(): Promise<void> {
    this.open = undefined;
    await forgetOffline(this.shelf);
  }

  private async expire(): Promise<void> {
    this.wasOver = true;
    await this.forget();
  }

  private async head(): Promise<OfflineHead> {
    const head = await readHead(this.shelf);
    if (head === undefined || !(await this.counts(head))) throw new Problem('wrong-state', over);
    return head;
  }

  private async opened(): Promise<NonNullable<OfflineReading['open']>> {
    await this.head();
    if (this.open === undefined) throw new Problem('not-signed-in', 'Unlock with your passkey first.');
    return this.open;
  }

  /** Whether it still counts; if not, it is deleted. The time it is now is remembered, so that a clock set back is seen. */
  private async counts(head: OfflineHead): Promise<boolean> {
    const now = this.now();
    const isDone = this.open?.cases.isOver(head, now) ?? isOver({ ...head, until: Infinity }, now);
    if (isDone) await this.expire();
    else if (now > head.seen) await writeHead(this.shelf, { ...head, seen: now }).catch(() => undefined);
    return !isDone;
  }
}
