import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { SETTINGS, type Settings } from '../settings/config';
import { endpointOf } from './request';

/** Outside production every answer is read by its own contract: a handler that says too much fails in tests, not in use. */
@Injectable()
export class OutputCheck implements NestInterceptor {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = endpointOf(context.getHandler());
    const answers = next.handle() as Observable<unknown>;
    if (endpoint === undefined || this.settings.deployment === 'production') return answers;
    return answers.pipe(map((answer) => endpoint.output.parse(answer ?? {})));
  }
}
