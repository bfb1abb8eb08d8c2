import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Problem } from '@consilium/domain';
import { endpointOf, type ApiRequest } from './request';
import { readInput } from './serves';

/**
 * Stands before every handler. What declares no audience is refused: only routes marked by `@Serves` or `@Open` pass, and
 * the former only with what was let in for exactly this endpoint (`Admission`). Over the live connection speaks whoever was
 * somebody active when their socket began.
 */
@Injectable()
export class AudienceGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() === 'ws') return isSomebodys(context.switchToWs().getClient<Connection>());
    if (context.getType() !== 'http') return false;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const endpoint = endpointOf(context.getHandler());
    if (endpoint === undefined) return isOpen(context.getHandler());
    if (request.endpoint !== endpoint) throw new Problem('not-allowed', 'This request was not let in.');
    request.input = readInput(endpoint, request.body);
    return true;
  }
}

/** What the live connection keeps of each socket, as far as it is asked here. */
interface Connection {
  readonly data: { readonly person?: string };
}

function isSomebodys({ data }: Connection): boolean {
  return data.person !== undefined;
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
