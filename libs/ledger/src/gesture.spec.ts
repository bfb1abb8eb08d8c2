import { digest, toB64 } from '@consilium/bytes';
import {
  type Algorithm,
  authenticator,
  filled,
  handmade,
  origin,
  refusedAs,
  root,
  rpId,
} from '@consilium/testkit/ledger';
import { fromB64, lp } from './untrusted-bytes';
import { challenge, isOrigin, recoverySignInMessage, verifyGesture, type ChallengeLabel } from './gesture';

const nonce = filled<string>(40, 32);
const subject = filled<string>(41, 32);
const decision = () => challenge('consilium/1 decision', root, rpId, nonce, subject);

describe('a challenge', () => {
  test('is SHA-256(lp(label, root, rpId, nonce, hash))', async () => {
    const expected = await digest(lp('consilium/1 decision', fromB64(root), rpId, fromB64(nonce), fromB64(subject)));
    expect(await decision()).toBe(toB64(expected));
  });

  test('differs with label, root, domain, nonce and what it is about', async () => {
    const labels: ChallengeLabel[] = ['consilium/1 decision', 'consilium/1 second-decision', 'consilium/1 sign-in'];
    const other = filled<string>(42, 32);
    const all = await Promise.all([
      ...labels.map((label) => challenge(label as 'consilium/1 decision', root, rpId, nonce, subject)),
      challenge('consilium/1 decision', other, rpId, nonce, subject),
      challenge('consilium/1 decision', root, 'other.example', nonce, subject),
      challenge('consilium/1 decision', root, rpId, other, subject),
      challenge('consilium/1 decision', root, rpId, nonce, other),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('of an act takes the entry type as text, and of recovery is a message, not a hash', async () => {
    const session = filled<string>(43, 16);
    const parts = [fromB64(root), rpId, fromB64(nonce), fromB64(session)] as const;
    expect(await challenge('consilium/1 act', root, rpId, nonce, 'AAAA', subject)).toBe(
      toB64(await digest(lp('consilium/1 act', ...parts.slice(0, 3), 'AAAA', fromB64(subject)))),
    );
    expect(toB64(recoverySignInMessage(root, rpId, nonce, session))).toBe(
      toB64(lp('consilium/1 recovery-sign-in', ...parts)),
    );
  });

  test('before there is a root has an empty one', async () => {
    expect(await challenge('consilium/1 passkey-create', '', rpId, nonce, subject)).toBe(
      toB64(await digest(lp('consilium/1 passkey-create', '', rpId, fromB64(nonce), fromB64(subject)))),
    );
  });

  test('once there is a root has it, also where a passkey is made or a statement', async () => {
    const parts = [fromB64(root), rpId, fromB64(nonce), fromB64(subject)] as const;
    for (const label of ['consilium/1 passkey-create', 'consilium/1 join'] as const) {
      expect(await challenge(label, root, rpId, nonce, subject)).toBe(toB64(await digest(lp(label, ...parts))));
    }
    expect(await challenge('consilium/1 join', '', rpId, nonce, subject)).toBe(
      toB64(await digest(lp('consilium/1 join', '', ...parts.slice(1)))),
    );
  });

  test('takes only a nonce of 32 bytes', async () => {
    await expect(challenge('consilium/1 sign-in', root, rpId, filled(1, 31), subject)).rejects.toThrow(
      refusedAs('shape'),
    );
  });

  test.each([
    ['a sign-in before there is a root', () => challenge('consilium/1 sign-in', '', rpId, nonce, subject)],
    ['a sign-in to nothing', () => challenge('consilium/1 sign-in', root, rpId, nonce, '')],
    ['an act of no type', () => challenge('consilium/1 act', root, rpId, nonce, '', subject)],
    ['a decision on half a hash', () => challenge('consilium/1 decision', root, rpId, nonce, filled(3, 16))],
  ])('is not made for %s', async (_what, make) => {
    await expect(make()).rejects.toThrow(refusedAs('shape'));
  });

  test('of a recovery sign-in needs a root', () => {
    expect(() => recoverySignInMessage('', rpId, nonce, subject)).toThrow(refusedAs('shape'));
  });
});

describe('a gesture', () => {
  test.each<Algorithm>(['ES256', 'EdDSA', 'RS256'])('of an authenticator with %s is verified', async (algorithm) => {
    const key = authenticator(algorithm);
    const expected = { passkeys: [key.passkey], challenge: await decision(), origin, rpId };
    for (let time = 0; time < 4; time++) {
      const verified = await verifyGesture(key.assert(expected.challenge, nonce), expected);
      expect(verified.credential).toBe(key.passkey.credential);
      expect(verified.counter).toBeGreaterThan(time);
    }
    const gesture = key.assert(expected.challenge, nonce);
    const bent = fromB64(gesture.sig);
    bent[bent.length - 1] = (bent.at(-1) ?? 0) ^ 1;
    await expect(verifyGesture({ ...gesture, sig: toB64(bent) }, expected)).rejects.toThrow(
      refusedAs('gesture-signature'),
    );
  });

  test('by another passkey than those listed, or one of another domain, is refused', async () => {
    const [key, other] = [authenticator(), authenticator()];
    const expected = { passkeys: [key.passkey], challenge: await decision(), origin, rpId };
    await expect(verifyGesture(other.assert(expected.challenge, nonce), expected)).rejects.toThrow(
      refusedAs('gesture-passkey'),
    );
    const posing = { ...other.assert(expected.challenge, nonce), cred: key.passkey.credential };
    await expect(verifyGesture(posing, expected)).rejects.toThrow(refusedAs('gesture-signature'));
    const elsewhere = { ...expected, passkeys: [{ ...key.passkey, rpId: 'other.example' }] };
    await expect(verifyGesture(key.assert(expected.challenge, nonce), elsewhere)).rejects.toThrow(
      refusedAs('gesture-passkey'),
    );
    await expect(verifyGesture(key.assert(expected.challenge, nonce), { ...expected, passkeys: [] })).rejects.toThrow(
      refusedAs('gesture-passkey'),
    );
  });

  test('over a sign-in challenge is no decision, and one over a decision is no second decision (attack 15)', async () => {
    const key = authenticator();
    const signIn = await challenge('consilium/1 sign-in', root, rpId, nonce, subject);
    const expected = { passkeys: [key.passkey], challenge: await decision(), origin, rpId };
    await expect(verifyGesture(key.assert(signIn, nonce), expected)).rejects.toThrow(refusedAs('gesture-challenge'));
    const second = await challenge('consilium/1 second-decision', root, rpId, nonce, subject);
    await expect(
      verifyGesture(key.assert(expected.challenge, nonce), { ...expected, challenge: second }),
    ).rejects.toThrow(refusedAs('gesture-challenge'));
  });

  test('of an authenticator that did not verify its user is refused', async () => {
    const key = authenticator('ES256', origin, rpId, false);
    const expected = { passkeys: [key.passkey], challenge: await decision(), origin, rpId };
    await expect(verifyGesture(key.assert(expected.challenge, nonce), expected)).rejects.toThrow(
      refusedAs('gesture-verification'),
    );
  });

  test('made for another domain is refused', async () => {
    const key = authenticator('ES256', 'https://other.example', 'other.example');
    const expected = {
      passkeys: [{ ...key.passkey, rpId }],
      challenge: await decision(),
      origin: 'https://other.example',
      rpId,
    };
    await expect(verifyGesture(key.assert(expected.challenge, nonce), expected)).rejects.toThrow(
      refusedAs('gesture-rp'),
    );
  });
});

describe('a gesture signed by hand', () => {
  const key = handmade(filled(50, 16));
  let expected: Parameters<typeof verifyGesture>[1];
  let good: Record<string, unknown>;

  beforeAll(async () => {
    expected = { passkeys: [key.passkey], challenge: await decision(), origin, rpId };
    good = { type: 'webauthn.get', challenge: expected.challenge, origin, crossOrigin: false };
  });

  test('in the browser’s own spelling is verified', async () => {
    const spelled = JSON.stringify({ ...good, other_keys_can_be_added_here: 'do not compare' }, undefined, 2);
    expect(await verifyGesture(key.sign({ nonce, clientData: spelled }), expected)).toEqual({
      credential: key.passkey.credential,
      counter: 9,
    });
  });

  test.each([
    ['gesture-type', { type: 'webauthn.create' }],
    ['gesture-challenge', { challenge: filled<string>(1, 32) }],
    ['gesture-challenge', { challenge: undefined }],
    ['gesture-origin', { origin: 'https://consilium.example.evil.example' }],
    ['gesture-origin', { origin: 'http://consilium.example' }],
    ['gesture-origin', { origin: 'https://consilium.example:8443' }],
    ['gesture-origin', { origin: 'http://localhost:3000' }],
    ['gesture-origin', { origin: undefined }],
    ['gesture-cross-origin', { crossOrigin: true }],
  ])('is refused as %s with %j', async (reason, change) => {
    const gesture = key.sign({ nonce, clientData: { ...good, ...change } });
    await expect(verifyGesture(gesture, expected)).rejects.toThrow(refusedAs(reason));
  });

  test.each([
    ['gesture-presence', { flags: 4 }],
    ['gesture-verification', { flags: 1 }],
    ['gesture-rp', { rp: 'other.example' }],
    ['gesture-data', { length: 36 }],
    ['gesture-data', { clientData: '{' }],
    ['gesture-data', { clientData: '[]' }],
    ['gesture-data', { clientData: 'null' }],
    ['gesture-data', { clientData: '"webauthn.get"' }],
  ])('is refused as %s with %j', async (reason, change) => {
    const gesture = key.sign({ nonce, clientData: good, ...change });
    await expect(verifyGesture(gesture, expected)).rejects.toThrow(refusedAs(reason));
  });

  test('is refused when client data or authenticator data are changed after signing', async () => {
    const gesture = key.sign({ nonce, clientData: good });
    const later = key.sign({ nonce, clientData: { ...good, more: 1 }, flags: 0x0d });
    for (const mixed of [
      { ...gesture, clientData: later.clientData },
      { ...gesture, authData: later.authData },
    ]) {
      await expect(verifyGesture(mixed, expected)).rejects.toThrow(refusedAs('gesture-signature'));
    }
  });
});

describe('the origin', () => {
  test.each([
    ['http://localhost:4000', true],
    ['http://localhost', true],
    ['https://localhost:4000', false],
    ['http://localhost.evil.example', false],
    ['http://127.0.0.1:4000', false],
    ['http://localhost:4000/', false],
    ['app+http://localhost:4000', false],
    [['http://localhost:4000'], false],
    [undefined, false],
  ])('of a trial on localhost may be %s: %s', (actual, passes) => {
    expect(isOrigin(actual, { origin: 'http://localhost:3000', rpId: 'localhost' })).toBe(passes);
  });

  test('is the pinned one everywhere else', () => {
    expect(isOrigin(origin, { origin, rpId })).toBe(true);
    expect(isOrigin('http://localhost:4000', { origin, rpId })).toBe(false);
  });
});
