import type { Clearance, StoredObject } from '@consilium/domain';
import { filled, now, registerHash, root, type Somebody } from './people';

const object = (number: number): Pick<StoredObject, 'id' | 'size' | 'parts' | 'okc'> => ({
  id: filled(number, 16),
  size: 1000,
  parts: [filled(number, 32)],
  okc: filled(number + 1, 32),
});

/** A decision by `adviser` that lets `recipient` see one picture. */
export function clearancePayload(adviser: Somebody, recipient: Somebody): Clearance {
  return {
    v: 1,
    rules: 1,
    root,
    id: filled(20, 16),
    advice: filled(21, 32),
    request: filled(22, 16),
    dossier: filled(23, 32),
    room: filled(24, 32),
    roomHead: { seq: 7, hash: filled(25, 32) },
    by: adviser.id,
    org: filled(26, 16),
    requester: filled(27, 16),
    recipient: { person: recipient.id, number: 'C123', kid: recipient.signer.kid, sealing: filled(28, 1216) },
    purpose: 'direct-care',
    brief: filled(29, 32),
    threads: [
      {
        thread: filled(30, 16),
        picture: filled(31, 16),
        through: filled(32, 16),
        objects: [object(33), object(34), object(35)],
        consent: { id: filled(36, 16), version: 1, hash: filled(37, 32) },
      },
    ],
    flags: [],
    rights: ['opinion', 'read'],
    conditions: [],
    outcome: 'no-objection',
    joinBy: now + 3600,
    memberUntil: now + 86_400,
    register: { seq: 0, hash: registerHash },
    at: now,
  };
}
