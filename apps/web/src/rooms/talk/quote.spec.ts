import type { ItemView, RoomView, ThreadView } from '../../vault/door';
import { isAnswerable, quoteOf } from './quote';

const common = { entry: 'm1', seq: 1, by: 'b', byName: 'Dr Birch', at: 1_796_040_000, mine: false };
const message = (more: object = {}): ItemView => ({
  ...{ kind: 'message', ...common, text: 'Since Monday', replyTo: '', pending: false, problem: '' },
  ...more,
});
const view = { questions: ['q1', 'q2'] } as unknown as RoomView;
const thread = (...items: ItemView[]): ThreadView => ({ items, picture: undefined }) as unknown as ThreadView;
const quoted = (item: ItemView): string[] => {
  const { by, words } = quoteOf(view, thread(item), 'm1');
  return [by, words];
};

test('what is answered is named by who said it and their first words', () => {
  expect(quoted(message())).toEqual(['Dr Birch', 'Since Monday']);
  expect(quoted(message({ mine: true }))).toEqual(['You', 'Since Monday']);
  expect(quoted(message({ text: 'First line\nsecond' }))).toEqual(['Dr Birch', 'First line…']);
  const [, long = ''] = quoted(message({ text: 'word '.repeat(60) }));
  expect([long.length, long.endsWith('…')]).toEqual([90, true]);
  const opinion = { kind: 'opinion', ...common, opinion: { impression: 'A naevus' } } as ItemView;
  expect(quoted(opinion)).toEqual(['Dr Birch', 'Opinion: A naevus']);
});

test('of what was taken back no words are left, and of what this reader cannot read none are shown', () => {
  expect(quoted({ kind: 'taken-back', ...common })).toEqual(['Dr Birch', 'Taken back']);
  const closed: ItemView = { kind: 'unreadable', ...common, what: 'message', why: 'no-key', keyBy: '' };
  expect(quoted(closed)).toEqual(['', 'A message you cannot read']);
  expect(quoteOf(view, thread(), 'm1')).toEqual({ by: '', words: 'A message you cannot read' });
});

test('the question is answered by whichever entry asked it; a picture is named by its number', () => {
  for (const entry of ['q1', 'q2']) expect(quoteOf(view, thread(), entry)).toEqual({ by: '', words: 'The question' });
  const picture = {
    number: 2,
    caption: 'Left arm',
    side: 'left',
    site: 'forearm',
    unreadable: '',
    consent: { recording: 'kind-not-said' },
  };
  const of = { ...thread({ kind: 'picture', ...common }), picture } as unknown as ThreadView;
  expect(quoteOf(view, of, 'm1').words).toMatch(/^Picture 2.*: Left arm$/u);
});

test('what is not there yet, or no more, is not answered', () => {
  const kinds = [
    message(),
    message({ pending: true }),
    message({ problem: 'Not sent' }),
    { kind: 'taken-back', ...common },
  ];
  expect(kinds.map((item) => isAnswerable(item as ItemView))).toEqual([true, false, false, false]);
});
