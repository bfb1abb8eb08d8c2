/** What an entry says of itself before anything is verified: only for finding the right rows and the right refusal. */
export interface Claim {
  readonly id: string;
  readonly seq: number;
  readonly prev: string;
  readonly type: string;
  readonly author: string;
  readonly scope: string;
  readonly bodyHash: string;
}

const nothingClaimed: Claim = { id: '', seq: -1, prev: '', type: '', author: '', scope: '', bodyHash: '' };

/** Reads the payload of a JWS loosely; what is malformed claims nothing and is refused by the ledger library afterwards. */
export function claimOf(jws: string): Claim {
  try {
    const payload = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<
      string,
      unknown
    >;
    const text = (name: string): string => {
      const value = payload[name];
      return typeof value === 'string' ? value : '';
    };
    return {
      id: text('id'),
      seq: typeof payload['seq'] === 'number' ? payload['seq'] : -1,
      prev: text('prev'),
      type: text('type'),
      author: text('by'),
      scope: JSON.stringify(payload['scope'] ?? ''),
      bodyHash: text('bodyHash'),
    };
  } catch {
    return nothingClaimed;
  }
}
