import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  Post,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { Endpoint } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import type { Caller } from './caller';
import { ENDPOINT, type ApiRequest } from './request';

/** Makes a method serve one endpoint of the contracts table: route, audience, rate and shapes all come from there. */
export function Serves(endpoint: Endpoint): MethodDecorator {
  return applyDecorators(Post(`api/${endpoint.path}`), HttpCode(200), SetMetadata(ENDPOINT, endpoint));
}

/** Reads a request body by the endpoint's shape; the refusal names fields, never values. */
export function readInput(endpoint: Endpoint, body: unknown): unknown {
  const read = endpoint.input.safeParse(body ?? {});
  if (read.success) return read.data;
  const fields = [...new Set(read.error.issues.map((issue) => issue.path.join('.') || 'the whole'))].slice(0, 10);
  throw new Problem('bad-input', 'Something sent is missing or malformed. Reload the page and try again.', { fields });
}

/** The request body as the guard checked it: `@Input() input: InputOf<typeof endpoints.pictures.intend>`. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  return context.switchToHttp().getRequest<ApiRequest>().input;
});

/** Who calls. Only on endpoints that are not public: `@CallerOf() caller: Caller`. */
export const CallerOf = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<ApiRequest>();
  if (caller === undefined) throw new Problem('not-signed-in', 'Sign in first.');
  return caller;
});

/** Who calls a public endpoint, if anybody is signed in. */
export const MaybeCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller | undefined => context.switchToHttp().getRequest<ApiRequest>().caller,
);
