import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { Inject, Injectable } from '@nestjs/common';
import { generateRequestDetails } from 'web-push';
import { Clock } from '../../settings/clock';
import { SETTINGS, type Settings } from '../../settings/config';
import { publicOf } from '../../settings/pushing';
import { log } from '../../telemetry/log';
import type { Outcome } from '../roads';
import { endpointAt } from './push-hosts';
import { retryAfter } from './retry-after';

/** What a device gave of itself. */
export interface Subscription {
  readonly endpoint: string;
  readonly key: string;
  readonly secret: string;
}

/** A push, before it is sealed. What is said is as long for one as for another. */
export interface Push {
  /** A test says that it came; nothing else does. */
  readonly is: 'wait' | 'test';
  readonly link: string;
  /** The same for a repeat. */
  readonly notice: string;
}

/** Seconds for which a push service keeps a notice for a device that is away: as long as one is tried here. */
const keptSeconds = 2 * 86_400;
/** Milliseconds for one push, all in all. */
const longest = 10_000;

/** Of devices that are not there any more: the push service says so for good. */
const gone = [404, 410];
/** What may be otherwise at the next try. */
const passing = [408, 425, 429];

interface Answer {
  readonly status: number;
  /** Seconds for which it asks to be left alone. */
  readonly wait: number;
}

function outcomeOf({ status, wait }: Answer): Outcome {
  if (status >= 200 && status < 300) return { is: 'handed' };
  const why = `the push service answers ${String(status)}`;
  if (gone.includes(status)) return { is: 'gone', why };
  return status >= 500 || passing.includes(status) ? { is: 'away', why, wait } : { is: 'refused', why };
}

/** Hands pushes over to the push services of browsers, sealed for one device each (RFC 8291), in this service's name (RFC 8292). */
@Injectable()
export class PushService {
  /** What a browser is asked for a subscription with; "" where this service pushes nothing. */
  readonly key: string;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    this.key = settings.push === undefined ? '' : publicOf(settings.push.key);
    if (!this.isThere) log.warn('there is no VAPID_KEY: nobody is told on their devices that something waits');
  }

  get isThere(): boolean {
    return this.key !== '';
  }

  allows(endpoint: string): boolean {
    return this.settings.push !== undefined && endpointAt(endpoint, this.settings.push.hosts) !== undefined;
  }

  /** Never fails: what went wrong is its outcome. */
  async hand({ endpoint, key, secret }: Subscription, push: Push): Promise<Outcome> {
    const { push: ours } = this.settings;
    const url = ours && endpointAt(endpoint, ours.hosts);
    if (ours === undefined || url === undefined)
      return { is: 'refused', why: 'this push service is not one of the list' };
    try {
      const { headers, body } = generateRequestDetails(
        { endpoint, keys: { p256dh: key, auth: secret } },
        JSON.stringify(push),
        {
          vapidDetails: { subject: ours.subject, publicKey: this.key, privateKey: ours.key },
          TTL: keptSeconds,
          // The same for everything: what is for today is nobody's to know, and one notice on a screen is enough.
          ...{ urgency: 'high', topic: push.is === 'test' ? 'test' : 'waits' },
        },
      );
      return outcomeOf(await answerOf(url, headers, body, this.clock.now()));
    } catch {
      return { is: 'away', why: 'no answer' };
    }
  }
}

/** Asks once: follows no redirect, reads nothing but the status and for how long to wait, and waits for nobody longer than that. */
function answerOf(url: URL, headers: Record<string, string>, body: Buffer, now: number): Promise<Answer> {
  const ask = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const answered = (answer: IncomingMessage): void => {
      resolve({ status: answer.statusCode ?? 0, wait: retryAfter(answer.headers['retry-after'], now) });
      answer.destroy();
    };
    ask(url, { method: 'POST', headers, signal: AbortSignal.timeout(longest) }, answered)
      .on('error', reject)
      .end(body);
  });
}
