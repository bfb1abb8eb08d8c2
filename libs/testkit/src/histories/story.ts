import { type AdviceState, type RegisterState, type RoomState } from '@consilium/domain';
import type { Replica } from '@consilium/ledger';
import { World } from '../domain/world';
import type { KeyRing } from './keys';

/** What one author has before them when they write: their own device's ledgers, or the service's. */
export interface Standing {
  readonly now: number;
  readonly register: Replica<RegisterState>;
  readonly room?: Replica<RoomState> | undefined;
  readonly advice?: Replica<AdviceState> | undefined;
}

/** A world that offers entries after what stands in real ledgers. Nothing is added to it. */
export class Story extends World {
  constructor(
    readonly keys: KeyRing,
    { now, register, room, advice }: Standing,
  ) {
    super();
    this.now = now;
    this.register.standsAt(register);
    if (room !== undefined) this.room.standsAt(room);
    if (advice !== undefined) this.advice.standsAt(advice);
  }

  get hasRoom(): boolean {
    return this.room.id !== '';
  }
  get hasAdvice(): boolean {
    return this.advice.id !== '';
  }
}
