import type { RegisterEntryType } from '@consilium/domain';

/** What an officer or an adviser signed in the register, by the type of the entry. */
const entryWords: Readonly<Record<RegisterEntryType, string>> = {
  anchored: 'an adviser whom their organisation’s own key confirmed',
  appointment: 'who advises for an organisation',
  checkpoint: 'a shorter way into the register',
  confirm: 'what another officer proposed, confirmed',
  contacts: 'where an organisation is reached',
  decline: 'what waited for a second officer, dropped',
  membership: 'who is a member or an adviser of an organisation',
  'clearance-rekey': 'new keys of an outside colleague, for a clearance that stands',
  'clearance-status': 'that a clearance is suspended, or not any more',
  credential: 'who somebody is and what they may do',
  genesis: 'the beginning of the register',
  grant: 'an organisation’s key passed on',
  'key-change': 'new keys of somebody',
  'key-replacement': 'other keys for somebody who lost theirs',
  'org-key': 'a new key of an organisation',
  'grant-bad': 'a key of an organisation that did not open',
  link: 'an earlier key of an organisation passed on',
  office: 'who leads an organisation, or is its Caldicott guardian',
  organisation: 'an organisation',
  'organisation-name': 'what an organisation is called',
  'organisation-status': 'that an organisation is retired, or not any more',
  passkeys: 'their own passkeys',
  policy: 'a policy of an organisation',
  restore: 'that part of what was written is lost, after the service went back to a copy',
  'rules-version': 'newer rules put in force',
  status: 'that somebody is suspended, or not any more',
};

/** What was asked for when it was refused, by the part of the service that was asked. */
const callWords: Readonly<Record<string, string>> = {
  advice: 'requests to a defence organisation',
  ledgers: 'a case, a request or the register',
  pictures: 'a picture',
  register: 'invitations and requests to join',
  'security-log': 'this log',
  setup: 'setting up',
  'sign-in': 'signing in, devices and keys',
};

const elsewhere = 'something this version has no word for';

/** What an event is about, in words; "" where its act says everything. */
export function aboutWords(about: string): string {
  if (about === '') return '';
  const [, call] = /^\/api\/([a-z-]+)\//u.exec(about) ?? [];
  const words: Readonly<Record<string, string>> = call === undefined ? entryWords : callWords;
  return words[call ?? about] ?? elsewhere;
}
