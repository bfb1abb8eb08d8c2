import { isKnown, isUndecided, type ReadWord, type Urgency } from '@consilium/domain';
import type { FilterChip } from '../platform/kit';
import { chipsAbout, isSaid } from '../platform/kit/chip-of';
import type { QueueLine } from '../vault/door';
import { saysAll, urgencyLine, urgencyWords } from '../words';

/** What of the requests is shown. Of each group one thing is chosen or none; what is chosen in several has to fit all. */
export interface Choice {
  readonly whose: '' | 'mine' | 'nobody';
  readonly urgency: ReadWord<Urgency> | '';
}

export const everything: Choice = { whose: '', urgency: '' };

const fits = (line: QueueLine, { whose, urgency }: Choice): boolean =>
  (whose === '' || (whose === 'mine' ? line.mine || line.handedToMe : line.assignedTo === '')) &&
  (urgency === '' || line.urgency === urgency);

const namesIn = ({ requester, recipient, assignedTo }: QueueLine): readonly string[] => [
  requester,
  recipient,
  assignedTo,
];

/** Whether nothing is left to do with it here. */
export const isOver = ({ stage, waitsForKeys }: QueueLine): boolean =>
  isKnown(stage) && !isUndecided(stage) && !waitsForKeys;

/** The requests these words are about: of those that wait, the ones that are chosen; of those that are over, all. */
export function shownOf(lines: readonly QueueLine[], choice: Choice, words: string) {
  const said = lines.filter((line) => saysAll(namesIn(line), words));
  const waiting = said.filter((line) => !isOver(line));
  return { waiting: waiting.filter((line) => fits(line, choice)), over: said.filter(isOver).toReversed() };
}

const urgent = Object.keys(urgencyWords) as readonly Urgency[];

/** What may be chosen of the requests that wait, each with how many it would show; pressed again it is chosen no more. */
export function chipsOf(lines: readonly QueueLine[], choice: Choice): readonly FilterChip<Choice>[] {
  const waiting = lines.filter((line) => !isOver(line));
  const chip = chipsAbout({ choice, everything }, (of: Choice) => waiting.filter((line) => fits(line, of)).length);
  return [
    chip('whose', 'nobody', 'With nobody'),
    chip('whose', 'mine', 'With me'),
    ...urgent.map((each) => chip('urgency', each, urgencyLine(each))).filter(isSaid),
  ];
}

/** "3 hours", "2 days": how long something has waited, in whole units; under a minute nothing has. */
export function waitedFor(since: number, now: number): string {
  const seconds = Math.max(0, now - since);
  const units = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ] as const;
  const [size, unit] = units.find(([each]) => seconds >= each) ?? [0, ''];
  if (size === 0) return '';
  const count = Math.floor(seconds / size);
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}
