import { advance } from '../../kernel/chain';
import { ledgerId, organisationId, threadId, type LedgerId } from '../../kernel/ids';
import { bytes, literal, object } from '../../kernel/shape';
import { openingEntry } from '../entry';
import { mayAsk } from '../moment';

/** By the requester, an active member of the defence organisation `org`. `thread`: the dossier thread. */
export const genesis = openingEntry({
  type: 'genesis',
  since: 1,
  body: object({ kind: literal('advice'), nonce: bytes(16), org: organisationId, room: ledgerId, thread: threadId }),
  scope: 'room',
  open: ['requester'],
  opens: (entry, body, view) => {
    mayAsk(view, entry.by, body.org, entry.at);
    return {
      id: entry.hash as string as LedgerId,
      root: view.root,
      org: body.org,
      room: body.room,
      requester: entry.by,
      begunAt: view.seq,
      thread: body.thread,
      gen: 0,
      kc: '',
      orgGen: 0,
      requesterKey: '',
      asOf: view.seq,
      dossier: undefined,
      request: '',
      submitted: '',
      submittedAt: 0,
      progress: { stage: 'draft' },
      conflicted: [],
      ...advance(entry),
    };
  },
  line: (by) => `${by} began a request for advice`,
});
