import { SystemClock } from '@consilium/api/testing';
import { closesAtTheEnd } from '../closing';

const standard = Object.getOwnPropertyDescriptor(SystemClock.prototype, 'now');

/**
 * The clocks of every system in this process go on by so many seconds, until the test file ends; whoever was signed in is so
 * no more.
 */
export function goesOn(seconds: number): void {
  SystemClock.prototype.now = () => Math.floor(Date.now() / 1000) + seconds;
  closesAtTheEnd(() => {
    if (standard !== undefined) Object.defineProperty(SystemClock.prototype, 'now', standard);
    return Promise.resolve();
  });
}
