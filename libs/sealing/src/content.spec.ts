import * as fc from 'fast-check';
import { equalBytes, toB64, concat } from '@consilium/bytes';
import { displaced, extended, fill, flipped, refusals, truncated } from '@consilium/testkit/sealing';
import { lp, u32, utf8 } from './raw';
import { hkdf } from './hkdf';
import { sealGcm } from './aes-gcm';
import { CannotOpen } from './cannot-open';
import {
  contentSizes,
  longestContent,
  openContent,
  openText,
  sealContent,
  TooLong,
  type ContentPlace,
} from './content';
import { newThreadKey, threadContext } from './thread-key';

const key = fill(5, 32);
const ctx = { ledger: toB64(fill(1, 32)), thread: toB64(fill(2, 16)), generation: 1 };
const place: ContentPlace = {
  ctx,
  entry: toB64(fill(3, 16)),
  author: toB64(fill(4, 16)),
  type: 'message',
  field: 'text',
};

test('any text opens to itself', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 600 }), async (text) => {
      expect(await openText(key, place, await sealContent(key, place, text))).toBe(text);
    }),
  );
});

test('any bytes open to themselves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
      expect(equalBytes(await openContent(key, place, await sealContent(key, place, bytes)), bytes)).toBe(true);
    }),
  );
});

test.each([
  [0, 256],
  [252, 256],
  [253, 1024],
  [1020, 1024],
  [1021, 4096],
  [4092, 4096],
  [4093, 16384],
  [16380, 16384],
  [16381, 65536],
  [65532, 65536],
])('%i bytes are padded to %i', async (length, inner) => {
  const blob = await sealContent(key, place, fill(1, length));
  expect(blob.length).toBe(inner + 28);
  expect((await openContent(key, place, blob)).length).toBe(length);
});

test('a longer text is refused by name', async () => {
  await expect(sealContent(key, place, fill(1, longestContent + 1))).rejects.toThrow(TooLong);
  await expect(sealContent(key, place, 'é'.repeat(40000))).rejects.toThrow(RangeError);
});

test('the same text sealed twice is different bytes', async () => {
  const [one, other] = [await sealContent(key, place, 'again'), await sealContent(key, place, 'again')];
  expect(equalBytes(one, other)).toBe(false);
});

test('content opens in its own place only', async () => {
  const blob = await sealContent(key, place, 'left heel');
  const otherCtx = { ledger: toB64(fill(9, 32)), thread: toB64(fill(9, 16)), generation: 2 };
  const elsewhere = [
    ...displaced(ctx, otherCtx).map(([, wrong]) => ({ ...place, ctx: wrong })),
    ...displaced(place, {
      entry: toB64(fill(9, 16)),
      author: toB64(fill(9, 16)),
      type: 'opinion',
      field: 'caption',
    }).map(([, wrong]) => wrong),
    // The boundary between type and field is part of the place.
    { ...place, type: 'messagetex', field: 't' },
  ];
  expect(elsewhere).toHaveLength(8);
  for (const wrong of elsewhere) await expect(openContent(key, wrong, blob)).rejects.toThrow(CannotOpen);
  await expect(openContent(newThreadKey(), place, blob)).rejects.toThrow(CannotOpen);
});

test('content with any byte changed, cut off or added does not open', async () => {
  const blob = await sealContent(key, place, 'left heel');
  const changed = [...flipped(blob), ...truncated(blob), ...extended(blob)];
  const open = changed.map((bytes) => () => openContent(key, place, bytes));
  expect(await refusals(open, CannotOpen)).toEqual({ refused: changed.length, opened: 0 });
});

describe('content a holder of the key sealed wrongly', () => {
  const label = 'consilium/1 content';
  const seal = (inner: Uint8Array): Promise<Uint8Array> => {
    const contentKey = hkdf(key, lp(label, threadContext(ctx)), { salt: fill(3, 16) });
    return sealGcm(contentKey, inner, lp(label, threadContext(ctx), fill(3, 16), fill(4, 16), 'message', 'text'));
  };
  const padded = (length: number, tail: number[]): Uint8Array => {
    const inner = concat([u32(length), utf8('abc'), new Uint8Array(249)]);
    inner.set(tail, 256 - tail.length);
    return inner;
  };

  test('opens when it is right after all', async () => {
    expect(await openText(key, place, await seal(padded(3, [])))).toBe('abc');
  });

  test.each([
    ['non-zero padding', padded(3, [1])],
    ['something between text and padding', padded(2, [])],
    ['a length beyond the size class', padded(253, [])],
    ['a length beyond all bounds', padded(0xffffffff, [])],
    ['no size class', padded(3, []).subarray(0, 255)],
    ['not even a length', new Uint8Array(3)],
  ])('does not open: %s', async (_, inner) => {
    await expect(openContent(key, place, await seal(inner))).rejects.toThrow(CannotOpen);
  });

  test('does not open as text when it is not UTF-8', async () => {
    const blob = await sealContent(key, place, new Uint8Array([0xc3, 0x28]));
    await expect(openText(key, place, blob)).rejects.toThrow(CannotOpen);
  });
});

test('the size classes are those of the protocol', () => {
  expect(contentSizes).toEqual([256, 1024, 4096, 16384, 65536]);
});
