import { toB64 } from '@consilium/bytes';
import { challenge, recoverySignInMessage, signerFromSeed } from '@consilium/ledger';
import { fromB64, lp, textOf } from './raw';
import vectors from '../vectors/consilium-1.json';
import { briefCommitment } from './brief';
import { openContent, openText } from './content';
import { grantInfo, grantRandomness, openGrant } from './grant';
import { checkObjectKey, objectCommitment } from './picture-stream/object-key';
import { partRange, sealedSize } from './picture-stream/layout';
import { partSealer } from './picture-stream/seal-parts';
import { openInside } from './inside';
import { invitationProof, invitationSecret } from './invitation';
import { openKeyring, openVault } from './keyring';
import { padme } from './padme';
import { unwrapWithPassphrase } from './passphrase-wrap';
import { recoverySignInSeed, recoveryWrapKey } from './recovery-keys';
import { sealingKeyFromSeed } from './sealing-key';
import { openBack, openLink, threadCommitment } from './thread-key';
import { unwrapWithPrf, unwrapWithRecovery } from './wraps';

// Megabytes on a busy machine.
jest.setTimeout(60_000);

/** The vectors were written by another implementation (their file says which); this replays them all. */

test('lp is the bytes of the vector', () => {
  expect(toB64(lp(...vectors.lp.parts))).toBe(vectors.lp.bytes);
});

test.each(vectors.thread.generations)(
  'generation $generation has the committed key',
  ({ generation, key, commitment }) => {
    const { ledger, thread } = vectors.thread;
    expect(threadCommitment(fromB64(key), { ledger, thread, generation })).toBe(commitment);
  },
);

test('the back of generation 2 opens to the key of generation 1', async () => {
  const { ledger, thread, generations } = vectors.thread;
  const [first, second] = generations;
  if (first === undefined || second === undefined) throw new Error('two generations expected');
  const place = { ledger, thread, generation: 2 };
  expect(toB64(await openBack(fromB64(second.key), place, second.back, first))).toBe(first.key);
});

test('the back of generation 3 opens to the key of generation 1, and its link to that of generation 2, which was skipped', async () => {
  const { ledger, thread, generations } = vectors.thread;
  const [first, second, third] = generations;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three generations expected');
  const [place, key] = [{ ledger, thread, generation: 3 }, fromB64(third.key)];
  expect(toB64(await openBack(key, place, third.back, first))).toBe(first.key);
  const { link = '' } = third;
  expect(toB64(await openLink(key, place, third.commitment, link, second))).toBe(second.key);
});

test('the key of another thread opens under the case’s', async () => {
  const { place, caseKey, key, sealed } = vectors.inside;
  expect(threadCommitment(fromB64(key), place)).toBe(place.commitment);
  expect(toB64(await openInside(fromB64(caseKey), place, sealed))).toBe(key);
});

test.each(vectors.grants)('a grant with clearance "$place.clearance" opens to its key', async (grant) => {
  const pair = await sealingKeyFromSeed(fromB64(grant.sealingSeed));
  expect(pair.publicKey).toBe(grant.place.recipientPublicKey);
  expect(toB64(grantInfo(grant.place))).toBe(grant.info);
  expect(toB64(grantRandomness(fromB64(grant.key), grant.place))).toBe(grant.randomness);
  expect(toB64(await openGrant(fromB64(grant.blob), grant.place, pair))).toBe(grant.key);
});

test.each(vectors.contents)('content opens to "$text"', async ({ key, place, blob, text }) => {
  expect(await openText(fromB64(key), place, fromB64(blob))).toBe(text);
  expect(textOf(await openContent(fromB64(key), place, fromB64(blob)))).toBe(text);
});

test.each(vectors.keyrings)(
  'a keyring with recovery key "$fields.recoverySignIn" opens',
  async ({ accountKey, fields, blob }) => {
    const { person, version } = fields;
    const keyring = await openKeyring(fromB64(accountKey), fromB64(blob), { person, version });
    expect(keyring).toEqual({
      person,
      version,
      root: fields.root,
      signingSeed: fromB64(fields.signing),
      sealingSeed: fromB64(fields.sealing),
      invitationSeed: fromB64(fields.invitation),
      ...(fields.recoverySignIn === '' ? {} : { recoverySignInPublic: fields.recoverySignIn }),
      former: fields.former.map((each) => ({
        version: each.version,
        accountKey: fromB64(each.account),
        sealingSeed: fromB64(each.sealing),
      })),
    });
  },
);

