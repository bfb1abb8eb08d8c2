import { randomBytes, toB64 } from '@consilium/bytes';
import { briefCommitment } from '@consilium/sealing';
import { briefMessage, readBrief } from './brief';

const salt = randomBytes(32);
const brief = 'Is it worse than it seems?';
const committed = briefCommitment(salt, brief);

test('the brief the adviser saw is what the outside colleague reads', () => {
  expect(readBrief(briefMessage(toB64(salt), brief), committed)).toEqual({ value: brief });
});

test.each([
  ['other words under the same salt', briefMessage(toB64(salt), 'Excise it, please.')],
  ['the same words under another salt', briefMessage(toB64(randomBytes(32)), brief)],
  ['a salt that is none', briefMessage('not base64url!', brief)],
  ['the words alone', brief],
  ['words without their salt', JSON.stringify({ text: brief })],
  ['a salt without words', JSON.stringify({ salt: toB64(salt) })],
  ['nothing', ''],
  ['null', 'null'],
  ['words beside the brief', JSON.stringify({ salt: toB64(salt), text: brief, more: 'Hurry' })],
])('%s in its place are not shown', (_, sealed) => {
  expect(readBrief(sealed, committed)).toEqual({ unreadable: 'not-the-brief' });
});
