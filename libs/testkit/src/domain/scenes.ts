import { mayRead, outOfScope, roomRules, type Applied, type RoomState } from '@consilium/domain';
import type { Offer } from './ledger-builder';
import { blob, id16, person, T0, thread } from './names';
import { world, type World } from './world';

export const opened = (): World => world().people().case();
export const pictured = (consent: Parameters<World['picture']>[1] = {}): World => opened().picture('one', consent);
export const inRoom = (story: World, make: (story: World) => Offer): Applied<unknown> => story.room.offer(make(story));

export const closed = (story: World): World => {
  story.room.add(story.by('alice', 'close', { outcome: 'advice-given' }));
  return story;
};
export const withCarol = (story = opened()): World => {
  story.room.add(story.by('alice', 'invite', { person: person('carol') }));
  return story;
};
export const withoutBob = (story = opened()): World => {
  story.room.add(story.removeOffer('alice', 'bob'));
  return story;
};
export const withdrawn = (story: World, what: 'sharing' | 'capture' = 'sharing'): World => {
  story.room.add(story.withdrawalOffer('one', what));
  return story;
};
/** What was withdrawn may be recorded anew, says the owner. */
export const openedAgain = (story: World, reason: 'recorded-in-error' | 'agreed-anew' = 'recorded-in-error'): World => {
  story.room.add(story.consentAgainOffer('alice', 'one', { reason }));
  return story;
};
export const outside = (make: (story: World) => Offer): Applied<unknown> => inRoom(world().accepted(), make);
const ofFirstOpinion =
  (type: 'addendum' | 'outcome') =>
  (story: World, by: string, id = thread('one')): Offer =>
    story.inThread(by, type, id, {
      sealed: blob,
      opinion: [...story.room.state.opinions.keys()][0] ?? id16('none'),
    });
export const addendum = ofFirstOpinion('addendum');
export const outcome = ofFirstOpinion('outcome');
export const withOpinion = (): World => {
  const story = pictured();
  story.room.add(story.opinionOffer('bob', thread('one')));
  return story;
};
export const expired = (story: World, seconds: number): World => {
  story.now = T0 + seconds;
  return story;
};

/** The room as one person rebuilds it from what the server gives them now. */
export function replicaOf(story: World, name: string): RoomState {
  let state: RoomState | undefined;
  for (const { entry, body, facts, view } of story.room.kept) {
    const given = mayRead(story.room.state, entry, person(name), story.view, story.now);
    const applied = roomRules.apply(state, entry, given ? body : outOfScope, {
      facts,
      ...(view && { register: view }),
    });
    if (!applied.ok) throw new Error(`${entry.type} was refused: ${applied.refusal.code}`);
    state = applied.state;
  }
  if (state === undefined) throw new Error('Nothing was given');
  return state;
}
