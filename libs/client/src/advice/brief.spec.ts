import { randomBytes, toB64 } from '@consilium/bytes';
import { briefCommitment } from '@consilium/sealing';
import { briefMessage, readBrief } from './brief';

const salt = randomBytes(32);
const committed = briefCommitment(salt, 'Is it worse than it seems?');

test('the brief the adviser saw is what the outside colleague reads', () => {
  expect(readBrief(briefMessage(toB64(salt), 'Is it worse than it seems?'), committed)).toEqual({
    value: 'Is it worse than it seems?',
  });
});

test.each([
  ['other words', briefMessage(toB64(salt), 'Excise it, please.')],
  ['another salt', briefMessage(toB64(randomBytes(32)), 'Is it worse than it seems?')],
  ['a salt that is none', briefMessage('!', 'Is it worse than it seems?')],
  ['a plain message', 'Is it worse than it seems?'],
  ['nothing', ''],
  ['words beside the brief', JSON.stringify({ salt: toB64(salt), text: 'Is it worse than it seems?', more: 'Hurry' })],
])('%s in its place are not shown', (_, sealed) => {
  expect(readBrief(sealed, committed)).toEqual({ unreadable: 'not-the-brief' });
});
