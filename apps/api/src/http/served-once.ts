import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Endpoint } from '@consilium/contracts';
import { allEndpoints } from './open-api.controller';
import { endpointOf } from './request';

/** Paths of all endpoints that handlers of this application serve, in no order; one served twice stands there twice. */
export function servedPaths(discovery: DiscoveryService, scanner: MetadataScanner): string[] {
  const served: Endpoint[] = [];
  for (const { instance } of discovery.getControllers()) {
    if (typeof instance !== 'object' || instance === null) continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = prototype[name];
      const endpoint = typeof method === 'function' ? endpointOf(method) : undefined;
      if (endpoint !== undefined) served.push(endpoint);
    }
  }
  return served.map(({ path }) => path);
}

/** The table and the handlers agree: every endpoint served, each once. Throws an Error that lists what is not so. */
export function requireServedOnce(paths: readonly string[]): void {
  const wanted = allEndpoints().map(({ path }) => path);
  const missing = wanted.filter((path) => !paths.includes(path));
  const doubled = paths.filter((path, index) => paths.indexOf(path) !== index);
  if (missing.length + doubled.length > 0) {
    throw new Error(
      `Endpoints not served: ${missing.join(', ') || 'none'}; served twice: ${doubled.join(', ') || 'none'}`,
    );
  }
}
