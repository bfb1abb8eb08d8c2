import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Problem, problemStatus, type ProblemKind } from '@consilium/domain';
import { log, placeOf } from '../telemetry/log';
import { Metrics } from '../telemetry/metrics';
import { outageOf } from './outage';
import type { ApiReply, ApiRequest } from './request';
import { SecurityLog } from '../telemetry/security-log';

const kindOfStatus = new Map<number, ProblemKind>(
  Object.entries(problemStatus).map(([kind, status]) => [status, kind as ProblemKind]),
);

/** The Problem behind whatever was thrown; `undefined` means a bug. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown }).statusCode;
  const kind = typeof status === 'number' ? kindOfStatus.get(status) : undefined;
  if (kind !== undefined) return new Problem(kind, wordsFor(kind));
  const outage = outageOf(error);
  if (outage !== undefined) return outage;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem('bad-input', wordsFor('bad-input'));
  return undefined;
}

function wordsFor(kind: ProblemKind): string {
  if (kind === 'not-found') return 'There is nothing here.';
  if (kind === 'too-large') return 'That is too large to send at once.';
  if (kind === 'unavailable')
    return 'The service cannot reach its storage just now. Nothing is lost; try again in a minute.';
  return 'The request is malformed. Reload the page and try again.';
}

/** One place where a Problem becomes RFC 9457; anything else is a bug: logged by request id, a bare 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly security: SecurityLog,
    private readonly metrics: Metrics,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    this.tell(error, request);
    const reason = problemOf(error)?.details['reason'];
    if (reason === 'head-moved' || reason === 'register-moved') this.metrics.conflicted();
    answer(error, request, http.getResponse<ApiReply>());
  }

  /** Refusals of whatever is no mistake of form: a right that is missing, something not there to this person, too often. */
  private tell(error: unknown, { caller, routeOptions }: ApiRequest): void {
    const kind = problemOf(error)?.kind;
    if (kind === undefined || !refusals.includes(kind)) return;
    this.security.note({ act: 'refused', person: caller?.person ?? '', about: routeOptions.url ?? '' });
  }
}

const refusals: readonly ProblemKind[] = ['not-allowed', 'not-found', 'too-many'];

/** Writes the problem document; also used for what fails before Nest sees the request. */
export function answer(error: unknown, request: Pick<ApiRequest, 'id'>, reply: ApiReply): void {
  const problem = problemOf(error);
  if (problem === undefined || problem.kind === 'unavailable') {
    log.error({ request: request.id, ...placeOf(error) }, problem === undefined ? 'bug' : 'unavailable');
  }
  const status = problem === undefined ? 500 : problemStatus[problem.kind];
  const document =
    problem === undefined
      ? { type: 'about:blank', title: 'Internal error', status, request: request.id }
      : {
          type: `urn:consilium:problem:${problem.kind}`,
          title: problem.message,
          status,
          kind: problem.kind,
          details: problem.details,
        };
  const seconds: unknown = problem?.details['seconds'];
  if (typeof seconds === 'number') void reply.header('retry-after', String(seconds));
  void reply.status(status).header('content-type', 'application/problem+json').send(JSON.stringify(document));
}
