import { randomBytes, toB64 } from '@consilium/bytes';
import { briefCommitment } from '@consilium/sealing';
import { briefMessage, readBrief } from './brief';

const salt = randomBytes(32);
const brief = 'Please look at the lower edge.';
const committed = briefCommitment(salt, brief);
const warning = /^This is not the brief the defence organisation saw\. Do not rely on it/;

test('the brief the clearance commits to is read as it was written', () => {
  expect(readBrief(briefMessage(toB64(salt), brief), committed)).toBe(brief);
});

test.each([
  ['other words under the same salt', briefMessage(toB64(salt), 'Please look at the upper edge.')],
  ['the same words under another salt', briefMessage(toB64(randomBytes(32)), brief)],
  ['the words alone', brief],
  ['words without their salt', JSON.stringify({ text: brief })],
  ['a salt without words', JSON.stringify({ salt: toB64(salt) })],
  ['a salt that is none', briefMessage('not base64url!', brief)],
  ['nothing', 'null'],
])('in place of a brief the defence organisation did not see (%s) stands a warning', (_what, message) => {
  expect(readBrief(message, committed)).toMatch(warning);
});
