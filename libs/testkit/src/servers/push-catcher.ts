import {
  createECDH,
  createDecipheriv,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type JsonWebKey,
} from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser gives of a device, as `telling/push-here` takes it. */
export interface PushedDevice {
  readonly endpoint: string;
  readonly key: string;
  readonly secret: string;
  readonly device: string;
}

/** One push as its push service gets it, and as the device alone reads it. */
export interface CaughtPush {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly sealed: Buffer;
  readonly text: string;
}

/** How a push service answers for a device: with a status, never, or by hanging up. */
export type PushAnswer = number | 'never' | 'hangs-up';

/** A push service of the tests: it opens what only devices can, since they are its own. */
export interface PushCatcher {
  /** As PUSH_HOSTS names it. */
  readonly host: string;
  readonly pushes: readonly CaughtPush[];
  /** What was asked for at any other address, as a redirect would have it. */
  readonly elsewhere: readonly string[];
  device(name?: string): PushedDevice;
  /** `retryAfter`: what it says of when to come again. */
  answers(device: PushedDevice, how: PushAnswer, retryAfter?: string): void;
  stop(): Promise<void>;
}

interface Keys {
  readonly privateKey: Buffer;
  readonly publicKey: Buffer;
  readonly secret: Buffer;
}

function curveOf(privateKey: Buffer): ReturnType<typeof createECDH> {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey);
  return curve;
}

/** RFC 8291 over RFC 8188, one record. Throws for whatever does not open. */
export function openPush(sealed: Buffer, { privateKey, publicKey, secret }: Keys): string {
  const salt = sealed.subarray(0, 16);
  const length = sealed.readUInt8(20);
  const sender = sealed.subarray(21, 21 + length);
  const shared = curveOf(privateKey).computeSecret(sender);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]);
  const input = Buffer.from(hkdfSync('sha256', shared, secret, info, 32));
  const derived = (name: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', input, salt, Buffer.from(`Content-Encoding: ${name}\0`), bytes));
  const record = sealed.subarray(21 + length);
  const opener = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12));
  opener.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([opener.update(record.subarray(0, -16)), opener.final()]);
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new Error('This record is not the last one');
  return padded.subarray(0, end).toString();
}

/** Whether a token is signed by the point of P-256 that is named beside it. */
function isSigned(token: string, key: string): boolean {
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((each) => each.toString('base64url'));
  const signer = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y } as JsonWebKey, format: 'jwk' });
  const [head, claims, signature = ''] = token.split('.');
  const of = Buffer.from([head, claims].join('.'));
  return verify('sha256', of, { key: signer, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

/** RFC 8292: the token is of the key that it names, for this push service, and not for ever. */
function requireVapid(header: string, origin: string): void {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(header) ?? [];
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  const said = JSON.parse(claims) as { readonly aud: string; readonly exp: number; readonly sub: string };
  const left = said.exp - Date.now() / 1000;
  const isForUs = said.aud === origin && left > 0 && left <= 86_400 && /^(?:mailto|https):/.test(said.sub);
  if (!isForUs || !isSigned(token, key)) throw new Error('Nobody vouches for this push');
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function startPushCatcher(): Promise<PushCatcher> {
  const keys = new Map<string, Keys>();
  const how = new Map<string, PushAnswer>();
  const waits = new Map<string, string>();
  const pushes: CaughtPush[] = [];
  const elsewhere: string[] = [];
  const server = createServer((request, response) => {
    void take(request, response).catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const host = `localhost:${String((server.address() as AddressInfo).port)}`;
  const origin = `http://${host}`;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const endpoint = `${origin}${request.url ?? ''}`;
    const of = keys.get(endpoint);
    const sealed = await bodyOf(request);
    if (of === undefined) {
      elsewhere.push(endpoint);
      response.writeHead(404).end();
      return;
    }
    const answer = how.get(endpoint) ?? 201;
    if (answer === 'hangs-up') {
      request.socket.destroy();
      return;
    }
    requireVapid(request.headers.authorization ?? '', origin);
    pushes.push({ endpoint, headers: request.headers, sealed, text: openPush(sealed, of) });
    if (answer === 'never') return;
    const wait = waits.get(endpoint);
    const head = { Location: `${origin}/another-place`, ...(wait !== undefined && { 'Retry-After': wait }) };
    response.writeHead(answer, head).end('as it pleases');
  }

  return {
    host,
    pushes,
    elsewhere,
    device: (name = 'Phone') => {
      const curve = createECDH('prime256v1');
      const publicKey = curve.generateKeys();
      const endpoint = `${origin}/push/${randomBytes(24).toString('base64url')}`;
      const secret = randomBytes(16);
      keys.set(endpoint, { privateKey: curve.getPrivateKey(), publicKey, secret });
      return { endpoint, key: publicKey.toString('base64url'), secret: secret.toString('base64url'), device: name };
    },
    answers: (device, to, retryAfter) => {
      how.set(device.endpoint, to);
      if (retryAfter === undefined) waits.delete(device.endpoint);
      else waits.set(device.endpoint, retryAfter);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Settings of a service that pushes to this one, and to no other. */
export const pushingTo = ({ host }: Pick<PushCatcher, 'host'>): Record<string, string> => {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  // A private key that begins with zeros is given without them.
  const key = curve.getPrivateKey('hex').padStart(64, '0');
  return {
    VAPID_KEY: Buffer.from(key, 'hex').toString('base64url'),
    VAPID_SUBJECT: 'mailto:consilium@hospital.example',
    PUSH_HOSTS: host,
  };
};
