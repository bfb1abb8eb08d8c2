import { registerEntryWords } from '@consilium/domain';

/** What was asked for when it was refused, by the part of the service that was asked. */
const callWords: Readonly<Record<string, string>> = {
  advice: 'requests to a defence organisation',
  ledgers: 'a case, a request or the register',
  pictures: 'a picture',
  register: 'invitations and requests to join',
  'security-log': 'this log',
  setup: 'setting up',
  'sign-in': 'signing in, devices and keys',
  telling: 'how somebody is told that something waits',
};

const elsewhere = 'something this version has no word for';

/** What an event is about, in words; "" where its act says everything. */
export function aboutWords(about: string): string {
  if (about === '') return '';
  const [, call] = /^\/api\/([a-z-]+)\//u.exec(about) ?? [];
  const words: Readonly<Record<string, string>> = call === undefined ? registerEntryWords : callWords;
  return words[call ?? about] ?? elsewhere;
}
