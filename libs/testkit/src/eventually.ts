import { setTimeout as pause } from 'node:timers/promises';

/** Runs the expectation until it holds; fails with its last failure after `seconds`. */
export async function eventually(expectation: () => Promise<void>, seconds = 60): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(50);
    }
  }
}
