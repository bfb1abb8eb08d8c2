import { fromB64 } from '@consilium/bytes';
import { briefCommitment } from '@consilium/sealing';
import type { Content } from '../replicas/content';
import { anObject, aText, readJson } from '../replicas/sealed-json';

/** What the side thread's first message is: the brief with the salt that opens the clearance's commitment to it. */
export function briefMessage(salt: string, text: string): string {
  return JSON.stringify({ salt, text });
}

const message = anObject({ salt: aText, text: aText });

/** The brief, if it is the one the clearance commits to: an outside colleague reads no other words in its place. */
export function readBrief(sealed: string, committed: string): Content<string> {
  const { value } = readJson(sealed, message);
  if (value === undefined) return { unreadable: 'not-the-brief' };
  return isCommitted(value, committed) ? { value: value.text } : { unreadable: 'not-the-brief' };
}

function isCommitted({ salt, text }: { readonly salt: string; readonly text: string }, committed: string): boolean {
  try {
    return briefCommitment(fromB64(salt), text) === committed;
  } catch {
    return false;
  }
}
