import type { Mail } from './mail-server';

type Words = Pick<Mail, 'subject' | 'text'>;

/** Every notice says this and nothing else: no name, no id, no reason, and nothing of a case. */
export const noticeWords = (origin: string, link: string): Words => ({
  subject: 'Something waits in Consilium',
  text: `Something waits in Consilium.\n\n${origin}/#/waiting/${link}\n\nThe link is yours alone and leads there for seven days.\n`,
});

export const codeWords = (code: string): Words => ({
  subject: 'Your code for Consilium',
  text: `Your code is ${code}. It counts for 15 minutes.\n\nYou did not ask for one? Then somebody mistyped an address; leave it at that.\n`,
});
