import { advance } from '../../kernel/chain';
import type { Entry } from '../../kernel/entry';
import { organisationId, threadId, type LedgerId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { bytes, literal, object } from '../../kernel/shape';
import type { RegisterView } from '../../register/state';
import { isActiveClinician } from '../../register/view';
import { openingEntry } from '../entry';
import type { Internal } from '../state';

/** By the owner, a clinician of `org`. `thread`: id of the case thread. */
export const genesis = openingEntry({
  type: 'genesis',
  since: 1,
  body: object({ kind: literal('room'), nonce: bytes(16), org: organisationId, thread: threadId }),
  scope: 'room',
  open: ['stranger'],
  inClosedRoom: false,
  opens: (entry: Entry, body, view: RegisterView) => {
    const person = view.person(entry.by);
    if (!isActiveClinician(person, entry.at) || person.organisation !== body.org) refuse('not-a-clinician-here');
    if (view.organisation(body.org)?.status !== 'good') refuse('organisation-retired');
    const owner: Internal = {
      kind: 'internal',
      person: entry.by,
      since: entry.at,
      removedAt: undefined,
      known: view.seq,
    };
    return {
      id: entry.hash as string as LedgerId,
      root: view.root,
      org: body.org,
      owner: entry.by,
      caseThread: body.thread,
      openedAt: entry.at,
      closed: undefined,
      internals: new Map([[entry.by, owner]]),
      outsiders: new Map(),
      threads: new Map(),
      purpose: '',
      keysInside: [],
      pictures: new Map(),
      opinions: new Map(),
      said: [],
      takenBack: new Set(),
      dark: new Set(),
      ...advance(entry),
    };
  },
  line: ({ by }) => `${by} opened the case`,
  stands: false,
});
