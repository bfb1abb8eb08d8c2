import { concat, toB64 } from '@consilium/bytes';
import { displaced, extended, fill, flipped, refusals, truncated } from '@consilium/testkit/sealing';
import { fromB64 } from './raw';
import { CannotOpen } from './cannot-open';
import { grantInfo, grantRandomness, openGrant, sealGrant, type GrantPlace } from './grant';
import { newOrganisationKey, organisationPair, organisationPublic } from './organisation-key';
import {
  isUsableSealingKey,
  newSealingKey,
  openWith,
  sealingKeyFromSeed,
  sealTo,
  type SealingKeyPair,
} from './sealing-key';
import { newThreadKey, threadCommitment } from './thread-key';

const key = fill(5, 32);
let recipient: SealingKeyPair;
let place: GrantPlace;

const placeFor = (publicKey: string): GrantPlace => {
  const thread = { ledger: toB64(fill(1, 32)), thread: toB64(fill(2, 16)), generation: 1 };
  return {
    ...thread,
    root: toB64(fill(3, 32)),
    commitment: threadCommitment(key, thread),
    granter: toB64(fill(6, 16)),
    recipient: toB64(fill(7, 16)),
    recipientPublicKey: publicKey,
    clearance: '',
  };
};

beforeAll(async () => {
  recipient = await sealingKeyFromSeed(fill(8, 32));
  place = placeFor(recipient.publicKey);
});

test('a grant is 1168 bytes and opens to the key it gives', async () => {
  const blob = await sealGrant(key, place);
  expect(blob.length).toBe(1168);
  expect(toB64(await openGrant(blob, place, recipient))).toBe(toB64(key));
});

test('who holds the key makes the same grant again, side by side too; of another key, to another or elsewhere it is another', async () => {
  const blobs = await Promise.all(Array.from({ length: 8 }, () => sealGrant(key, place)));
  expect(new Set(blobs.map(toB64)).size).toBe(1);
  const otherKey = newThreadKey();
  const others = [
    sealGrant(otherKey, { ...place, commitment: threadCommitment(otherKey, place) }),
    sealGrant(key, { ...place, recipient: toB64(fill(9, 16)) }),
    sealGrant(key, { ...place, granter: toB64(fill(9, 16)) }),
    sealGrant(key, { ...place, recipientPublicKey: (await newSealingKey()).publicKey }),
  ];
  expect(new Set([...blobs, ...(await Promise.all(others))].map(toB64)).size).toBe(5);
  const opened = await Promise.all(blobs.map((blob) => openGrant(blob, place, recipient)));
  expect(new Set(opened.map(toB64))).toEqual(new Set([toB64(key)]));
});

test('a grant opens in its own place only', async () => {
  const blob = await sealGrant(key, place);
  const other: Partial<GrantPlace> = {
    root: toB64(fill(9, 32)),
    ledger: toB64(fill(9, 32)),
    thread: toB64(fill(9, 16)),
    generation: 2,
    commitment: toB64(fill(9, 32)),
    granter: toB64(fill(9, 16)),
    recipient: toB64(fill(9, 16)),
    recipientPublicKey: (await newSealingKey()).publicKey,
    clearance: toB64(fill(9, 16)),
  };
  const wrong = displaced(place, other);
  expect(wrong.map(([field]) => field).sort()).toEqual(Object.keys(place).sort());
  for (const [, elsewhere] of wrong) await expect(openGrant(blob, elsewhere, recipient)).rejects.toThrow(CannotOpen);
});

test('a grant opens for nobody else', async () => {
  const blob = await sealGrant(key, place);
  const other = await newSealingKey();
  await expect(openGrant(blob, place, other)).rejects.toThrow(CannotOpen);
  await expect(openGrant(blob, place, { ...other, publicKey: recipient.publicKey })).rejects.toThrow(CannotOpen);
});

test('a grant with any byte changed does not open', async () => {
  const blob = await sealGrant(key, place);
  const open = [...flipped(blob)].map((changed) => () => openGrant(changed, place, recipient));
  expect(await refusals(open, CannotOpen)).toEqual({ refused: 1168, opened: 0 });
}, 120_000);

