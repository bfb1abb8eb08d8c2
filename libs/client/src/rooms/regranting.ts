import { isCurrentKey, type Thread } from '@consilium/domain';
import type { Room } from '../replicas/room';
import type { RegrantView } from '../vault/regrant-view';
import { OneAtATime } from '../turns/one-at-a-time';
import type { Vault } from '../vault/vault';
import type { Rooms } from './rooms';
import { rekeyDue } from './tending-keys';

const sayEvery = 1000;

/** Whether a thread's newest keys are sealed to ones that this person gave up. */
function isToFormer({ vault }: Room, { sealedTo }: Thread): boolean {
  return sealedTo.some((each) => each.person === vault.me && !isCurrentKey(vault.view, each));
}

function isDue(room: Room): boolean {
  if (room.log.replica === undefined || room.standing !== 'internal') return false;
  return [...room.state.threads.values()].some((thread) => isToFormer(room, thread));
}

/**
 * After new keys: this device opens each case with the former ones and renews the case's, unasked. What is left to do is read
 * from the cases each time, so that it goes on after any interruption, and on any device of the person.
 */
export class Regranting {
  view: RegrantView | undefined;
  private readonly turns = new OneAtATime();
  private isAsked = false;
  private saidAt = -sayEvery;

  constructor(
    private readonly vault: Vault,
    private readonly rooms: Rooms,
  ) {}

  /** Whoever asks while it runs has it run once more. */
  async run(): Promise<void> {
    if (this.isAsked) return;
    this.isAsked = true;
    await this.turns.run(async () => {
      this.isAsked = false;
      await this.all().catch(() => undefined);
    });
  }

  private async all(): Promise<void> {
    await this.rooms.refresh();
    await this.vault.freshness.require();
    const due = this.rooms.all.filter(isDue);
    if (due.length === 0) return;
    this.says({ done: 0, total: due.length, failed: 0 });
    let failed = 0;
    for (const [index, room] of due.entries()) {
      if (!this.vault.isOpen) return;
      // By whichever device: another one of the person, or a colleague's, may have been faster.
      if (!(await this.renewed(room))) failed += 1;
      this.says({ done: index + 1, total: due.length, failed });
    }
  }

  private async renewed(room: Room): Promise<boolean> {
    // Lost to somebody who was faster, it is done as well.
    await rekeyDue(room).catch(() => room.sync().catch(() => undefined));
    return !isDue(room);
  }

  /** Each announcement has the screens ask again: not for each of many cases. */
  private says(view: RegrantView): void {
    this.view = view;
    const now = performance.now();
    if (view.done < view.total && now - this.saidAt < sayEvery) return;
    this.saidAt = now;
    this.vault.changed({ about: 'register' });
  }
}
