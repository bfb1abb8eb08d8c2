import { Problem, problemStatus, type ProblemKind } from '@consilium/domain';
import { releaseHeader } from '@consilium/contracts';
import { pathOf, repeatable, type Act, type Input, type Noun, type Output } from './calls';
import type { CookieJar } from './cookies';
import type { ServiceRelease } from './release';
import { idlePause } from '../turns/pause';

/** Everything a client sends and receives but the live notices. A test puts itself in between by wrapping one. */
export interface Transport {
  call<N extends Noun, A extends Act<N>>(noun: N, act: A, input: Input<N, A>): Promise<Output<N, A>>;
  /** PUT of one sealed part to a signed address. Gives the store's ETag, "" when it states none. */
  put(url: string, headers: Readonly<Record<string, string>>, part: Blob): Promise<string>;
  /** GET of a sealed object or of `from` up to but not including `to` of it. */
  get(url: string, range?: { readonly from: number; readonly to: number }): Promise<Uint8Array<ArrayBuffer>>;
}

export interface HttpOptions {
  /** "https://consilium.example" */
  readonly origin: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Outside a browser only: there nobody else keeps cookies or states the Origin. */
  readonly cookies?: CookieJar;
  /** Waits between tries of a repeatable call, milliseconds. */
  readonly waits?: readonly number[];
  /** Which build this program is, and which the service turns out to be. */
  readonly release?: ServiceRelease;
}

const offline = 'The service cannot be reached. Check your connection; what you wrote is kept, try again in a moment.';
const storeOffline = 'The picture store cannot be reached. Check your connection and try again.';
const broken = 'The service failed to answer. Try again in a moment; if it goes on, tell your registration officer.';

const apart =
  'This page and the service are of two versions just now. What you wrote is kept; reload the page in a moment, then try again.';

const kinds = new Map<number, ProblemKind>(
  Object.entries(problemStatus).map(([kind, status]) => [status, kind as ProblemKind]),
);

async function reach(request: () => Promise<Response>, message: string): Promise<Response> {
  try {
    return await request();
  } catch (error) {
    throw new Problem('unavailable', message, { unreached: true }, { cause: error });
  }
}

function textField(value: object, name: string): string | undefined {
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'string' && field !== '' ? field : undefined;
}

function detailsOf(value: object): Readonly<Record<string, unknown>> {
  const details: unknown = Reflect.get(value, 'details');
  return typeof details === 'object' && details !== null ? { ...details } : {};
}

/** The `Problem` an RFC 9457 answer stands for, the same class as on the server. */
export async function problemOf(response: Response): Promise<Problem> {
  const kind = kinds.get(response.status);
  const said: unknown = await response.json().catch(() => undefined);
  if (kind === undefined || typeof said !== 'object' || said === null) {
    return new Problem('unavailable', broken, { status: response.status });
  }
  return new Problem(kind, textField(said, 'detail') ?? textField(said, 'title') ?? broken, detailsOf(said));
}

/** What a service of another build takes for malformed may be well made: it is no verdict on what somebody wrote. */
function ofOneBuild(problem: Problem, release: ServiceRelease | undefined): Problem {
  if (problem.kind !== 'bad-input' || release?.isApart !== true) return problem;
  return new Problem('unavailable', apart, { apart: true });
}

/** Whether no answer came at all, so that what was asked may or may not have happened. */
export function isUnreached(error: unknown): boolean {
  return error instanceof Problem && error.kind === 'unavailable' && error.details['unreached'] === true;
}

function headersOf({ cookies, origin, release }: HttpOptions): Record<string, string> {
  const own: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
  if (release !== undefined) own[releaseHeader] = release.said;
  return cookies === undefined ? own : { ...own, origin, cookie: cookies.header() };
}

/** The API over HTTP: JSON, always POST; objects straight from and to the store. */
export function httpTransport(options: HttpOptions): Transport {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const waits = options.waits ?? [250, 1000, 3000];

  const post = async (path: string, body: string): Promise<unknown> => {
    const request = {
      method: 'POST',
      headers: headersOf(options),
      body,
      credentials: 'same-origin',
      cache: 'no-store',
    } as const;
    const response = await reach(() => send(`${options.origin}/api/${path}`, request), offline);
    options.cookies?.keep(response.headers.getSetCookie());
    options.release?.hear(response.headers.get(releaseHeader));
    if (!response.ok) throw ofOneBuild(await problemOf(response), options.release);
    return reach(() => response.json() as Promise<Response>, offline);
  };

  const persist = async (path: string, body: string): Promise<unknown> => {
    for (const wait of repeatable.has(path) ? waits : []) {
      try {
        return await post(path, body);
      } catch (error) {
        if (!isUnreached(error)) throw error;
        await idlePause(wait);
      }
    }
    return await post(path, body);
  };

  return {
    call: (noun, act, input) => persist(pathOf(noun, act), JSON.stringify(input)) as Promise<never>,
    put: async (url, signed, part) => {
      const response = await reach(
        () => send(url, { method: 'PUT', headers: { ...signed }, body: part }),
        storeOffline,
      );
      if (!response.ok) throw new Problem('unavailable', storeOffline, { status: response.status });
      return response.headers.get('etag') ?? '';
    },
    get: async (url, range) => {
      const ranged = range === undefined ? {} : { range: `bytes=${String(range.from)}-${String(range.to - 1)}` };
      const response = await reach(() => send(url, { headers: ranged, referrerPolicy: 'no-referrer' }), storeOffline);
      if (!response.ok) throw new Problem('unavailable', storeOffline, { status: response.status });
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
