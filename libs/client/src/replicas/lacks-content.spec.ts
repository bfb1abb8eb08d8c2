import { randomBytes, toB64 } from '@consilium/bytes';
import type { PersonId } from '@consilium/domain';
import { blobOf } from '@consilium/ledger';
import { lacksContent } from './lacks-content';

const [me, other] = [toB64(randomBytes(16)) as PersonId, toB64(randomBytes(16)) as PersonId];

/** An entry of this type and body that came with these contents. */
const came = (type: string, body: unknown, ...blobs: { ref: { hash: string }; data: string }[]) => ({
  entry: { type },
  body,
  wire: { jws: '', blobs: Object.fromEntries(blobs.map(({ ref, data }) => [ref.hash, data])) },
});

test('a grant to this reader that came without its content is missing, one to somebody else is not', async () => {
  const blob = await blobOf(randomBytes(1168));
  const grant = (recipient: PersonId) => ({ thread: 't', gen: 1, recipient, clearance: '', blob: blob.ref });
  expect([
    lacksContent(came('grant', grant(me)), me),
    lacksContent(came('grant', grant(me), blob), me),
    lacksContent(came('grant', grant(other)), me),
  ]).toEqual([true, false, false]);
});

test('of a new generation the reader’s own grant must come along and the others’ need not', async () => {
  const [mine, theirs] = [await blobOf(randomBytes(1168)), await blobOf(randomBytes(1168))];
  const grants = [
    { recipient: me, blob: mine.ref },
    { recipient: other, blob: theirs.ref },
  ];
  const body = { thread: 't', gen: 2, grants };
  expect([
    lacksContent(came('rotate', body, theirs), me),
    lacksContent(came('rotate', body, mine), me),
    lacksContent(came('rotate', { ...body, grants: grants.slice(1) }), me),
  ]).toEqual([true, false, false]);
});

test('of everything else all content must come along', async () => {
  const blob = await blobOf(randomBytes(284));
  const body = { thread: 't', gen: 1, sealed: blob.ref, replyTo: '' };
  expect([lacksContent(came('message', body), me), lacksContent(came('message', body, blob), me)]).toEqual([
    true,
    false,
  ]);
});
