import { ledgerId, threadId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, oneOf, sorted } from '../../kernel/shape';
import type { Purpose } from '../../words/lists';
import { roomEntry } from '../entry';
import type { Moment } from '../moment';
import { mayGoOutside } from '../showing';
import { ownerOnly } from '../standings';

function mayRequestShare(now: Moment, threads: readonly ThreadId[], purpose: Purpose): void {
  const { state, view, by } = now;
  if (view.person(by)?.defence === '') refuse('no-defence-organisation');
  if (state.purpose !== '' && state.purpose !== purpose) refuse('purpose-fixed');
  for (const id of threads) if (!state.dark.has(id)) mayGoOutside(now, state.threads.get(id), purpose);
}

/** To the pictures asked about. The first says for good what this case is shown outside for. From here on these threads say that an outside colleague may read what is added. */
export const shareRequest = roomEntry({
  type: 'share-request',
  since: 1,
  body: ({ purposes }) =>
    object({ advice: ledgerId, threads: sorted(threadId, { min: 1, max: 50 }), purpose: oneOf(purposes) }),
  scope: 'threads',
  open: ownerOnly,
  inClosedRoom: false,
  acts: {
    'share-request': (now: Moment, asked: { readonly threads: readonly ThreadId[]; readonly purpose: Purpose }) => {
      mayRequestShare(now, asked.threads, asked.purpose);
    },
  },
  apply: (now, _entry, body) => {
    mayRequestShare(now, body.threads, body.purpose);
    const threads = new Map(now.state.threads);
    for (const id of body.threads) {
      const thread = threads.get(id);
      if (thread === undefined || thread.requested.includes(body.advice)) continue;
      threads.set(id, { ...thread, requested: [...thread.requested, body.advice] });
    }
    return { threads, purpose: body.purpose };
  },
  line: ({ by, pictures }) =>
    `${by} asked to share ${pictures} with an outside colleague: they may read what is added from here on`,
  stands: true,
});
