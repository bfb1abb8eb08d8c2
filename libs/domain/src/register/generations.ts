import type { PersonId } from '../kernel/ids';
import { refusalOf, refuse, type Refusal } from '../kernel/refusal';
import { bytes, integer, object, orEmpty } from '../kernel/shape';
import type { ShapeOf } from '../kernel/shape';
import type { Generation, Generations, RegisterView } from './state';
import { holdsNow, isCurrentKey, keysOfNow } from './view';

/**
 * What a generation links to: an earlier one, `sealed` its key as nonce12 ‖ AES-256-GCM under the new one; generation 0 and
 * "" for nothing. No report makes an earlier generation current again: what is skipped stays behind, and numbers only rise.
 */
export const back = object({ gen: integer(0), sealed: orEmpty(bytes(60)) });
export type Back = ShapeOf<typeof back>;

/** Somebody about to begin a generation. `colleagues`: everybody active who may, themselves included. */
export interface Beginner {
  readonly by: PersonId;
  readonly view: RegisterView;
  readonly colleagues: readonly PersonId[];
}

/** The generation of that number, the newest or one before it. */
export function generationOf(keys: Generations, gen: number): Generation | undefined {
  return gen === keys.gen ? keys : keys.before.find((each) => each.gen === gen);
}

/** Whether it was ever sealed to this person, whatever they say of it since. */
function wasGranted({ sealedTo }: Generation, person: PersonId): boolean {
  return sealedTo.some((each) => each.person === person);
}

/** To whom the generation was given and who say that it did not open, sorted; a grant since then ends that. */
export function reportersOf({ holders, sealedTo }: Generation): readonly PersonId[] {
  const granted = new Set(sealedTo.map(({ person }) => person));
  return [...granted].filter((person) => !holders.includes(person)).toSorted();
}

/** These generations, and those that lead to one of them: by what they link to, and by links made since. */
export function leadingTo(keys: Generations, gens: readonly number[]): readonly Generation[] {
  const leading = new Set(gens);
  // What opens a generation is newer than it: from the oldest on, one pass finds all.
  for (const each of [...keys.before, keys]) {
    if (each.opens.some((opened) => leading.has(opened))) leading.add(each.gen);
  }
  return [...keys.before, keys].filter(({ gen }) => leading.has(gen));
}

/** Whether the person was granted the generation, or one that leads to it. */
export function leadsTo(keys: Generations, person: PersonId, gen: number): boolean {
  return leadingTo(keys, [gen]).some((each) => wasGranted(each, person));
}

/** Whether the newest generation was begun, or linked since, so that it leads to this earlier one. */
export function isLedTo(keys: Generations, gen: number): boolean {
  const led = new Set([keys.gen]);
  for (const each of [keys, ...keys.before.toReversed()]) {
    if (led.has(each.gen)) for (const opened of each.opens) led.add(opened);
  }
  return led.has(gen);
}

/**
 * A generation is skipped by whoever was granted it and reports that it does not open; by somebody it was never granted to
 * only while no active colleague holds it. The report of somebody else gives no right, and takes none away.
 */
function maySkip({ by, view, colleagues }: Beginner, generation: Generation): void {
  if (wasGranted(generation, by)) {
    if (generation.holders.includes(by)) refuse('not-reported');
    return;
  }
  if (colleagues.some((each) => holdsNow(view, generation, each))) refuse('held-by-another');
}

/** Whether the next generation may link to this one; `gen` 0: to nothing. */
export function mayLinkTo(beginner: Beginner, keys: Generations, gen: number): void {
  if (gen === keys.gen && !wasGranted(keys, beginner.by)) refuse('not-a-holder');
  for (const each of [...keys.before, keys]) if (each.gen > gen) maySkip(beginner, each);
  if (gen > 0 && !leadsTo(keys, beginner.by, gen)) refuse('wrong-back');
}

/** The same before it is tried: why it may not, or undefined. */
export function linkRefusal(beginner: Beginner, keys: Generations, gen: number): Refusal | undefined {
  return refusalOf(() => {
    mayLinkTo(beginner, keys, gen);
  });
}

/** A link has a key in it, and nothing is linked to by none. */
export function isLink({ gen, sealed }: Back): void {
  if ((gen === 0) !== (sealed === '')) refuse('wrong-back');
}

/** What is kept of a generation when the next one is begun. */
function behind({ gen, kc, begunBy, opens, holders, sealedTo, asOf }: Generations): Generation {
  return { gen, kc, begunBy, opens, holders, sealedTo, asOf };
}

/** A generation just begun, after those there were. */
export function begun(
  { by, view }: Pick<Beginner, 'by' | 'view'>,
  before: Generations | undefined,
  next: Pick<Generation, 'gen' | 'kc' | 'holders'> & { readonly back: Back },
): Generations {
  const { gen, kc, holders } = next;
  return {
    ...{ gen, kc, begunBy: by, opens: next.back.gen === 0 ? [] : [next.back.gen], holders },
    sealedTo: keysOfNow(view, holders),
    asOf: view.seq,
    before: before === undefined ? [] : [...before.before, behind(before)],
  };
}

/** The newest generation, sealed to somebody more, under the key they have now. A report of theirs stands no longer. */
export function grantedTo(
  view: RegisterView,
  { holders, sealedTo }: Generation,
  person: PersonId,
): Pick<Generation, 'holders' | 'sealedTo'> {
  const isKnown = sealedTo.some((each) => each.person === person && isCurrentKey(view, each));
  return {
    holders: [...new Set([...holders, person])].toSorted(),
    sealedTo: isKnown ? sealedTo : [...sealedTo, ...keysOfNow(view, [person])],
  };
}

function changed(keys: Generations, gen: number, change: Partial<Generation>): Partial<Generations> {
  if (gen === keys.gen) return change;
  return { before: keys.before.map((each) => (each.gen === gen ? { ...each, ...change } : each)) };
}

/**
 * A grant of this generation did not open to the committed key, says whoever it was made to. What it was sealed to stays
 * known: whoever says so falsely holds the key all the same, and their leaving makes the next generation due.
 */
export function reported(keys: Generations, by: PersonId, gen: number): Partial<Generations> {
  const generation = generationOf(keys, gen) ?? refuse('wrong-generation');
  if (!generation.holders.includes(by)) refuse('not-a-holder');
  return changed(keys, gen, { holders: generation.holders.filter((holder) => holder !== by) });
}

interface Link {
  readonly gen: number;
  readonly under: number;
}

/** What a link names is an earlier generation and the newest. */
export function linkFits(keys: Pick<Generation, 'gen'>, { gen, under }: Link): void {
  if (under !== keys.gen) refuse('old-generation');
  if (gen >= under) refuse('wrong-generation');
}

/** The newest generation, once an earlier one is sealed under it. */
export function linkTo({ opens }: Pick<Generation, 'opens'>, gen: number): Pick<Generation, 'opens'> {
  return { opens: [...new Set([...opens, gen])].toSorted((one, other) => one - other) };
}

/** An earlier generation sealed under the newest one, by somebody who was granted both, or what leads to them. */
export function linked(keys: Generations, by: PersonId, link: Link): Partial<Generations> {
  linkFits(keys, link);
  if (!keys.holders.includes(by)) refuse('not-a-holder');
  if (!leadsTo(keys, by, link.gen)) refuse('wrong-back');
  return linkTo(keys, link.gen);
}
