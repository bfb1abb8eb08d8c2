import { useState } from 'react';
import type { NewPicture, VaultDoor } from '../../vault/door';

/** Adds each picture once: what was taken before something failed is not taken again. */
export function useAdding(): (door: VaultDoor, room: string, pictures: readonly NewPicture[]) => Promise<void> {
  const [added] = useState(() => new Set<Blob>());
  return async (door, room, pictures) => {
    for (const picture of pictures.filter(({ original }) => !added.has(original))) {
      await door.addPicture(room, picture);
      added.add(picture.original);
    }
  };
}
