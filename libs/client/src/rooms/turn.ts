import type { PersonId } from '@consilium/domain';

/** Whose turn it is in a case. Both may be: one colleague has answered, another has not. */
export interface Turn {
  readonly forMe: boolean;
  readonly forOthers: boolean;
  /** In words; "" where the record says nothing of it. */
  readonly words: string;
}

/** Somebody who was asked: a colleague who was let in, or one outside. */
interface Asked {
  readonly person: PersonId;
  /** Number of the entry that asked them, the last time. */
  readonly since: number;
  /** Whether they are in the case now: neither removed nor suspended, and known under their keys. */
  readonly isHere: boolean;
  /** An outside colleague who has not said yet that they will look. */
  readonly hasToAccept: boolean;
}

interface Said {
  readonly by: PersonId;
  readonly seq: number;
  /** Words or an opinion: a picture is no answer. */
  readonly isAnswer: boolean;
}

/** What the record says, as far as its reader is given it. */
export interface TurnFacts {
  readonly me: PersonId;
  readonly owner: PersonId;
  /** Whether the owner is in the case now. */
  readonly isLed: boolean;
  readonly isClosed: boolean;
  /** Everybody who was asked and not removed since; the owner never. */
  readonly asked: readonly Asked[];
  /** Oldest first. */
  readonly said: readonly Said[];
  /** What the reader's own requests to their defence organisation wait for, oldest first. */
  readonly requests: readonly Turn[];
  readonly name: (person: PersonId) => string;
}

const nobody: Turn = { forMe: false, forOthers: false, words: '' };

/** "Dr B", "Dr B and Dr C", "Dr B and 2 others". */
function named(people: readonly PersonId[], { name }: TurnFacts): string {
  const [first, second] = people;
  if (first === undefined) return '';
  if (second === undefined) return name(first);
  const others = people.length === 2 ? name(second) : `${String(people.length - 1)} others`;
  return `${name(first)} and ${others}`;
}

/** Who was asked, is here, and has said nothing since they were asked. */
function awaited({ asked, said }: TurnFacts): readonly Asked[] {
  return asked.filter(
    ({ person, since, isHere }) =>
      isHere && !said.some((each) => each.by === person && each.isAnswer && each.seq > since),
  );
}

/** Who has said something that the owner has not gone on from, oldest first and each once. */
function answered({ owner, said }: TurnFacts): readonly PersonId[] {
  const last = said.findLast(({ by }) => by === owner)?.seq ?? -1;
  return [
    ...new Set(said.filter(({ by, seq, isAnswer }) => isAnswer && by !== owner && seq > last).map(({ by }) => by)),
  ];
}

function waitingFor(facts: TurnFacts, people: readonly Asked[]): string {
  const [first] = people;
  const to = people.length === 1 && first?.hasToAccept === true ? ' to accept' : '';
  return `Waiting for ${named(
    people.map(({ person }) => person),
    facts,
  )}${to}`;
}

const plural = ({ length }: readonly unknown[]): string => (length === 1 ? 'has' : 'have');

/** "Dr B has answered · waiting for Dr C". */
const joined = ([first = '', ...others]: readonly string[]): string =>
  [first, ...others.map((each) => each.charAt(0).toLowerCase() + each.slice(1))].join(' · ');

/** What waits for the owner alone: whom to ask, since nobody was, or nobody of them is left. */
function nobodyToAsk({ asked, requests }: TurnFacts): string {
  if (asked.some(({ isHere }) => isHere) || requests.some(({ forOthers }) => forOthers)) return '';
  return asked.length === 0 ? 'Nobody asked yet' : 'Nobody who was asked can answer now';
}

function ownersTurn(facts: TurnFacts): Turn {
  const { requests } = facts;
  const replies = answered(facts);
  const waiting = awaited(facts);
  const mine = requests.filter(({ forMe }) => forMe).map(({ words }) => words);
  if (replies.length > 0) mine.push(`${named(replies, facts)} ${plural(replies)} answered`);
  const others = waiting.length === 0 ? [] : [waitingFor(facts, waiting)];
  others.push(...requests.filter(({ forOthers }) => forOthers).map(({ words }) => words));
  const toAsk = mine.length === 0 ? nobodyToAsk(facts) : '';
  if (toAsk !== '') return { forMe: true, forOthers: false, words: toAsk };
  const words = joined([...new Set([...mine, ...others])]);
  return { forMe: mine.length > 0, forOthers: others.length > 0, words: words === '' ? 'You wrote last' : words };
}

function colleaguesTurn(facts: TurnFacts): Turn {
  const { me, owner, isLed } = facts;
  const waiting = awaited(facts);
  const others = waiting.filter(({ person }) => person !== me);
  const replies = answered(facts);
  const forOthers = others.length > 0 || (isLed && replies.length > 0);
  if (waiting.length > others.length) return { forMe: true, forOthers, words: 'Your answer is awaited' };
  if (!isLed) return { forMe: false, forOthers, words: 'Nobody leads this case now' };
  if (others.length > 0) return { forMe: false, forOthers, words: waitingFor(facts, others) };
  if (replies.includes(me)) return { forMe: false, forOthers, words: 'You have answered' };
  if (replies.length > 0)
    return { forMe: false, forOthers, words: `${named(replies, facts)} ${plural(replies)} answered` };
  return { ...nobody, words: `${facts.name(owner)} wrote last` };
}

/**
 * Whose turn it is, from what was asked and said. Somebody who was asked is waited for until they have said something since;
 * the owner, once somebody has and the owner has not gone on. An answer to an answer is nobody's duty: it may be thanks.
 */
export function turnOf(facts: TurnFacts): Turn {
  if (facts.isClosed) return { ...nobody, words: 'Closed' };
  return facts.me === facts.owner ? ownersTurn(facts) : colleaguesTurn(facts);
}
