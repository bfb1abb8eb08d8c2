import { Clock } from '@consilium/api/testing';
import { closesAtTheEnd } from '../closing';

/** Seconds by which the systems of this process are ahead of the machine, all together. */
let ahead = 0;

/** The clock of one system, its replicas included. */
export class MovedClock extends Clock {
  private own = 0;

  override now(): number {
    return Math.floor(Date.now() / 1000) + ahead + this.own;
  }

  forward(seconds: number): void {
    this.own += seconds;
  }
}

/**
 * The clocks of every system in this process go on by so many seconds, until the test file ends; whoever was signed in is so
 * no more.
 */
export function goesOn(seconds: number): void {
  ahead = seconds;
  closesAtTheEnd(() => {
    ahead = 0;
    return Promise.resolve();
  });
}
