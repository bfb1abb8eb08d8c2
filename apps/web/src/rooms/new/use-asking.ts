import { useState } from 'react';
import { Problem } from '@consilium/domain';
import type { CaseForm, NewPicture } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { useAdding } from '../check/adding';

/** Everything that one press does. */
export interface Asking {
  readonly form: CaseForm;
  /** Ids of who is let in; nobody: the case is opened for its author alone. */
  readonly people: readonly string[];
  readonly pictures: readonly NewPicture[];
}

interface Opened extends Asking {
  readonly room: string;
}

interface Asked {
  readonly ask: (asking: Asking) => void;
  readonly isBusy: boolean;
  readonly error: Error | null;
  /** The case, once it is there: whatever fails after that leaves it and whom it let in as they are. */
  readonly opened: Opened | undefined;
  /** It is there, and its pictures did not all follow. */
  readonly isHalfDone: boolean;
  /** The service did not say whether it took the case: what was written has to stay as it is until it does. */
  readonly isUnanswered: boolean;
}

/**
 * The case with whom it asks, then its pictures, each done once: pressed again after something failed, only what is missing is
 * done.
 */
export function useAsking(onOpened: (asking: Asking) => void, onDone: (room: string) => void): Asked {
  const [opened, setOpened] = useState<Opened>();
  const [isHalfDone, setHalfDone] = useState(false);
  const adding = useAdding();
  const { run, isBusy, error } = useAct(async (door, asking: Asking) => {
    const { form, people, pictures } = asking;
    const room = opened?.room ?? (await door.openCase(form, [...people]));
    if (opened === undefined) {
      setOpened({ ...asking, room });
      onOpened(asking);
    }
    await adding.add(door, room, pictures).catch((failed: unknown) => {
      setHalfDone(true);
      throw failed;
    });
    return room;
  }, onDone);
  const isUnanswered = opened === undefined && error instanceof Problem && error.kind === 'unavailable';
  return { ask: run, isBusy, error, opened, isHalfDone, isUnanswered };
}
