import type { QueueLine } from '../vault/door';
import { chipsOf, everything, shownOf, waitedFor } from './queue-shown';

const line = (over: Partial<QueueLine>): QueueLine => ({
  advice: 'one',
  stage: 'submitted',
  requester: 'Alice Ashgrove',
  recipient: 'Xenia Xylander',
  urgency: 'routine',
  pictures: 1,
  submittedAt: 0,
  assignedTo: '',
  outcome: '',
  mine: false,
  handedToMe: false,
  waitsForKeys: false,
  checked: true,
  alarm: '',
  held: '',
  ...over,
});
const lines = [
  line({ advice: 'free' }),
  line({ advice: 'mine', mine: true, stage: 'assigned', assignedTo: 'Victor Vetchling', urgency: 'today' }),
  line({ advice: 'hers', stage: 'assigned', assignedTo: 'Winifred Wren', requester: 'Bela Birchwood' }),
  line({ advice: 'over', stage: 'decided', outcome: 'no-objection', urgency: 'today' }),
  line({ advice: 'over-too', stage: 'withdrawn' }),
  line({ advice: 'keys', stage: 'decided', outcome: 'no-objection', waitsForKeys: true }),
];
const shown = (choice: Partial<typeof everything>, words = '') => {
  const { waiting, over } = shownOf(lines, { ...everything, ...choice }, words);
  return [waiting.map(({ advice }) => advice), over.map(({ advice }) => advice)];
};

test('what waits and what is over are two lists, and a decision whose keys wait is not over; the newest that is over first', () => {
  expect(shown({})).toEqual([
    ['free', 'mine', 'hers', 'keys'],
    ['over-too', 'over'],
  ]);
});

test('what is chosen narrows what waits, and nothing that is over', () => {
  expect(shown({ whose: 'mine' })[0]).toEqual(['mine']);
  expect(shown({ whose: 'nobody' })[0]).toEqual(['free', 'keys']);
  expect(shown({ urgency: 'today' })).toEqual([['mine'], ['over-too', 'over']]);
  expect(shown({ whose: 'nobody', urgency: 'today' })[0]).toEqual([]);
});

test('names of who asks, whom, and who has it are looked for in both lists', () => {
  expect(shown({}, 'bel')).toEqual([['hers'], []]);
  expect(shown({}, 'xyl ali')).toEqual([
    ['free', 'mine', 'keys'],
    ['over-too', 'over'],
  ]);
  expect(shown({}, 'wini')[0]).toEqual(['hers']);
});

test('a chip says how many it would show beside what is chosen, and takes itself back', () => {
  expect(chipsOf(lines, everything).map(({ words, count }) => [words, count])).toEqual([
    ['With nobody', 2],
    ['With me', 1],
    ['Today', 1],
    ['Routine', 3],
  ]);
  const [, mine, today] = chipsOf(lines, { ...everything, whose: 'mine' });
  expect(mine).toMatchObject({ isOn: true, to: everything });
  expect(today).toMatchObject({ words: 'Today', count: 1, isOn: false, to: { whose: 'mine', urgency: 'today' } });
});

test('how long it has waited is said in the largest whole unit', () => {
  expect([59, 60, 3_599, 7_200, 86_400, 3 * 86_400 - 1].map((now) => waitedFor(0, now))).toEqual([
    '',
    '1 minute',
    '59 minutes',
    '2 hours',
    '1 day',
    '2 days',
  ]);
  expect(waitedFor(100, 0)).toBe('');
});
