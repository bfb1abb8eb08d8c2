import { Problem, problemStatus, type ProblemKind } from '@consilium/domain';
import { releaseHeader } from '@consilium/contracts';
import { pathOf, repeatable, type Act, type Input, type Noun, type Output } from './calls';
import type { CookieJar } from './cookies';
import type { ServiceRelease } from './release';
import { idlePause } from '../turns/pause';
import { Patience } from './patience';

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
  /** Milliseconds that the other side may say nothing. What is sent may take as long as a slow line needs for it besides. */
  readonly patience?: number;
  /** Which build this program is, and which the service turns out to be. */
  readonly release?: ServiceRelease;
}

const offline = 'The service cannot be reached. Check your connection; what you wrote is kept, try again in a moment.';
const late = 'The service did not answer in time. What you wrote is kept; try again in a moment.';
const storeOffline = 'The picture store cannot be reached. Check your connection and try again.';
const storeLate = 'The picture store did not answer in time. Try again in a moment.';
const storeFull =
  'The picture store is full. Nothing is lost; tell whoever runs the service, and try again when there is room.';
const storeRefuses =
  'The picture store did not accept the permission for this picture. Try again; if it goes on, tell whoever runs the service.';
const storeFails = 'The picture store answers, but cannot do its work just now. Try again in a moment.';
const broken = 'The service failed to answer. Try again in a moment; if it goes on, tell your registration officer.';

const apart =
  'This page and the service are of two versions just now. What you wrote is kept; reload the page in a moment, then try again.';

const kinds = new Map<number, ProblemKind>(
  Object.entries(problemStatus).map(([kind, status]) => [status, kind as ProblemKind]),
);

/** What is said when no answer comes: because nobody is reached, or because nobody says anything. */
interface Unanswered {
  readonly offline: string;
  readonly late: string;
}
const service: Unanswered = { offline, late };
const store: Unanswered = { offline: storeOffline, late: storeLate };

async function reach<T>(request: () => Promise<T>, patience: Patience, said: Unanswered): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const details = patience.isOver ? { unreached: true, late: true } : { unreached: true };
    throw new Problem('unavailable', patience.isOver ? said.late : said.offline, details, { cause: error });
  }
}

/** What an answer carries, while it keeps coming. */
async function bytesOf({ body }: Response, patience: Patience): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = body?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    pieces.push(next.value);
    patience.anew();
  }
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** What the picture store's refusal means to the person who waits for it. */
function storeProblem({ status }: Response): Problem {
  const said = status === 507 ? storeFull : status === 401 || status === 403 ? storeRefuses : storeFails;
  return new Problem('unavailable', said, { status });
}

function textField(value: object, name: string): string | undefined {
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'string' && field !== '' ? field : undefined;
}

function detailsOf(value: object): Readonly<Record<string, unknown>> {
  const details: unknown = Reflect.get(value, 'details');
  return typeof details === 'object' && details !== null ? { ...details } : {};
}

/** Whether it was given up because no answer came in time. */
function isLate(error: unknown): boolean {
  return isUnreached(error) && error instanceof Problem && error.details['late'] === true;
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

/** Sealed objects, straight to and from the store. */
function objectTransport(send: typeof globalThis.fetch, milliseconds: number): Pick<Transport, 'put' | 'get'> {
  return {
    put: async (url, signed, part) => {
      const patience = new Patience(milliseconds, part.size);
      const request = { method: 'PUT', headers: { ...signed }, body: part, signal: patience.signal };
      const response = await reach(() => send(url, request), patience, store).finally(() => {
        patience.end();
      });
      // These very bytes are there already: the store took them, and its answer was lost.
      if (response.status === 412) return response.headers.get('etag') ?? '';
      if (!response.ok) throw storeProblem(response);
      return response.headers.get('etag') ?? '';
    },
    get: async (url, range) => {
      const patience = new Patience(milliseconds);
      const ranged = range === undefined ? {} : { range: `bytes=${String(range.from)}-${String(range.to - 1)}` };
      const request = { headers: ranged, referrerPolicy: 'no-referrer', signal: patience.signal } as const;
      try {
        const response = await reach(() => send(url, request), patience, store);
        patience.anew();
        if (!response.ok) throw storeProblem(response);
        return await reach(() => bytesOf(response, patience), patience, store);
      } finally {
        patience.end();
      }
    },
  };
}

/** The API over HTTP: JSON, always POST; objects straight from and to the store. */
export function httpTransport(options: HttpOptions): Transport {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const waits = options.waits ?? [250, 1000, 3000];

  const { patience: milliseconds = 20_000 } = options;
  const post = async (path: string, body: string): Promise<unknown> => {
    const patience = new Patience(milliseconds, body.length);
    const request = {
      method: 'POST',
      headers: headersOf(options),
      body,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: patience.signal,
    } as const;
    try {
      const response = await reach(() => send(`${options.origin}/api/${path}`, request), patience, service);
      patience.anew();
      options.cookies?.keep(response.headers.getSetCookie());
      options.release?.hear(response.headers.get(releaseHeader));
      if (!response.ok) throw ofOneBuild(await problemOf(response), options.release);
      return await reach(() => response.json() as Promise<unknown>, patience, service);
    } finally {
      patience.end();
    }
  };
  const persist = async (path: string, body: string): Promise<unknown> => {
    let wasLate = false;
    for (const wait of repeatable.has(path) ? waits : []) {
      try {
        return await post(path, body);
      } catch (error) {
        // Who waits is told after the second time that nothing is said, and not after a fourth.
        if (!isUnreached(error) || wasLate) throw error;
        wasLate = isLate(error);
        await idlePause(wait);
      }
    }
    return await post(path, body);
  };
  return {
    call: (noun, act, input) => persist(pathOf(noun, act), JSON.stringify(input)) as Promise<never>,
    ...objectTransport(send, milliseconds),
  };
}
