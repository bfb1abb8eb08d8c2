import {
  contract,
  oldestContract,
  readRelease,
  releaseHeader,
  releaseText,
  unnamedBuild,
  type Release,
} from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../settings/config';
import { readBuildHeaders } from './web-build';

/** Injection token of what this process says it is, as text. */
export const RELEASE = Symbol('release');

/** Which build this process serves: the one in its web folder, or the one a setting names where another server has it. */
export function releaseOf({ build, webRoot }: Pick<Settings, 'build' | 'webRoot'>): Release {
  const served = webRoot === undefined ? '' : readBuildHeaders(webRoot).build;
  return { build: build ?? (served === '' ? unnamedBuild : served), contract };
}

const tooOld = 'This page is of an older version than the service can answer. Reload it; what you are writing is kept.';

/** Names the build in every answer, and sends a page that is too old to be answered to its reload button. */
export function nameRelease(fastify: FastifyInstance, release: Release): void {
  const says = releaseText(release);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api')) void reply.header(releaseHeader, says);
    const told = request.headers[releaseHeader];
    const asked = typeof told === 'string' ? readRelease(told) : undefined;
    if (asked === undefined || asked.contract >= oldestContract) done();
    else done(new Problem('wrong-state', tooOld, { reason: 'reload' }));
  });
}
