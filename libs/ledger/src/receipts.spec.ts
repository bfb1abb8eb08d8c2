import type { Hash, LedgerId, Receipt, ThreadId } from '@consilium/domain';
import { filled, refusedAs, root, somebody, type Somebody } from '@consilium/testkit/ledger';
import { readReceipt, receiptClaim, signReceipt } from './documents';
import { signJws } from './keys';

let alice: Somebody;
let bob: Somebody;
let receipt: Receipt;

beforeAll(async () => {
  [alice, bob] = await Promise.all([somebody(1), somebody(2)]);
  const place = { ledger: filled<LedgerId>(7, 32), thread: filled<ThreadId>(8, 16), hash: filled<Hash>(9, 32) };
  receipt = { v: 1, root, ledger: place.ledger, thread: place.thread, seq: 4, hash: place.hash, by: alice.id };
});

test('what somebody signed of how far they looked is read under their key, and claims the same before it is known', async () => {
  const jws = await signReceipt(receipt, alice.signer);
  expect(await readReceipt(jws, alice.signer.public)).toEqual(receipt);
  expect(receiptClaim(jws)).toEqual(receipt);
});

test('under another key it is nothing, and so is another document, or one of another form', async () => {
  const jws = await signReceipt(receipt, alice.signer);
  await expect(readReceipt(jws, bob.signer.public)).rejects.toThrow(refusedAs('unknown-signer'));
  const head = (await signJws('consilium-head', receipt, alice.signer)).jws;
  await expect(readReceipt(head, alice.signer.public)).rejects.toThrow(refusedAs('header'));
  expect(() => receiptClaim(head)).toThrow(refusedAs('header'));
  const more = (await signJws('consilium-receipt', { ...receipt, at: 1 }, alice.signer)).jws;
  await expect(readReceipt(more, alice.signer.public)).rejects.toThrow(refusedAs('shape'));
  await expect(signReceipt({ ...receipt, seq: -1 }, alice.signer)).rejects.toMatchObject({ kind: 'bad-input' });
});
