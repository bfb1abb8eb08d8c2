import { closesAtTheEnd } from '@consilium/testkit';
import {
  pushingTo,
  startMailCatcher,
  startPushCatcher,
  type MailCatcher,
  type PushCatcher,
} from '@consilium/testkit/servers';

interface BothRoads {
  readonly mails: MailCatcher;
  readonly pushes: PushCatcher;
  /** What a service is told of them. */
  readonly settings: Record<string, string>;
}

/** Where mails and pushes come to, until the end of the file. */
export async function startBothRoads(): Promise<BothRoads> {
  const mails = await startMailCatcher({ most: 1000 });
  closesAtTheEnd(() => mails.stop());
  const pushes = await startPushCatcher();
  closesAtTheEnd(() => pushes.stop());
  const mail = { SMTP_URL: `smtp://127.0.0.1:${String(mails.port)}`, MAIL_FROM: 'consilium@hospital.example' };
  return { mails, pushes, settings: { ...mail, ...pushingTo(pushes) } };
}
