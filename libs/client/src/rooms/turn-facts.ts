import { isActiveInternal, isMember, isOver, type Outside, type PersonId, type RoomBody } from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import type { ShareView } from '../advice';
import type { Room } from '../replicas/room';
import { nameOf } from '../register';
import { indexOf } from './room-index';
import type { Turn, TurnFacts } from './turn';
import { isOpenHere, told } from './what-is-new';

const nobody: Turn = { forMe: false, forOthers: false, words: '' };
const forMe = (words: string): Turn => ({ ...nobody, forMe: true, words });
const forOthers = (words: string): Turn => ({ ...nobody, forOthers: true, words });

const atDefence = forOthers('Waiting for your defence organisation');

/** What a request that is not decided waits for. */
function undecided({ stage, next }: ShareView): Turn {
  switch (stage) {
    case 'questioned':
      return forMe('The adviser asks you something');
    case 'draft':
      return forMe('Your request is not sent yet');
    case 'submitted':
    case 'assigned':
    case 'proposed':
    case 'suspended':
      return atDefence;
    // Advised against, or not to be read just now: nothing of the case waits for it.
    default:
      return stage === 'decided' ? nobody : { ...nobody, words: next };
  }
}

/** Whose turn a request of one's own is. A colleague who is let in by it is asked as any other. */
export function requestTurn(share: ShareView): Turn {
  if (share.waitsForKeys || (share.stage === 'suspended' && share.admission !== 'over')) return atDefence;
  if (share.admission === 'ready') return forMe(`No objection: invite ${share.recipient.name}`);
  return share.admission === 'not-yet' ? undecided(share) : nobody;
}

type Asked = TurnFacts['asked'][number];

/** Everybody who was let in and not removed since. Who began the case, and left it to another, was never asked. */
function inside({ state, vault }: Room, invited: ReadonlyMap<PersonId, number>): Asked[] {
  const now = vault.clock.now();
  return [...state.internals.values()].flatMap(({ person, removedAt }) => {
    const since = invited.get(person);
    if (since === undefined || removedAt !== undefined || person === state.owner) return [];
    return { person, since, isHere: isActiveInternal(state, person, vault.view, now), hasToAccept: false };
  });
}

/** Each share that was neither declined nor ended, whether or not it is in force. */
function outside({ state, vault }: Room, isAsked: (share: Outside) => boolean): Asked[] {
  const now = vault.clock.now();
  const isInForce = (share: Outside): boolean =>
    isMember(
      { ...state, internals: new Map(), outsiders: new Map([[share.clearance.id, share]]) },
      share.person,
      vault.view,
      now,
    ) !== false;
  return [...state.outsiders.values()]
    .filter((share) => share.stage.stage === 'accepted' || share.stage.stage === 'admitted')
    .filter(isAsked)
    .map((share) => ({
      person: share.person,
      since: share.admitSeq,
      isHere: !isOver(share) && isInForce(share),
      hasToAccept: share.stage.stage === 'admitted',
    }));
}

/**
 * What the record of a case says of whose turn it is. Inside, that somebody answered is known of every thread; outside, only
 * what its reader may read counts, and nobody else is named.
 */
export function turnFacts(room: Room, shares: readonly ShareView[]): TurnFacts {
  const { state, vault } = room;
  const { me } = vault;
  const isInside = room.standing === 'internal';
  const invited = new Map<PersonId, number>();
  for (const { entry, body } of indexOf(room).readable('invite')) {
    invited.set((body as RoomBody<'invite'>).person, entry.seq);
  }
  // What was taken back answers nothing.
  const counts = ({ entry }: AppliedEntry): boolean => told.includes(entry.type) && !state.takenBack.has(entry.seq);
  const said = room.log.entries.filter((each) => counts(each) && (isInside || isOpenHere(room, each)));
  return {
    me,
    owner: state.owner,
    isLed: isActiveInternal(state, state.owner, vault.view, vault.clock.now()),
    isClosed: state.closed !== undefined,
    asked: [...(isInside ? inside(room, invited) : []), ...outside(room, ({ person }) => isInside || person === me)],
    said: said.map(({ entry: { by, seq, type } }) => ({ by, seq, isAnswer: type !== 'picture' })),
    requests: shares.map(requestTurn),
    name: (person) => nameOf(vault, person),
  };
}
