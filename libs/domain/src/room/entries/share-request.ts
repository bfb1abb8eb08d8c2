import { ledgerId, threadId, type ThreadId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { object, sorted } from '../../kernel/shape';
import { roomEntry } from '../entry';
import type { Moment } from '../moment';
import { mayGoOutside } from '../outside-share';
import { ownerOnly } from '../standings';

function mayRequestShare(now: Moment, threads: readonly ThreadId[]): void {
  const { state, view, by } = now;
  if (view.person(by)?.defence === '') refuse('no-defence-organisation');
  for (const id of threads) if (!state.dark.has(id)) mayGoOutside(now, state.threads.get(id));
}

/** To the pictures asked about. From here on these threads say that an outside colleague may read what is added. */
export const shareRequest = roomEntry({
  type: 'share-request',
  since: 1,
  body: object({ advice: ledgerId, threads: sorted(threadId, { min: 1, max: 50 }) }),
  scope: 'threads',
  open: ownerOnly,
  inClosedRoom: false,
  acts: {
    'share-request': (now: Moment, { threads }: { readonly threads: readonly ThreadId[] }) => {
      mayRequestShare(now, threads);
    },
  },
  apply: (now, _entry, body) => {
    mayRequestShare(now, body.threads);
    const threads = new Map(now.state.threads);
    for (const id of body.threads) {
      const thread = threads.get(id);
      if (thread === undefined || thread.requested.includes(body.advice)) continue;
      threads.set(id, { ...thread, requested: [...thread.requested, body.advice] });
    }
    return { threads };
  },
  line: ({ by, pictures }) =>
    `${by} asked to share ${pictures} with an outside colleague: they may read what is added from here on`,
  stands: true,
});
