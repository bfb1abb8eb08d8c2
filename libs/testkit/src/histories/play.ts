import { base, everybody, keyRing } from './base';
import type { LedgerId } from '@consilium/domain';
import { byClient, type Places } from './by-client';
import { byHand, spoilOf, tick } from './by-hand';
import type { Command } from './command';
import { Ground } from './ground';
import { commandNamed, nothingToDo, sent, type Came, type History, type Noted, type Step } from './history';
import { opens } from './opening';
import type { Judged, Kept } from './service';

const hour = 3600;
const jumps = [30, 100, hour, 5 * hour];

/** One history as it comes to pass, step by step. */
export class Play extends Ground {
  readonly noted: Noted[] = [];

  static async of(history: History): Promise<Play> {
    const play = new Play(history, await keyRing(), await base(history.mode));
    for (const step of history.steps) await play.step(step);
    return play;
  }

  private async step(step: Step): Promise<void> {
    const own = this.own[step.action];
    const before = this.service.sent.length;
    this.time.seconds += 1 + (step.how % 20);
    const came = await (own === undefined ? this.command(step) : own(step));
    const [judged] = this.service.sent.slice(before).toReversed();
    const isOwn = judged === undefined || (came.outcome !== 'stood' && judged.gate === '');
    const told = isOwn ? came : cameOf(judged, this.history.isCareless);
    this.noted.push({ action: step.action, spoil: spoilOf(this.history, step).name, ...told });
  }

  private place({ place }: Step): Kept {
    const all = [...this.service.kept.values()];
    return all[place % all.length] ?? this.service.register;
  }

  /** What is no entry of anybody's in a ledger that stands. */
  private readonly own: Readonly<Record<string, (step: Step) => Promise<Came>>> = {
    'time passes': ({ lots: [drawn = 0] }) => {
      this.time.seconds += [60, 600, hour, 5 * hour, 26 * hour, 75 * hour][drawn % 6] ?? 0;
      return Promise.resolve(sent);
    },
    'the clock jumps ahead': ({ lots: [drawn = 0] }) => {
      this.ahead += jumps[drawn % 4] ?? 0;
      return Promise.resolve(sent);
    },
    'the clock jumps back': ({ lots: [drawn = 0] }) => {
      this.ahead -= jumps[drawn % 4] ?? 0;
      return Promise.resolve(sent);
    },
    'somebody reads': async (step) => {
      const device = this.device(everybody[step.author % everybody.length] ?? 'alice');
      const { ledger, kind } = this.place(step);
      if (kind !== 'register') device.log(kind, ledger);
      await this.sync(device);
      return sent;
    },
    'the service ticks': async (step) => {
      const kept = this.place(step);
      return kept.kind === 'register' ? nothingToDo() : tick(this, kept);
    },
    'a room is opened': (step) => opens(this, 'room', step),
    'advice is asked for': (step) => opens(this, 'advice', step),
  };

  private async command(step: Step): Promise<Came> {
    const command = commandNamed.get(step.action);
    if (command === undefined) throw new Error(`There is no command ${step.action}`);
    const places = this.places(command, step);
    if (places === undefined) return nothingToDo('no ledger');
    const by = this.author(command, step, places);
    // Who was only invited is given the chain alone: what accepts is written past any log.
    if (command.name === 'room accept' && this.isInvited(by, places.room))
      return byHand(this, command, by, { ...step, how: 0 }, places);
    const { isHonest } = this.history;
    const isByClient = isHonest || (step.wants === undefined ? step.how % 5 === 0 : step.wants['spoil'] === undefined);
    return (isByClient ? byClient : byHand)(this, command, by, step, places);
  }

  private places({ kind }: Command, { wants, place }: Step): Places | undefined {
    const at = wants?.['place'] === 'newest' ? -1 : place;
    const [room, advice] = [placed(this.service.of('room'), at), placed(this.service.of('advice'), at)];
    const ledger = { register: this.service.register.ledger, room, advice }[kind];
    return ledger && { room, advice, ledger };
  }

  /** Mostly somebody who would do it in earnest. */
  private author(command: Command, step: Step, places: Places): string {
    const able = command.by(this.scene(this.story(places), step));
    const isAble = able.length > 0 && (step.how % 4 !== 3 || step.wants !== undefined);
    const among = isAble ? able : everybody;
    return step.wants?.['by'] ?? among[step.author % among.length] ?? 'alice';
  }
}

const placed = (all: readonly Kept[], place: number): LedgerId | undefined =>
  all.at(place < 0 ? place : place % Math.max(1, all.length))?.ledger;

function cameOf({ verdict, gate }: Judged, isCareless: boolean): Came {
  if (verdict !== '') return { outcome: 'refused', code: verdict };
  if (gate !== '' && !(isCareless && gate !== 'incomplete')) return { outcome: 'turned away', code: gate };
  return { outcome: 'stood', code: gate };
}
