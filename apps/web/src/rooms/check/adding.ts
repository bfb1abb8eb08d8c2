import { useState } from 'react';
import type { NewPicture, VaultDoor } from '../../vault/door';

interface Adding {
  readonly add: (door: VaultDoor, room: string, pictures: readonly NewPicture[]) => Promise<void>;
  readonly isAdded: (original: Blob) => boolean;
}

/** Adds each picture once: what was taken before something failed is not taken again. */
export function useAdding(): Adding {
  const [added] = useState(() => new Set<Blob>());
  const add: Adding['add'] = async (door, room, pictures) => {
    for (const picture of pictures.filter(({ original }) => !added.has(original))) {
      await door.addPicture(room, picture);
      added.add(picture.original);
    }
  };
  return { add, isAdded: (original) => added.has(original) };
}