test('a grant cut short or added to does not open', async () => {
  const blob = await sealGrant(key, place);
  const open = [...truncated(blob), ...extended(blob)].map((changed) => () => openGrant(changed, place, recipient));
  expect(await refusals(open, CannotOpen)).toEqual({ refused: 1170, opened: 0 });
});

test('a key that is not the committed one is not granted, and is refused when granted all the same', async () => {
  const wrongKey = newThreadKey();
  await expect(sealGrant(wrongKey, place)).rejects.toThrow(CannotOpen);
  const blob = await sealTo(recipient.publicKey, wrongKey, grantInfo(place), grantRandomness(wrongKey, place));
  expect(toB64(await openWith(recipient, blob, grantInfo(place)))).toBe(toB64(wrongKey));
  await expect(openGrant(blob, place, recipient)).rejects.toThrow(CannotOpen);
});

describe('a sealing key nobody could open with', () => {
  const broken = (): [string, string][] => {
    const good = fromB64(recipient.publicKey);
    const mlKem = good.subarray(0, 1184);
    const order8 = fromB64('X5yVvKNQjCSx0LFVnIPvWwREXMRYHI6G2CJO3dCfEVc');
    return [
      ['empty', ''],
      ['not base64url', `${recipient.publicKey.slice(0, -1)}=`],
      ['a byte short', toB64(good.subarray(1))],
      ['a byte long', toB64(concat([good, new Uint8Array(1)]))],
      ['ML-KEM coefficients out of range', toB64(concat([fill(255, 1152), good.subarray(1152)]))],
      ['X25519 point zero', toB64(concat([mlKem, fill(0, 32)]))],
      ['X25519 point one', toB64(concat([mlKem, new Uint8Array([1]), fill(0, 31)]))],
      ['X25519 point of order 8', toB64(concat([mlKem, order8]))],
      ['the same with the bit that is not read', toB64(concat([mlKem, order8.subarray(0, 31), fill(0xd7, 1)]))],
      ...[0xec, 0xed, 0xee].map((low): [string, string] => [
        `X25519 point at the prime (${String(low)})`,
        toB64(concat([mlKem, new Uint8Array([low]), fill(0xff, 30), fill(0x7f, 1)])),
      ]),
    ];
  };

  test('is recognised', async () => {
    expect(await isUsableSealingKey(recipient.publicKey)).toBe(true);
    for (const [, publicKey] of broken()) expect(await isUsableSealingKey(publicKey)).toBe(false);
  });

  test('is refused when sealing, and the next recipient is served', async () => {
    for (const [, publicKey] of broken()) await expect(sealGrant(key, placeFor(publicKey))).rejects.toThrow(CannotOpen);
    expect((await sealGrant(key, place)).length).toBe(1168);
  });
});

test("an organisation's key is granted to advisers, and opens what was granted to the organisation", async () => {
  const organisation = toB64(fill(20, 16));
  const root = place.root;
  const organisationKey = await newOrganisationKey();
  const ofKey = { ledger: root, thread: organisation, generation: 1 };
  const toAdviser: GrantPlace = { ...place, ...ofKey, commitment: threadCommitment(organisationKey, ofKey) };
  const held = await openGrant(await sealGrant(organisationKey, toAdviser), toAdviser, recipient);

  const toOrganisation: GrantPlace = {
    ...placeFor(await organisationPublic(organisationKey)),
    recipient: organisation,
  };
  const blob = await sealGrant(key, toOrganisation);
  expect(toB64(await openGrant(blob, toOrganisation, await organisationPair(held)))).toBe(toB64(key));
});

test('a seed of another length makes no key', async () => {
  await expect(sealingKeyFromSeed(new Uint8Array(31))).rejects.toThrow(CannotOpen);
});

test('a seed that is part of a larger buffer makes the key of that part', async () => {
  const within = concat([fill(1, 5), fill(8, 32), fill(2, 5)]).subarray(5, 37);
  expect((await sealingKeyFromSeed(within)).publicKey).toBe(recipient.publicKey);
});
