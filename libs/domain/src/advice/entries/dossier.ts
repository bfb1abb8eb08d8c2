import { judgeRecipient } from '../../clearance/judge';
import { withNotIdentifiers } from '../../identifiers/said';
import { refuse } from '../../kernel/refusal';
import { dossierIn, type Dossier } from '../dossier';
import { adviceEntry } from '../entry';
import { mayWrite } from '../moment';

function namesEachOnce({ threads }: Dossier): void {
  if (new Set(threads.map(({ thread }) => thread)).size !== threads.length) refuse('threads-repeated');
}

/** By the requester. A later dossier replaces it while draft or questioned. */
export const dossier = adviceEntry({
  type: 'dossier',
  since: 1,
  body: dossierIn,
  scope: 'thread',
  open: ['requester'],
  seals: true,
  apply: (now, entry, body) => {
    mayWrite(now, body);
    namesEachOnce(body);
    if (body.recipient.person === now.by) refuse('parties-not-distinct');
    judgeRecipient(body.recipient, now);
    return { dossier: { entry: entry.id, hash: entry.bodyHash, body } };
  },
  line: (by, body) => withNotIdentifiers(`${by} wrote the dossier`, body?.notIdentifiers),
});
