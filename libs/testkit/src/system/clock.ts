import { Clock } from '@consilium/api/testing';
import { closesAtTheEnd } from '../closing';
import { aheadNow, moveAhead } from '../device-clock';

/** The clock of one system, its replicas included. */
export class MovedClock extends Clock {
  private own = 0;
  private jumped = 0;

  override now(): number {
    return Math.floor(Date.now() / 1000) + aheadNow() + this.own + this.jumped;
  }

  override apart(database: number): number {
    return Math.abs(Date.now() / 1000 - database) + Math.abs(this.jumped);
  }

  override sure(): number {
    return this.now() - Math.max(0, this.jumped);
  }

  /** All clocks there are go on, as if so much time had passed. */
  forward(seconds: number): void {
    this.own += seconds;
  }

  /** Somebody sets the clock on the wall of the service, and no other. */
  jump(seconds: number): void {
    this.jumped += seconds;
  }
}

/**
 * The clocks of every system and device in this process go on by so many seconds, until the test file ends; whoever was signed in is so
 * no more.
 */
export function goesOn(seconds: number): void {
  moveAhead(seconds);
  closesAtTheEnd(() => {
    moveAhead(0);
    return Promise.resolve();
  });
}
