import { isThisMachine } from '../../settings/pushing';

const isListed = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((each) => (each.startsWith('*.') ? host.endsWith(each.slice(1)) : host === each));

/**
 * The address of an endpoint that somebody's browser named, where it may be asked: at a listed host and its usual port, and
 * encrypted on the way. Undefined for any other, whatever it leads to.
 */
export function endpointAt(endpoint: string, hosts: readonly string[]): URL | undefined {
  if (!URL.canParse(endpoint)) return undefined;
  const url = new URL(endpoint);
  const isPlain = url.username === '' && url.password === '' && url.hash === '' && url.href === endpoint;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.host));
  return isPlain && isSafe && isListed(url.host, hosts) ? url : undefined;
}
