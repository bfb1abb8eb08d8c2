import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { setTimeout as pause } from 'node:timers/promises';
import { SETTINGS, type Settings } from '../settings/config';
import { log } from '../telemetry/log';
import type { Outcome } from './roads';

export interface Mail {
  readonly to: string;
  /** What the Message-ID is made of. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** Milliseconds for one mail, all in all: less than the lease of a notice. */
const longest = 45_000;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** What the mail server said, fit for a line: nothing of it ever reaches a log, since it may name the address. */
function wordsOf({ response, code }: SmtpError): string {
  return (response ?? code ?? 'no answer').replace(/[^\x20-\x7e]+/g, ' ').slice(0, 280);
}

/** Hands mails over to the mail server; without one nobody is told by mail. */
@Injectable()
export class MailServer implements OnApplicationShutdown {
  private readonly transport: Transporter | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.transport = settings.mail && open(settings.mail.server);
    if (this.transport === undefined) log.warn('there is no SMTP_URL: nobody is told by mail that something waits');
  }

  get isThere(): boolean {
    return this.transport !== undefined;
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  /** Never fails: what went wrong is its outcome. */
  async hand({ to, id, subject, text }: Mail): Promise<Outcome> {
    const { transport, settings } = this;
    if (transport === undefined || settings.mail === undefined) return { is: 'away', why: 'no mail server' };
    const sending = transport.sendMail({
      from: settings.mail.from,
      to: { name: '', address: to },
      messageId: `<${id}@${settings.rpId}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...{ subject, text, xMailer: false, disableFileAccess: true, disableUrlAccess: true },
    });
    const late = pause(longest, { is: 'away', why: 'no answer' } as const, { ref: false });
    return Promise.race([sending.then(() => ({ is: 'handed' }) as const, outcomeOf), late]);
  }
}

function open(server: string): Transporter {
  const { hostname } = new URL(server);
  return createTransport({
    url: server,
    // A name and a password cross no network in clear, and no notice does.
    requireTLS: !loopback.includes(hostname),
    ignoreTLS: loopback.includes(hostname),
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    logger: false,
  });
}

/** The address was refused: the server said so of the recipient. Anything else may pass. */
function outcomeOf(error: unknown): Outcome {
  const said = error as SmtpError;
  const isRefused = said.code === 'EENVELOPE' && (said.responseCode ?? 0) >= 500;
  return { is: isRefused ? 'refused' : 'away', why: wordsOf(said) };
}
