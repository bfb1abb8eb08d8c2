import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';

/** A mail as it came over the wire. */
export interface CaughtMail {
  readonly from: string;
  readonly to: string;
  /** Seconds since the epoch. */
  readonly at: number;
  readonly raw: string;
}

interface CatcherOptions {
  readonly port?: number;
  readonly most?: number;
  /** Whom it takes no mail for. */
  readonly refuses?: (address: string) => boolean;
  /** Milliseconds before it says that it has a mail. */
  readonly takes?: number;
}

export interface MailCatcher {
  readonly port: number;
  /** What was caught, oldest first: the newest few hundred. */
  readonly mails: readonly CaughtMail[];
  stop(): Promise<void>;
}

const usuallyMost = 200;

const nobody = (): Error => Object.assign(new Error('5.1.1 no such mailbox here'), { responseCode: 550 });

/** Takes every mail and delivers none: for a trial and for tests. On this machine alone. */
export async function startMailCatcher(options: CatcherOptions = {}): Promise<MailCatcher> {
  const { most = usuallyMost, refuses = () => false, takes = 0 } = options;
  const mails: CaughtMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }: SMTPServerAddress, _session, done) => {
      done(refuses(address) ? nobody() : undefined);
    },
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address).join(', '),
          at: Math.floor(Date.now() / 1000),
          raw: Buffer.concat(chunks).toString('latin1'),
        });
        mails.splice(0, mails.length - most);
        if (takes === 0) done();
        else setTimeout(done, takes);
      });
    },
  });
  // A line that breaks is the sender's matter.
  server.on('error', () => undefined);
  const listening = server.listen(options.port ?? 0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}
