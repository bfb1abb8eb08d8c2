import { Injectable } from '@nestjs/common';
import { uptime } from 'node:os';

/** The time, as a port: tests move it, nothing else reads the machine's clock for a judgement. */
export abstract class Clock {
  /** Whole Unix seconds. */
  abstract now(): number;
  /**
   * By how many seconds this clock parts from what it should agree with: one of its own that nobody can set, and the
   * database's, which says `database` (Unix seconds).
   */
  abstract apart(database: number): number;
  /**
   * Whole Unix seconds: the earliest of what this clock, its own that nobody can set and the database's say. What lay unused
   * is over by this one, so that a clock that runs ahead ends nothing.
   */
  abstract sure(database: number): number;
}

/** Seconds after which a step that stayed as it was, and that the database shares, is a clock that was set right. */
const settledSeconds = 600;
/** Seconds by which a step may differ from one look to the next and be the same one. */
const sameStep = 5;

/** A time on the wall, and on the clock that counts from the machine's start, its sleep included, and cannot be set. */
interface Reading {
  readonly wall: number;
  readonly steady: number;
}

const ofMachine = (): Reading => ({ wall: Date.now() / 1000, steady: uptime() });

/** By how much the wall's clock was set between two readings. */
const step = (from: Reading, to: Reading): number => to.wall - from.wall - (to.steady - from.steady);

@Injectable()
export class SystemClock extends Clock {
  private reference = this.read();
  /** What it was set by, and since when. */
  private stepped: { readonly by: number; readonly since: number } | undefined;

  override now(): number {
    return Math.floor(Date.now() / 1000);
  }

  override apart(database: number): number {
    const now = this.read();
    const by = step(this.reference, now);
    const fromDatabase = Math.abs(now.wall - database);
    this.look(by, now, fromDatabase);
    return Math.max(Math.abs(step(this.reference, now)), fromDatabase);
  }

  override sure(database: number): number {
    const now = this.read();
    return Math.floor(Math.min(now.wall, now.wall - step(this.reference, now), database));
  }

  protected read(): Reading {
    return ofMachine();
  }

  /** Takes a step for the truth once it has stood for long, and the database agrees. */
  private look(by: number, now: Reading, fromDatabase: number): void {
    if (Math.abs(by) <= sameStep || fromDatabase > sameStep) this.stepped = undefined;
    else if (this.stepped === undefined || Math.abs(by - this.stepped.by) > sameStep) {
      this.stepped = { by, since: now.steady };
    } else if (now.steady - this.stepped.since >= settledSeconds) {
      this.reference = now;
      this.stepped = undefined;
    }
  }
}
