import { eventually } from '../eventually';
import type { CaughtMail, MailCatcher } from '../servers/embedded';
import type { Someone } from './people';

type Box = Pick<MailCatcher, 'mails'>;

export const mailsTo = ({ mails }: Box, address: string): readonly CaughtMail[] =>
  mails.filter(({ to }) => to === address);

/** What leads somewhere in a notice. */
export function linkIn({ raw }: CaughtMail): string {
  const [, link] = /#\/waiting\/([\w-]{22})\s/.exec(raw) ?? [];
  if (link === undefined) throw new Error(`No link in the mail: ${raw}`);
  return link;
}

export function messageIdOf({ raw }: CaughtMail): string {
  const [, id] = /^Message-ID: (.*)$/im.exec(raw) ?? [];
  if (id === undefined) throw new Error(`No Message-ID in the mail: ${raw}`);
  return id.trim();
}

const codeIn = ({ raw }: CaughtMail): string => /\b\d{8}\b/.exec(raw.split('\r\n\r\n')[1] ?? '')?.[0] ?? '';

interface Addressed {
  readonly door: Pick<Someone['door'], 'setMailAddress' | 'confirmMailAddress'>;
}

/** Their address, proved by the code that came to it. */
export async function hasAddress({ door }: Addressed, box: Box, address: string): Promise<string> {
  const before = mailsTo(box, address).length;
  const { handed, why } = await door.setMailAddress(address);
  if (!handed) throw new Error(`The code was not taken: ${why}`);
  await eventually(async () => {
    const [mail] = mailsTo(box, address).slice(before);
    if (mail === undefined) throw new Error('No code came');
    await door.confirmMailAddress(codeIn(mail));
  });
  return address;
}
