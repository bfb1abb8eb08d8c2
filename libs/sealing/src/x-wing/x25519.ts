import { concat, equalBytes, fromB64 } from '@consilium/bytes';
import { CannotOpen } from '../cannot-open';
import { subtle, trusted, type Held, type Road } from './held';

/** PKCS #8 (RFC 8410) up to the 32 bytes of the key: the one form in which engines take a secret without its point. */
const pkcs8 = fromB64('MC4CAQAwBQYDK2VuBCIEIA');

/** u = 9. */
export const basePoint = new Uint8Array(32);
basePoint[0] = 9;

/** X25519 by the engine. */
export const ownX25519: Road = async (scalar) => {
  const key = await subtle().importKey('pkcs8', concat([pkcs8, scalar]), 'X25519', false, ['deriveBits']);
  return async (point) => {
    const peer = await subtle().importKey('raw', point, 'X25519', false, []);
    return new Uint8Array(await subtle().deriveBits({ name: 'X25519', public: peer }, key, 256));
  };
};

/** X25519 in JavaScript, fetched by the engines that have none. */
export const plainX25519: Road = async (scalar) => {
  const { scalarMult } = await import('./plain-x25519');
  return (point) => Promise.resolve().then(() => new Uint8Array(scalarMult(scalar, point)));
};

/** RFC 7748, section 5.2, the second vector: its point has the top bit set, which is not to be read. */
const published = {
  scalar: fromB64('S2bp1NG0Zzxa0iaRlX1q9cEbZCHg6gHULKQWnnkYug0'),
  point: fromB64('5SEPEnhoEdP0t5WdBTiuLDHb5xBvwDw-_EzVSccVpJM'),
  product: fromB64('lcvelHbokH16reRctLhz-ItZWmh5n6FS5vj3ZHqseVc'),
};

/** u = 2^255 - 10, which is 9 written with p added: to be read as 9. */
const baseAgain = new Uint8Array(32).fill(0xff);
baseAgain[0] = 0xf6;
baseAgain[31] = 0x7f;

export async function readsPointsAsPublished(road: Road): Promise<boolean> {
  const multiply = await road(published.scalar);
  if (!equalBytes(await multiply(published.point), published.product)) return false;
  return equalBytes(await multiply(baseAgain), await multiply(basePoint));
}

/** X-Wing itself does not ask, but engines throw at a product of zero and need not: here a point of small order opens nothing anywhere. */
export function refusingZero(multiply: Held): Held {
  return async (point) => {
    const product = await multiply(point);
    if (product.every((byte) => byte === 0)) throw new CannotOpen();
    return product;
  };
}

const road = trusted(ownX25519, plainX25519, readsPointsAsPublished);

/** Multiplies points by this scalar, 32 bytes, which is clamped on the way. */
export const x25519: Road = async (scalar) => (await road())(scalar);
