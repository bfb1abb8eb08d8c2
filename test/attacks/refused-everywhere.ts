import type { SealedEntry } from '@consilium/contracts';
import type { Someone } from '@consilium/testkit/people';
import { closeDevices, deviceOf, refusal } from './devices';
import type { EvilMember } from './evil-member';
import { EvilServer } from './evil-server';

const readOnly = /read-only here; save the evidence file/;

/** Entries of the register, by the service and by a device of this reader's to which they are shown all the same. */
export async function refusedEverywhere(
  crooked: EvilMember,
  reader: Someone,
  entries: SealedEntry[],
  code: RegExp,
): Promise<void> {
  expect(await crooked.send(crooked.vault.root, entries, 'register')).toMatch(code);
  const evil = new EvilServer().adds(crooked.vault.root, entries);
  expect(await refusal(deviceOf(reader, { evil }))).toMatch(readOnly);
  await closeDevices();
}
