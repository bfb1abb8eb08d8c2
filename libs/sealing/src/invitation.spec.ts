import { toB64 } from '@consilium/bytes';
import { fill } from '@consilium/testkit/sealing';
import { briefCommitment } from './brief';
import { CannotOpen } from './cannot-open';
import { invitationFor, invitationProof, invitationSecret, isInvitationFor } from './invitation';

const seed = fill(1, 32);
const [invitation, otherInvitation] = [toB64(fill(2, 16)), toB64(fill(3, 16))];
const [root, join] = [toB64(fill(4, 32)), toB64(fill(5, 32))];

test('each invitation has its own secret, found again from the seed', () => {
  expect(toB64(invitationSecret(seed, invitation))).toBe(toB64(invitationSecret(seed, invitation)));
  expect(toB64(invitationSecret(seed, invitation))).not.toBe(toB64(invitationSecret(seed, otherInvitation)));
  expect(toB64(invitationSecret(seed, invitation))).not.toBe(toB64(invitationSecret(fill(9, 32), invitation)));
});

test('an invitation id is bound to what was offered: only its officer can say whether it is', () => {
  const offered = { role: 'clinician', organisation: 'A' };
  const id = invitationFor(seed, offered);
  expect(invitationFor(seed, offered)).not.toBe(id);
  expect(isInvitationFor(seed, id, offered)).toBe(true);
  expect(isInvitationFor(seed, id, { ...offered, role: 'officer' })).toBe(false);
  expect(isInvitationFor(seed, id, { ...offered, organisation: '' })).toBe(false);
  expect(isInvitationFor(fill(9, 32), id, offered)).toBe(false);
  expect(isInvitationFor(seed, id, { ...offered, person: 'B' })).toBe(false);
  expect(isInvitationFor(seed, invitation, offered)).toBe(false);
});

test('a link for other keys is bound to whose they are', () => {
  const offered = { role: 'clinician', organisation: 'A', person: 'B' };
  const id = invitationFor(seed, offered);
  expect(isInvitationFor(seed, id, offered)).toBe(true);
  expect(isInvitationFor(seed, id, { ...offered, person: 'C' })).toBe(false);
  expect(isInvitationFor(seed, id, { role: 'clinician', organisation: 'A' })).toBe(false);
});

test('a proof holds for one secret, root and join: keys put in the place of the joiner have none', () => {
  const secret = invitationSecret(seed, invitation);
  const proofs = [
    invitationProof(secret, root, join),
    invitationProof(invitationSecret(seed, otherInvitation), root, join),
    invitationProof(secret, toB64(fill(9, 32)), join),
    invitationProof(secret, root, toB64(fill(9, 32))),
  ];
  expect(new Set(proofs).size).toBe(4);
});

test('a brief is committed to with its salt', () => {
  const commitments = [
    briefCommitment(fill(1, 32), 'a'),
    briefCommitment(fill(2, 32), 'a'),
    briefCommitment(fill(1, 32), 'b'),
  ];
  expect(new Set(commitments).size).toBe(3);
  expect(() => briefCommitment(fill(1, 31), 'a')).toThrow(CannotOpen);
});
