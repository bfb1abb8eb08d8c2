import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { saveFile } from '../platform/save-file';
import type { VaultDoor } from '../vault/door';
import { useAct } from '../vault/use-vault';

/** Saves what shows why a record stopped: signed entries and heads, and no word of a case. */
export function EvidenceButton({ of }: { readonly of: (door: VaultDoor) => Promise<Blob> }): ReactNode {
  const evidence = useAct(
    (door, _: undefined) => of(door),
    (file) => {
      saveFile(file, 'consilium-evidence.json');
    },
  );
  return (
    <Button
      variant="default"
      loading={evidence.isBusy}
      onClick={() => {
        evidence.run(undefined);
      }}
    >
      Save the evidence
    </Button>
  );
}