test('a vault blob opens', async () => {
  const { accountKey, label, person, version, blob, bytes } = vectors.vault;
  expect(toB64(await openVault(fromB64(accountKey), { label, person, version }, fromB64(blob)))).toBe(bytes);
});

describe('wraps of one account key', () => {
  const { accountKey, person, version, credential, prf, recovery, passphrase } = vectors.wraps;
  const binding = { person, credential, version };

  test('the passkey opens its wrap', async () => {
    const { input, output } = prf;
    expect(toB64(await unwrapWithPrf(fromB64(prf.blob), { input, output: fromB64(output) }, binding))).toBe(accountKey);
  });

  test('the recovery words open theirs', async () => {
    const entropy = fromB64(recovery.entropy);
    expect(toB64(recoveryWrapKey(entropy))).toBe(recovery.wrapKey);
    expect((await signerFromSeed(recoverySignInSeed(entropy))).public).toBe(recovery.signInPublic);
    const opened = await unwrapWithRecovery(fromB64(recovery.blob), entropy, { ...binding, credential: '' });
    expect(toB64(opened)).toBe(accountKey);
  });

  test('the passphrase opens its own, typed on a keyboard that splits accents', async () => {
    const typed = ` ${passphrase.typed.normalize('NFD')}\n`;
    expect(typed.trim()).not.toBe(passphrase.typed);
    expect(toB64(await unwrapWithPassphrase(fromB64(passphrase.blob), typed, binding))).toBe(accountKey);
  }, 120_000);
});

test('the secret of an invitation and its proof are those of the vector', () => {
  const { seed, invitation, secret, root, joinHash, proof } = vectors.invitation;
  expect(toB64(invitationSecret(fromB64(seed), invitation))).toBe(secret);
  expect(invitationProof(fromB64(secret), root, joinHash)).toBe(proof);
});

test('the brief is committed to as in the vector', () => {
  const { salt, text, commitment } = vectors.brief;
  expect(briefCommitment(fromB64(salt), text)).toBe(commitment);
});

test.each(vectors.challenges.challenges)('$label under root "$root" is the challenge of the vector', async (row) => {
  const { rpId, nonce } = vectors.challenges;
  const label = row.label as 'consilium/1 sign-in';
  expect(await challenge(label, row.root, rpId, nonce, ...(row.more as [string]))).toBe(row.challenge);
});

test('the recovery sign-in signs the message of the vector', async () => {
  const { rpId, nonce, recoverySignIn } = vectors.challenges;
  const message = recoverySignInMessage(recoverySignIn.root, rpId, nonce, recoverySignIn.preSession);
  const signer = await signerFromSeed(recoverySignInSeed(fromB64(vectors.wraps.recovery.entropy)));
  expect(toB64(message)).toBe(recoverySignIn.message);
  expect(toB64(await signer.sign(message))).toBe(recoverySignIn.signature);
});

test.each(vectors.padme)('Padmé of $length is $padded', ({ length, padded }) => {
  expect(padme(length)).toBe(padded);
});

describe('picture objects', () => {
  const { key, objectId, commitment, salt, sealed } = vectors.object;

  test('the object key has the commitment of the vector', () => {
    expect(objectCommitment(fromB64(key), objectId)).toBe(commitment);
    expect(() => {
      checkObjectKey(fromB64(key), objectId, commitment);
    }).not.toThrow();
  });

  test.each(sealed)(
    'an object of $plainLength bytes has the parts of the vector',
    async ({ plainLength, sealedLength, parts }) => {
      const plain = Uint8Array.from({ length: plainLength }, (_, i) => i % 251);
      const hashes: string[] = [];
      const sealer = await partSealer(fromB64(key), plain, fromB64(salt));
      for (let index = 0; index < sealer.parts; index++) {
        const { from, to } = partRange(plainLength, index);
        const part = await sealer.seal(index, new Uint8Array(sealer.bufferLength));
        expect(part.bytes.length).toBe(to - from);
        hashes.push(part.sha256);
      }
      expect(hashes).toEqual(parts);
      expect(sealedSize(plainLength)).toBe(sealedLength);
    },
  );
});
