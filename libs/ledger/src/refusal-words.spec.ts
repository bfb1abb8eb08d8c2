import {
  beginning,
  type Diary,
  diaryBook,
  invitation,
  placeOf,
  registerOf,
  room,
  root,
  somebody,
} from '@consilium/testkit/ledger';
import { advance, type AdvanceOptions } from './advance';
import { sealBatch } from './draft';
import type { SealedEntry } from './sealed-entry';

async function told(given: readonly SealedEntry[], changed: Partial<AdvanceOptions<Diary>> = {}): Promise<unknown> {
  const [alice, service] = await Promise.all([somebody(1), somebody(3)]);
  const options = { register: registerOf([alice], service.signer), expectRoot: root, ...changed };
  return advance(diaryBook, undefined, given, options).catch((error: unknown) => error);
}

test('each refusal says in words what this device has found, and what to do next', async () => {
  const alice = await somebody(1);
  const [first, second, third] = await room(alice, 2);
  if (first === undefined || second === undefined || third === undefined) throw new Error('entries were expected');
  expect(await told([first, third])).toMatchObject({
    code: 'wrong-seq',
    message:
      'A record does not continue the history this device has verified. Nothing more is shown; tell your officer.',
  });
  expect(await told([first], { register: undefined })).toMatchObject({
    code: 'register-unknown',
    message: 'This record names a newer register than this device has. Fetch the register and try again.',
  });
  expect(await told([first, { jws: second.jws }])).toMatchObject({
    code: 'body-withheld',
    message: 'The server withheld a record you are entitled to read. Nothing more is shown; tell your officer.',
  });
});

test('an empty ledger is told apart from a broken one', async () => {
  expect(await told([])).toMatchObject({ kind: 'not-found', message: 'There is nothing in this record yet.' });
  const invited = await sealBatch(diaryBook, [beginning, invitation(2)], placeOf(await somebody(1)));
  expect(await told(invited)).toMatchObject({ replica: { head: { seq: 1 } } });
});
