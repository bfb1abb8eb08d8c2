import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Settings } from '../settings/config';

/**
 * Where a request comes from, for counting. In production exactly one proxy is believed, the one whose connection this
 * is: what it says stands last, whatever the sender wrote before it. Elsewhere nobody is.
 */
export function addressOf(request: IncomingMessage, { deployment }: Pick<Settings, 'deployment'>): string {
  const forwarded = request.headers['x-forwarded-for'];
  const said = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',').at(-1)?.trim() ?? '';
  const address = deployment === 'production' && said !== '' ? said : (request.socket.remoteAddress ?? '');
  return networkOf(address);
}

/** What one sender has: an IPv4 address, or the first half of an IPv6 one, whose other half every sender makes up. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return address;
  const [front = '', back] = plain.split('::');
  const groups = front === '' ? [] : front.split(':');
  const missing = back === undefined ? 0 : 8 - groups.length - (back === '' ? 0 : back.split(':').length);
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...(back ?? '').split(':')];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':');
}
