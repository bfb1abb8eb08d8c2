import { rulesToName, SERVICE } from '@consilium/domain';
import { draft as newDraft, placeAfter, sealBatch, type Draft, type Place } from '@consilium/ledger';
import type { Offer } from '../domain/ledger-builder';
import type { Places } from './by-client';
import type { Command, Scene } from './command';
import type { Ground } from './ground';
import { heldBack, nothingToDo, sent, type Came, type History, type Step } from './history';
import type { Kept } from './service';
import { spoils, type Given, type Spoil } from './spoils';
import type { Story } from './story';
import { malformed } from './verdicts';
import { draftOf } from './wire';

const nothing: Spoil = { name: 'nothing' };

/** What is spoilt of what a step writes. */
export function spoilOf(history: History, step: Step): Spoil {
  const wanted = step.wants?.['spoil'];
  const isPlain = history.isHonest || step.wants !== undefined || step.how % 3 === 0;
  if (wanted !== undefined && !history.isHonest) return spoils.find(({ name }) => name === wanted) ?? nothing;
  return spoils[isPlain ? 0 : (step.how + step.author) % spoils.length] ?? nothing;
}

/** An entry on its way: what is written, where, and what is spoilt of it. */
interface Writing {
  readonly kept: Kept;
  readonly story: Story;
  readonly spoil: Spoil;
  readonly given: Given;
}

/** What an offer is drafted as, with the place it is to have. */
async function drafted(ground: Ground, { kept: { kind, replica }, story }: Writing, offer: Offer): Promise<[Draft, Place]> {
  const rules = Math.max(rulesToName(ground.service.books[kind], story.view.rules), replica.rules);
  const at = story.now;
  const draft = await draftOf(story, kind, offer, { id: ground.nextId(), at, rules });
  const { seq, hash } = story.view;
  const signer = ground.keys.signer(story.view.person(offer.by)?.kid);
  return [draft, { ...placeAfter(replica), rules, register: { seq, hash }, by: offer.by, at, signer }];
} // prettier-ignore

async function sendSpoilt(ground: Ground, writing: Writing, offer: Offer): Promise<Came> {
  const { kept, spoil, given } = writing;
  const [draft, place] = await drafted(ground, writing, offer);
  try {
    const [spoilt, at] = [spoil.draft?.(draft, given) ?? draft, spoil.place?.(place, given) ?? place];
    const sealed = await sealBatch(ground.service.books[kept.kind], [spoilt], at);
    const wires = sealed.map((wire) => spoil.wire?.(wire, given) ?? { ...wire });
    await ground.send(kept.kind, kept.ledger, wires, offer.by);
    return sent;
  } catch (error) {
    return heldBack(malformed(error));
  }
}

/** By anybody, with keys of their own and a program of their own, who sees all that the service sees. */
export async function byHand(ground: Ground, command: Command, by: string, step: Step, places: Places): Promise<Came> {
  const { service, keys } = ground;
  const kept = service.kept.get(places.ledger);
  if (kept === undefined) return nothingToDo();
  const story = ground.story({ ...places, at: service.due(command.kind, kept) });
  const scene: Scene = ground.scene(story, step);
  const spoil = spoilOf(ground.history, step);
  const given = { keys, service, lot: scene.lot };
  const made = await command.make(scene, by);
  if (made === undefined) return nothingToDo();
  return sendSpoilt(ground, { kept, story, spoil, given }, spoil.offer?.(made, given) ?? made);
}

/** By the service, which advances a ledger's register head and time. */
export async function tick(ground: Ground, { kind, replica, ledger }: Kept): Promise<Came> {
  const register = ground.service.registerNow().replica.head;
  const book = ground.service.books[kind];
  const { rules } = ground.story().view;
  const wires = await sealBatch(book, [newDraft({ type: 'tick', scope: 'room', body: {} })], {
    ...{ ...placeAfter(replica), by: SERVICE, at: ground.now, signer: ground.keys.named('service').signer },
    ...{ rules: Math.max(replica.rules, rulesToName(book, rules)), register },
  });
  await ground.send(kind, ledger, wires, SERVICE);
  return sent;
}
