import { append, sealedHere, type Log } from '@consilium/client/testing';
import {
  Problem,
  rulesToName,
  type AdviceAct,
  type EntryId,
  type LedgerId,
  type LedgerKind,
  type RoomAct,
} from '@consilium/domain';
import { advance, Refused, type Draft, type Replica } from '@consilium/ledger';
import type { Offer } from '../domain/ledger-builder';
import type { Command } from './command';
import type { Device } from './device';
import type { Ground } from './ground';
import { heldBack, nothingToDo, sent, type Came, type Step } from './history';
import type { Story } from './story';
import { gateOf, malformed, verdictOf } from './verdicts';
import { draftOf } from './wire';

/** Why an honest client writes nothing: the rule book says beforehand that it may not be, or there is nothing to write. */
class HeldBack extends Error {
  constructor(readonly came: Came) {
    super(came.code);
  }
}

/** Where a step is done: one ledger, and what of the others it is about. */
export interface Places {
  readonly room?: LedgerId | undefined;
  readonly advice?: LedgerId | undefined;
  readonly ledger: LedgerId;
}

/** An honest client at work: from what its own device knows, judged before it is sent, and sent again after a lost race. */
class ByClient {
  private readonly device: Device;
  private readonly log: Log<unknown>;

  constructor(
    private readonly ground: Ground,
    private readonly command: Command,
    private readonly by: string,
    private readonly step: Step,
    private readonly places: Places,
  ) {
    const { kind } = command;
    this.device = ground.device(by);
    const { register } = this.device;
    this.log = kind === 'register' ? register.log : this.device.log(kind, places.ledger);
  }

  async write(): Promise<Came> {
    const { ground, device, log, places, by } = this;
    const isOffline = this.step.how % 2 === 1 && log.replica !== undefined;
    if (!isOffline) await ground.sync(device);
    if (log.kind === 'room' && ground.isInvited(by, places.room)) return heldBack('not-accepted-yet');
    if (log.replica === undefined) await log.sync();
    if (device.register.view.person(device.me) === undefined) return heldBack('unknown');
    const id = ground.nextId();
    const build = async (_: unknown, at: number): Promise<readonly Draft[]> => [await this.draft(id, at)];
    await append(device.author, { log, reliesOn: () => '', build });
    return sent;
  }

  private async draft(id: EntryId, at: number): Promise<Draft> {
    const { ground, device, command, places, by } = this;
    const story = device.story(at, places.room, places.advice);
    const offer = await command.make(ground.scene(story, this.step), by);
    if (offer === undefined) throw new HeldBack(nothingToDo());
    return this.judged(story, offer, id);
  }

  /** What a client asks before it writes: the act, where its rule book has one, and whether its entry would stand here. */
  private async judged(story: Story, offer: Offer, id: EntryId): Promise<Draft> {
    const { ground, device, log, command } = this;
    const { kind } = command;
    const book = device.books[kind];
    const act = command.act?.(offer);
    const may = act && mayNot(device, story, kind, act);
    if (may !== undefined) throw new HeldBack(heldBack(may));
    const rules = Math.max(rulesToName(book, story.view.rules), log.replica?.rules ?? 1);
    const draft = await draftOf(story, kind, offer, { id, at: story.now, rules });
    const options = kind === 'register' ? { expectRoot: device.register.root } : await device.register.judging(-1);
    const wires = await sealedHere(device.author, log, [draft], story.now).catch((error: unknown) => {
      throw new HeldBack(heldBack(malformed(error)));
    });
    await advance(book as never, log.replica as Replica<never>, wires, options as never).catch((error: unknown) => {
      const code = verdictOf(error);
      if (act !== undefined) ground.surprises.push(`${command.name}: ${code}`);
      throw new HeldBack(heldBack(code));
    });
    return draft;
  }
}

function mayNot(
  { books, me }: Device,
  { view, now, room, advice }: Story,
  kind: LedgerKind,
  act: RoomAct | AdviceAct,
): string | undefined {
  if (kind === 'room') return books.room.mayAct(room.state, view, now, me, act as RoomAct)?.code;
  return books.advice.mayAct(advice.state, view, now, me, act as AdviceAct)?.code;
}

/** Why something was not written, or not taken. */
export function whyNot(error: unknown): Came {
  if (error instanceof HeldBack) return error.came;
  if (error instanceof Problem) return heldBack(gateOf(error));
  // The service says itself what it refused.
  if (error instanceof Refused) return sent;
  throw error;
}

export async function byClient(ground: Ground, command: Command, by: string, step: Step, places: Places): Promise<Came> {
  const device = ground.device(by);
  if (!device.hasBegun) await ground.sync(device);
  if (!device.hasBegun) return heldBack('no register');
  return new ByClient(ground, command, by, step, places).write().catch(whyNot);
} // prettier-ignore
