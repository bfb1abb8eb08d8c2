import { setTimeout as pause } from 'node:timers/promises';

/**
 * Milliseconds to wait for what comes by itself. A busy machine may need many; where mutants are tried, each that keeps it from
 * coming would cost as many, and what fails is run once more without the mutant (`TEST_PATIENCE`, seconds).
 */
export const patience = 1000 * (Number(process.env['TEST_PATIENCE'] ?? '') || 60);

/** Runs the expectation until it holds; fails with its last failure after `seconds`. */
export async function eventually(expectation: () => Promise<void>, seconds = patience / 1000): Promise<void> {
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
