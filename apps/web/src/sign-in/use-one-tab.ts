import { useEffect, useState } from 'react';

const nameOf = (person: string): string => `consilium ${person}`;

/** Browsers without Web Locks let every tab write; the ledgers stay right, only drafts of two tabs may overwrite each other. */
const locks = (): LockManager | undefined => (navigator as { readonly locks?: LockManager }).locks;

/** Takes the person's one place to write in this browser, from another tab if need be, and holds it until told. */
function hold(person: string, onTaken: () => void): () => void {
  const over = new AbortController();
  const held = new Promise<void>((end) => {
    over.signal.addEventListener('abort', () => {
      end();
    });
  });
  void locks()
    ?.request(nameOf(person), { steal: true }, () => held)
    .catch(() => {
      if (!over.signal.aborted) onTaken();
    });
  return () => {
    over.abort();
  };
}

async function isHeld(person: string): Promise<boolean> {
  const { held = [] } = (await locks()?.query()) ?? {};
  return held.some(({ name, mode }) => name === nameOf(person) && mode === 'exclusive');
}

/** Says whether another tab holds the place, and again when that tab lets go of it. */
function watch(person: string, say: (isElsewhere: boolean) => void): () => void {
  const over = new AbortController();
  const look = async (): Promise<void> => {
    while (!over.signal.aborted && (await isHeld(person))) {
      say(true);
      // Let through once nobody holds it; ended by one more taking over, which the next look finds.
      await locks()
        ?.request(nameOf(person), { mode: 'shared', signal: over.signal }, () => undefined)
        .catch(() => undefined);
    }
    if (!over.signal.aborted) say(false);
  };
  void look().catch(() => undefined);
  return () => {
    over.abort();
  };
}

/**
 * One tab writes at a time: where this person's keys are open, every other tab of theirs in this browser is locked.
 * Opening here takes over; `onTaken` is called when another tab did. Gives whether another tab has the keys open now.
 */
export function useOneTab(person: string | undefined, state: string | undefined, onTaken: () => void): boolean {
  const [elsewhere, setElsewhere] = useState('');
  useEffect(
    () => (person !== undefined && state === 'open' ? hold(person, onTaken) : undefined),
    [person, state, onTaken],
  );
  useEffect(() => {
    if (person === undefined || state !== 'locked') return undefined;
    return watch(person, (isElsewhere) => {
      setElsewhere(isElsewhere ? person : '');
    });
  }, [person, state]);
  return state === 'locked' && person !== undefined && elsewhere === person;
}
