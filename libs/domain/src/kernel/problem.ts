/** The eight ways in which a request can be wrong. Anything else is a bug. */
export type ProblemKind =
  | 'bad-input'
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'wrong-state'
  | 'too-large'
  | 'too-many'
  | 'unavailable';

/** The HTTP status of each kind (RFC 9110); used once by the server and once by the client. */
export const problemStatus = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'wrong-state': 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
} as const satisfies Record<ProblemKind, number>;

/**
 * Something a person can be told. The message names the next step and holds no id, key, name or case detail.
 * `details` is for programs: small, public values (a head's sequence number, seconds to wait).
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind: ProblemKind,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    /** What was caught: for whoever looks for the fault, never sent or shown. */
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
