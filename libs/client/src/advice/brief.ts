import { fromB64, briefCommitment } from '@consilium/sealing';

/** What the side thread's first message is: the brief with the salt that opens the clearance's commitment to it. */
export function briefMessage(salt: string, text: string): string {
  return JSON.stringify({ salt, text });
}

const notTheBrief =
  'This is not the brief the defence organisation saw. Do not rely on it; ask the person who invited you.';

/** The brief, if it is the one the clearance commits to; else a plain warning in its place. */
export function readBrief(message: string, committed: string): string {
  try {
    const value = JSON.parse(message) as { salt?: unknown; text?: unknown };
    const { salt, text } = value;
    if (typeof salt !== 'string' || typeof text !== 'string') return notTheBrief;
    return briefCommitment(fromB64(salt), text) === committed ? text : notTheBrief;
  } catch {
    return notTheBrief;
  }
}
