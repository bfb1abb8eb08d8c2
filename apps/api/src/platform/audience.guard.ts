import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Endpoint } from '@consilium/contracts';
import type { EndpointAudience } from '@consilium/domain';
import { audienceAllows, Problem } from '@consilium/domain';
import type { Caller } from './caller';
import { SETTINGS, type Settings } from './config';
import { RateLimits } from './rate-limits';
import { endpointOf, type ApiRequest } from './request';
import { readInput } from './serves';
import { tokenIn } from './session-cookie';
import { Sessions } from './sessions';

/** Whether a caller belongs to an endpoint's audience; what they may do with one noun is judged behind its door. */
export function belongsTo(audience: EndpointAudience, { standing, role }: Caller): boolean {
  return audienceAllows(audience, { status: standing === 'active' ? 'good' : standing, role });
}

/**
 * Refuses what did not come from our own page. A missing Origin is refused (programs send it too); Fetch Metadata is
 * checked where a browser sends it.
 */
export function comesFromUs(headers: ApiRequest['headers'], publicOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin === publicOrigin && (site === undefined || site === 'same-origin');
}

/** Stands before every handler. What declares no audience is refused: only routes marked by `@Serves` or `@Open` pass. */
@Injectable()
export class AudienceGuard implements CanActivate {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const endpoint = endpointOf(context.getHandler());
    if (endpoint === undefined) return isOpen(context.getHandler());
    if (!comesFromUs(request.headers, this.settings.publicOrigin)) {
      throw new Problem('not-allowed', 'This request did not come from the application. Open it from its own address.');
    }
    const token = tokenIn(request.headers.cookie);
    const caller = token === undefined ? undefined : await this.sessions.find(token);
    if (caller !== undefined) request.caller = caller;
    this.limits.count(endpoint.rate, caller?.person ?? `from ${request.ip}`);
    requireAudience(endpoint, caller);
    request.input = readInput(endpoint, request.body);
    return true;
  }
}

function requireAudience(endpoint: Endpoint, caller: Caller | undefined): void {
  if (endpoint.audience === 'public') return;
  if (caller === undefined) throw new Problem('not-signed-in', 'You are signed out. Sign in to go on.');
  if (!belongsTo(endpoint.audience, caller)) {
    const message =
      caller.standing === 'waiting'
        ? 'Your credential is not signed yet. An officer has to confirm it first.'
        : 'Your role does not allow this.';
    throw new Problem('not-allowed', message);
  }
}

const OPEN = 'consilium:open';

/** Marks the few GET routes without data: health and the API description. */
export function Open(): MethodDecorator {
  return (_target, _name, descriptor) => {
    Reflect.defineMetadata(OPEN, true, descriptor.value as object);
  };
}

function isOpen(handler: object): boolean {
  return Reflect.getMetadata(OPEN, handler) === true;
}
