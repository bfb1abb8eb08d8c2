import {
  books as productBooks,
  mayRead,
  rulesToName,
  standingIn,
  type EntryId,
  type LedgerId,
  type LedgerKind,
  type PersonId,
  type RoomState,
} from '@consilium/domain';
import type { Log } from '@consilium/client/testing';
import { Problem } from '@consilium/domain';
import type { SealedEntry } from '@consilium/ledger';
import { id16, person, T0 } from '../domain/names';
import { versionTwo } from '../domain/version-two';
import type { Scene } from './command';
import { Device, unlessNotFound } from './device';
import type { History, Step } from './history';
import { nameOf, type KeyRing } from './keys';
import { Lot } from './lot';
import { Service, type Judged, type Kept } from './service';
import { Story } from './story';
import { verdictHere, verdictOf } from './verdicts';

/** What everything in a history stands on: the time, the service, and everybody's devices. */
export class Ground {
  /** The right time, which devices have on the wall. */
  readonly time = { seconds: T0 };
  /** By how much the service's clock is ahead of it. */
  ahead = 0;
  readonly service: Service;
  readonly devices = new Map<string, Device>();
  /** What an honest client was told that it may, and could not. */
  readonly surprises: string[] = [];
  /** Verdicts of devices on what the service refused, where they are others. */
  readonly differences: string[] = [];
  private made = 0;

  constructor(
    readonly history: History,
    readonly keys: KeyRing,
    /** The register as every history begins with it. */
    readonly begun: Kept,
  ) {
    const now = (): number => this.time.seconds + this.ahead;
    const clock = {
      get now() {
        return now();
      },
    };
    this.service = new Service(history.knowsTwo ? versionTwo : productBooks, clock, history.isCareless);
    this.service.holds(begun);
  }

  get now(): number {
    return this.service.clock.now;
  }

  device(name: string): Device {
    const isFounding = this.begun.replica.kind === 'register' && this.begun.replica.state.people.has(person(name));
    const known =
      this.devices.get(name) ??
      new Device(name, this.keys, this.service, this.time, isFounding ? this.begun : undefined);
    this.devices.set(name, known);
    return known;
  }

  /** Brings a device up to date as the client does: what came without a body is read again once it may be had. */
  async sync(device: Device): Promise<void> {
    await device.sync((ledger) => !this.isInvited(device.name, ledger));
    for (const log of device.all.filter(({ kind, replica }) => kind === 'room' && replica !== undefined)) {
      // Admitted again after a share that ended: until they accept they are given the chain alone.
      if (this.isInvited(device.name, log.ledger) || !lacks(device, log)) continue;
      await log.reload().catch(unlessNotFound);
      const missing = log.entries.find(({ body }) => body === undefined);
      if (missing !== undefined && lacks(device, log)) log.withhold(missing);
    }
  }

  nextId(): EntryId {
    this.made += 1;
    return id16<EntryId>(`step-${String(this.made - 1)}`);
  }

  /** What the service sees, and whoever sees as much, to write at this time. */
  story({ room, advice, at = this.now }: { room?: LedgerId | undefined; advice?: LedgerId | undefined; at?: number } = {}): Story {
    const replicaOf = (id: LedgerId | undefined) => (id === undefined ? undefined : this.service.kept.get(id)?.replica);
    const [register, inRoom, inAdvice] = [this.service.registerNow().replica, replicaOf(room), replicaOf(advice)];
    return new Story(this.keys, {
      ...{ now: at, register },
      ...{ room: inRoom?.kind === 'room' ? inRoom : undefined },
      ...{ advice: inAdvice?.kind === 'advice' ? inAdvice : undefined },
    });
  } // prettier-ignore

  scene(story: Story, step: Step): Scene {
    const advices = this.service.of('advice').map(({ ledger }) => ledger);
    const { rules } = story.view;
    const kept = (id: LedgerId | '') => (id === '' ? undefined : this.service.kept.get(id));
    const known = rulesToName(this.service.books.room, rules);
    return { story, lot: new Lot(step.lots, step.wants), rules: known, kept, advices };
  }

  /** Whether this person was admitted and has not accepted: then they are given the chain alone, and follow no room. */
  isInvited(name: string, room: LedgerId | undefined): boolean {
    const replica = room === undefined ? undefined : this.service.kept.get(room)?.replica;
    if (replica?.kind !== 'room') return false;
    return standingIn(replica.state, person(name), this.story().view, this.now) === 'invited-outside';
  }

  /** Sent past every client. What is refused is shown to somebody who has the ledger as far, and judged by them. */
  async send(kind: LedgerKind, ledger: LedgerId | '', wires: readonly SealedEntry[], by: PersonId): Promise<void> {
    const before = this.service.sent.length;
    await this.service.append(kind, ledger, wires, by).catch((error: unknown) => {
      if (!(error instanceof Problem)) verdictOf(error);
    });
    const judged = this.service.sent[before];
    if (judged !== undefined && judged.verdict !== '') await this.judgedByMembers(judged);
  }

  /** What the devices that stand there say of it, whatever of the register they have read. */
  private async judgedByMembers(judged: Judged): Promise<void> {
    const { kind, ledger, wires, verdict, after } = judged;
    for (const device of this.devices.values()) {
      const log = device.all.find((each) => each.ledger === ledger);
      if (log?.replica?.head.seq !== after || log.entries.some(({ body }) => body === undefined)) continue;
      const found = await verdictHere(device, kind, ledger, log.replica, wires);
      if (found === verdict || isToCome(device.register.log, judged, found)) continue;
      this.differences.push(`${nameOf(device.me)} says ${found} of what is refused as ${verdict}`);
    }
  }
}

/** Whether a device may say that yet, by what it has of the register. */
function isToCome({ headSeq, held }: Log<unknown>, { verdict, register }: Judged, found: string): boolean {
  // Who does not know of the change finds out once they do.
  if (verdict === 'register-overlooked' && headSeq < register && found === '') return true;
  // To whom the register stops before something of more than a day ahead, what names it is not there yet.
  return held !== '' && found === 'register-unknown';
}

/** Whether a device was not given what its person may read. */
function lacks({ me, register, clock }: Device, log: Log<unknown>): boolean {
  const mayHave = ({ entry, body }: Log<unknown>['entries'][number]): boolean =>
    body === undefined && mayRead(log.state as RoomState, entry, me, register.view, clock.now());
  return log.entries.some(mayHave);
}
