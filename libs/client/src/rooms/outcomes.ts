import { opinionOutcomes, outcomePolicy, type RoomBody } from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import { readAs, type Content } from '../replicas/content';
import type { Room } from '../replicas/room';
import { aText, aWord, anObject, readJson } from '../replicas/sealed-json';
import { indexOf } from './room-index';
import type { OutcomeDraft, OutcomeText, OutcomeView } from './outcome-views';

const outcome = anObject<OutcomeText>({ said: aWord(opinionOutcomes), words: aText });

/** Reads an outcome as its author's device sealed it. */
export const readOutcome = (text: string): Content<OutcomeText> => readJson(text, outcome);

/** What is sealed of an outcome: its fields and nothing else, or nobody could read it. */
export const outcomeText = ({ said, words }: OutcomeDraft): string =>
  JSON.stringify({ said, words } satisfies OutcomeText);

/** Keys that are due change in the same append. */
function maySay({ vault, state, log }: Room, { body }: AppliedEntry): boolean {
  if (state.owner !== vault.me || vault.stopped(log) !== '') return false;
  const { thread } = body as RoomBody<'opinion'>;
  const act = { act: 'outcome', thread } as const;
  const refusal = vault.books.room.mayAct(state, vault.view, vault.clock.now(), vault.me, act);
  return refusal === undefined || refusal.code === 'rotation-due';
}

export async function outcomeOf(room: Room, opinion: AppliedEntry): Promise<OutcomeView> {
  const newest = indexOf(room)
    .readable('outcome')
    .findLast(({ body }) => (body as RoomBody<'outcome'>).opinion === opinion.entry.id);
  const said = newest && { at: newest.entry.at, text: readAs(await room.read(newest), readOutcome) };
  const { clock, me } = room.vault;
  const isLater = clock.now() >= opinion.entry.at + outcomePolicy.from;
  // Of an opinion of one's own nobody waits to hear.
  const isAsked = said === undefined && isLater && opinion.entry.by !== me;
  return { outcome: said, asks: !maySay(room, opinion) ? 'no' : isAsked ? 'due' : 'may' };
}
