import { createECDH } from 'node:crypto';

/** The push services of the browsers there are: Chromium's, Firefox's, Safari's and Edge's. */
export const knownHosts =
  'fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,*.push.apple.com,*.notify.windows.com';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a host is this machine: a test's push service, which needs no https. */
export const isThisMachine = (host: string): boolean => loopback.includes(host.replace(/:\d+$/, ''));

/** The public half of a private key of P-256. Throws for what is none. */
export function publicOf(privateKey: string): string {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  return curve.getPublicKey('base64url');
}

export function isKeyOfP256(privateKey: string): boolean {
  try {
    return publicOf(privateKey) !== '';
  } catch {
    return false;
  }
}

/** Whether something can be sealed to this public key. */
export function isPointOfP256(publicKey: string): boolean {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  try {
    curve.computeSecret(Buffer.from(publicKey, 'base64url'));
    return true;
  } catch {
    return false;
  }
}
