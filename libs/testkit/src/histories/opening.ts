import {
  isGood,
  mayAskForAdvice,
  type LedgerId,
  type OrganisationId,
  type Person,
  type RegisterView,
} from '@consilium/domain';
import { begin } from '@consilium/client/testing';
import { draft as newDraft } from '@consilium/ledger';
import { backTo, grantsTo, hash, id16, thread } from '../domain/names';
import { caseThread, hospital } from '../domain/world';
import type { Offer } from '../domain/ledger-builder';
import { whyNot } from './by-client';
import type { Device } from './device';
import type { Ground } from './ground';
import { heldBack, nothingToDo, sent, type Came, type Step } from './history';
import { nameOf } from './keys';
import { draftOf } from './wire';

/** So many rooms, and so many requests, at most. */
const most = 3;
const openers = ['alice', 'bob', 'carol', 'alice', 'xavier'];

/** A ledger about to begin: of which organisation, and beside which room. */
interface Beginning {
  readonly kind: 'room' | 'advice';
  readonly org: OrganisationId;
  readonly room: LedgerId | undefined;
}

const placeOf = (kind: 'room' | 'advice', me: Person | undefined): string =>
  (kind === 'room' ? me?.organisation : me?.defence) ?? hospital;

/** The first key, of the case or of the dossier. */
function firstKey(view: RegisterView, { me }: Device, { kind, org }: Beginning): Offer {
  const gen1 = { gen: 1, kc: hash('kc-1'), back: backTo(0) };
  if (kind === 'room') {
    const about = { thread: caseThread, kind: 'case', clearance: '' };
    const body = { ...about, ...gen1, readers: 'inside', grants: grantsTo([me]) };
    return { by: me, type: 'rotate', scope: [caseThread], body };
  }
  const grants = grantsTo([me, org as never].toSorted());
  const body = { thread: thread('dossier'), ...gen1, orgGen: view.orgKey(org)?.gen ?? 1, grants };
  return { by: me, type: 'rotate', scope: [thread('dossier')], body };
}

/** Whether somebody's own client would begin this, which it judges like anything else. */
function wouldBegin({ register: { view }, me }: Device, { kind, org }: Beginning, now: number): boolean {
  const author = view.person(me);
  if (author === undefined) return false;
  if (kind === 'room') return author.role === 'clinician' && isGood(author, now) && view.organisation(org)?.status === 'good';
  return author.memberOf === org && mayAskForAdvice(view, now, me, org) === undefined;
} // prettier-ignore

async function begins(ground: Ground, device: Device, beginning: Beginning): Promise<Came> {
  const { kind, org, room } = beginning;
  const nonce = id16(`nonce-${nameOf(ground.nextId())}`);
  const about = kind === 'room' ? { thread: caseThread } : { room, thread: thread('dossier') };
  const body = { kind, nonce, org, ...about };
  const genesis = newDraft({ type: 'genesis', scope: 'room', body: body as never, id: ground.nextId() });
  const follow = async (_: LedgerId, at: number) => {
    const story = device.story(at);
    const id = ground.nextId();
    return [await draftOf(story, kind, firstKey(story.view, device, beginning), { id, at, rules: 1 })];
  };
  const { send } = await begin(device.author, device.books[kind], device.register.root, genesis, follow);
  if (ground.history.isHonest && !wouldBegin(device, beginning, ground.now)) return heldBack('beginning');
  await send();
  return sent;
}

/** Of which organisation: the author's own, or another, by whoever does not obey. */
function chosen({ history }: Ground, { register, me }: Device, kind: 'room' | 'advice', { how }: Step): OrganisationId {
  const isElsewhere = how % 3 === 2 && !history.isHonest;
  return (isElsewhere ? hospital : placeOf(kind, register.view.person(me))) as OrganisationId;
}

/** Somebody opens a case, or asks for advice on one. */
export async function opens(ground: Ground, kind: 'room' | 'advice', step: Step): Promise<Came> {
  if (ground.service.of(kind).length >= most) return nothingToDo('enough');
  const device = ground.device(step.wants?.['by'] ?? openers[step.author % openers.length] ?? 'alice');
  await ground.sync(device);
  if (!device.hasBegun) return heldBack('no register');
  const room = ground.service.of('room')[0]?.ledger;
  if (kind === 'advice' && room === undefined) return nothingToDo('no room');
  return begins(ground, device, { kind, org: chosen(ground, device, kind, step), room }).catch(whyNot);
}
