import type { BodyToWrite, Hash } from '@consilium/domain';
import { diaryBook, filled, placeOf, somebody } from '@consilium/testkit/ledger';
import { draft, sealBatch } from './draft';

const person = filled<string>(1, 16);
const grant = {
  thread: filled<string>(2, 16),
  gen: 1,
  recipient: person,
  blob: { hash: filled<string>(3, 32), size: 9 },
};
const change = { join: 'a.b.c', keyring: { version: 2, hash: '' as Hash }, request: '' as Hash, asOf: 0, signedAt: 0 };
const gesture = { cred: '', nonce: '', authData: '', clientData: '', sig: '' };

describe('the compiler refuses a draft whose body its row does not have', () => {
  test('of another name, of another word, of another kind, and one too much', () => {
    const wrong = [
      // @ts-expect-error: the row says `person`
      draft({ type: 'invite', scope: 'room', body: { persons: person } }),
      // @ts-expect-error: no such outcome
      draft({ type: 'close', scope: 'room', body: { outcome: 'well-advised' } }),
      // @ts-expect-error: a version is a number
      draft({ type: 'rules-version', scope: 'room', body: { version: '2' } }),
      // @ts-expect-error: nothing is said of a reopening
      draft({ type: 'reopen', scope: 'room', body: { because: 'of a question' } }),
      // @ts-expect-error: no such type
      draft({ type: 'rename', scope: 'room', body: {} }),
      // @ts-expect-error: a decision without its gesture
      draft({ type: 'proposal', scope: 'room', body: { clearance: '' } }),
      // @ts-expect-error: a gesture over what is not drafted yet
      draft({ type: 'key-change', scope: 'room', body: { ...change, gesture } }),
    ];
    expect(wrong).toHaveLength(7);
  });

  test('a type that two kinds of ledger have is asked of the kind that is named', () => {
    const ofRegister: BodyToWrite<'grant', 'register'> = grant;
    const ofRoom: BodyToWrite<'grant', 'room'> = { ...grant, clearance: '' };
    // @ts-expect-error: in a room it says on which clearance it rests
    const missing: BodyToWrite<'grant', 'room'> = grant;
    expect([ofRegister, ofRoom, missing]).toHaveLength(3);
  });
});

test('what the compiler cannot see, that an id is one and that keys are in order, is refused when it is signed', async () => {
  const author = await somebody(1);
  const unordered = { gen: 1, thread: grant.thread, recipient: person, clearance: '', blob: grant.blob };
  const wrong = [
    draft({ type: 'invite', scope: 'room', body: { person: 'nobody' } }),
    draft({ type: 'grant', scope: 'room', body: unordered }),
  ];
  for (const each of wrong) {
    await expect(sealBatch(diaryBook, [each], placeOf(author))).rejects.toMatchObject({ reason: 'shape' });
  }
});
