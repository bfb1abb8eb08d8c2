import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { endpoints, type Endpoint, type InputOf } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { catchError, from, mergeMap, tap, throwError, type Observable } from 'rxjs';
import { claimOf } from '../ledgers/claims';
import { endpointOf, type ApiRequest } from '../http/request';
import { SecurityLog } from '../telemetry/security-log';
import { SignInService } from '../sign-in/sign-in.service';
import { leftBy } from './leaves';

type SignIn = InputOf<(typeof endpoints.signIn)['finish'] | (typeof endpoints.signIn)['recover']>;

const signIns: readonly string[] = [endpoints.signIn.finish.path, endpoints.signIn.recover.path];

/** Who is signed in by an answer, for the calls that nobody signed in makes. */
function personIn(answer: unknown): string {
  const { person, me } = answer as { readonly person?: unknown; readonly me?: { readonly person: string } };
  return me?.person ?? (typeof person === 'string' ? person : '');
}

/** Whom a call that nobody signed in makes is logged of; other keys sign nobody in, and are of whom the link was made for. */
function claimedIn({ path }: Endpoint, input: unknown, answer: unknown): string {
  if (path !== endpoints.register.keysFinish.path) return personIn(answer);
  return (input as InputOf<typeof endpoints.register.keysFinish>).person;
}

/** What a call is about: nothing, or once for each entry of the register. */
function aboutOf({ path }: Endpoint, input: unknown): readonly string[] {
  if (path !== endpoints.ledgers.append.path) return [''];
  const { kind, entries } = input as InputOf<typeof endpoints.ledgers.append>;
  return kind === 'register' ? entries.map(({ jws }) => claimOf(jws).type) : [];
}

/** Tells the security log what was done, and which sign-in did not work. What is refused is told where it is answered. */
@Injectable()
export class Watching implements NestInterceptor {
  constructor(
    private readonly log: SecurityLog,
    private readonly signIn: SignInService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = endpointOf(context.getHandler());
    if (endpoint === undefined) return next.handle() as Observable<unknown>;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    return (next.handle() as Observable<unknown>).pipe(
      tap((answer) => {
        this.done(endpoint, request, answer);
      }),
      catchError((error: unknown) =>
        from(this.failed(endpoint, request, error)).pipe(mergeMap(() => throwError(() => error))),
      ),
    );
  }

  private done(endpoint: Endpoint, { caller, input }: ApiRequest, answer: unknown): void {
    const act = leftBy(endpoint.path);
    if (act === undefined) return;
    const isSignedOut = endpoint.audience === 'public' || caller === undefined;
    const person = isSignedOut ? claimedIn(endpoint, input, answer) : caller.person;
    // The register begins with the last founder who agrees, who is then signed in.
    if (endpoint.path === endpoints.setup.agree.path && person === '') return;
    for (const about of aboutOf(endpoint, input)) this.log.note({ act, person, about });
  }

  private async failed({ path }: Endpoint, { input }: ApiRequest, error: unknown): Promise<void> {
    if (!signIns.includes(path) || !(error instanceof Problem) || error.kind !== 'not-signed-in') return;
    const person = await this.signIn.claimedBy(input as SignIn).catch(() => '');
    this.log.note({ act: 'sign-in-failed', person, about: '' });
  }
}
