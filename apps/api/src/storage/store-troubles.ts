import { request as plainRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { Problem } from '@consilium/domain';

/** Milliseconds the store may say nothing. */
const patience = 10_000;

/** The portable client's way to the store, on which nothing is waited for without a limit. */
export function patientTransport(isTls: boolean): { readonly request: typeof plainRequest } {
  const begin = isTls ? tlsRequest : plainRequest;
  const request = (options: RequestOptions, answered?: (answer: IncomingMessage) => void): ClientRequest => {
    const asked = begin(options, answered);
    asked.setTimeout(patience, () => {
      asked.destroy(Object.assign(new Error('The object store said nothing'), { code: 'ETIMEDOUT' }));
    });
    return asked;
  };
  // The portable client asks in this one of the function's three ways.
  return { request: request as typeof plainRequest };
}

const full =
  /^(?:StorageFull|XMinioStorageFull|XMinioDiskFull|InsufficientStorage|QuotaExceeded|XMinioAdminBucketQuotaExceeded)$/;
const refuses =
  /^(?:AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|NoSuchBucket|RequestTimeTooSkewed|AuthorizationHeaderMalformed)$/;
const away = /^(?:E[A-Z]+|EAI_AGAIN|CERT_.*|ERR_TLS_.*|DEPTH_ZERO_SELF_SIGNED_CERT)$/;

export const codeOf = (error: unknown): string => {
  const code: unknown = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
};

/** What the store's trouble means to whoever waits: each in words of its own, since each is put right by somebody else. */
export function storeProblem(error: unknown): Problem {
  const code = codeOf(error);
  if (full.test(code)) return new Problem('unavailable', says.full, { store: 'full' });
  if (refuses.test(code)) return new Problem('unavailable', says.refuses, { store: 'refuses' });
  if (away.test(code)) return new Problem('unavailable', says.away, { store: 'away' });
  return new Problem('unavailable', says.fails, { store: 'fails' });
}

const says = {
  away: 'The picture store does not answer just now. Nothing is lost; try again in a minute.',
  full: 'The picture store is full. Nothing is lost; tell whoever runs the service, and try again when there is room.',
  refuses:
    'The picture store does not accept what this service asks of it. Nothing is lost; tell whoever runs the service.',
  fails: 'The picture store answers, but cannot do its work just now. Nothing is lost; try again in a minute.',
};
