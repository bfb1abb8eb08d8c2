import { adviceRules, type Clearance, type Hash, type ThreadId } from '@consilium/domain';
import {
  authenticator,
  clearancePayload,
  type Diary,
  diaryBook,
  filled,
  numbered,
  placeOf,
  registerOf,
  room,
  root,
  rpId,
  somebody,
} from '@consilium/testkit/ledger';
import { advance } from './advance';
import { signClearance } from './documents';
import { sealBatch } from './draft';
import { challenge } from './gesture';
import { brokenPin } from './pins';
import { placeAfter, type Replica } from './replica';
import { Refused } from './untrusted';

const nonce = filled<string>(70, 32);

/** A room of seven entries, and what becomes of an admission with a decision that pins this. */
async function admission(pins: (room: Replica<Diary>) => Partial<Clearance>): Promise<string> {
  const [owner, adviser, service, invited] = await Promise.all([1, 2, 3, 4].map(somebody));
  if (owner === undefined || adviser === undefined || service === undefined || invited === undefined) return 'nobody';
  const key = authenticator();
  const register = registerOf([owner, adviser], service.signer, { [adviser.id]: [key.passkey] });
  const options = { register, expectRoot: root };
  const { replica } = await advance(diaryBook, undefined, await room(owner, 6), options);
  const decided = { ...clearancePayload(adviser, invited), ...pins(replica) };
  const { jws, hash } = await signClearance(adviceRules, decided, adviser.signer);
  const gesture = key.assert(await challenge('consilium/1 decision', root, rpId, nonce, hash), nonce);
  const admit = numbered(30, { type: 'admit', scope: [filled<ThreadId>(30, 16)], body: { clearance: jws, gesture } });
  try {
    await advance(
      diaryBook,
      replica,
      await sealBatch(diaryBook, [admit], placeOf(owner, placeAfter(replica))),
      options,
    );
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'accepted';
}

test('a decision on the history known here is taken, also one on a head that is not here yet', async () => {
  expect(await admission(({ history }) => ({ roomHead: { seq: 3, hash: history.at(3) ?? filled(0, 32) } }))).toBe(
    'accepted',
  );
  expect(await admission(() => ({ roomHead: { seq: 7, hash: filled(1, 32) } }))).toBe('accepted');
});

test('a decision on another history of the room is refused', async () => {
  expect(await admission(() => ({ roomHead: { seq: 3, hash: filled(1, 32) } }))).toBe('wrong-room-head');
});

test('a decision by an adviser who was shown another register is refused', async () => {
  expect(await admission(() => ({ register: { seq: 0, hash: filled(1, 32) } }))).toBe('wrong-register');
});

test('a request’s own history says nothing about the room its decision is for', async () => {
  const [adviser, invited] = await Promise.all([somebody(1), somebody(2)]);
  const clearance = clearancePayload(adviser, invited);
  const another = { at: () => filled<Hash>(99, 32) };
  expect(brokenPin('room', clearance, undefined, another)).toBe('wrong-room-head');
  expect(brokenPin('advice', clearance, undefined, another)).toBeUndefined();
});
