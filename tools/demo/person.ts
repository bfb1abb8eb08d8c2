import type { Change } from '@consilium/client';
import type { Someone } from '@consilium/testkit/people';

/**
 * Runs `look` whenever something changed for this person, one run at a time, and every few seconds besides. What it
 * throws is said and does not stop the play.
 */
export function whenever(person: Someone, look: (change: Change | undefined) => Promise<void>): () => void {
  let running: Promise<void> = Promise.resolve();
  let isWaiting = false;
  const run = (change?: Change): void => {
    if (isWaiting) return;
    isWaiting = true;
    running = running.then(async () => {
      isWaiting = false;
      await look(change).catch((error: unknown) => {
        console.error(`  ${person.name}: ${error instanceof Error ? error.message : 'something went wrong'}`);
      });
    });
  };
  person.door.onChange(run);
  const timer = setInterval(run, 5_000);
  run();
  return () => {
    clearInterval(timer);
  };
}

/** People think before they answer; so do the played ones. */
export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
