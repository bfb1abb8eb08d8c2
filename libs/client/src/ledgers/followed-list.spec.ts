import { FollowedList, type ListPage } from './followed-list';

interface Row {
  readonly ledger: string;
  readonly seq: number;
}

const page = (rows: readonly Row[], more: Partial<ListPage<Row>> = {}): ListPage<Row> => ({
  ...{ rows, gone: [], whole: true, mark: '1', next: '', ...more },
});
const [a, b, c] = ['a', 'b', 'c'].map((ledger) => ({ ledger, seq: 1 })) as [Row, Row, Row];

/** Answers one after another; an error in the place of one is a page that does not come. */
function following(...answers: readonly (ListPage<Row> | Error)[]) {
  const rest = [...answers];
  const asked: string[] = [];
  const list = new FollowedList<Row>(({ since, after }) => {
    asked.push(`${since}|${after}`);
    const next = rest.shift() ?? new Error('nothing more');
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  return { list, asked };
}
const lost = new Error('lost');

test('asks for everything once, page by page, and then for what changed since the first page was read', async () => {
  const changed = page([{ ledger: 'b', seq: 2 }], { whole: false, mark: '3', gone: ['a'] });
  const { list, asked } = following(page([a], { next: 'a' }), page([b, c], { mark: '2' }), changed);
  await list.follow();
  expect(list.rows).toEqual([a, b, c]);
  await list.follow();
  expect(list.rows).toEqual([{ ledger: 'b', seq: 2 }, c]);
  expect(asked).toEqual(['|', '|a', '1|']);
});

test('a page that does not come takes nothing away, and what came of the others stays', async () => {
  const { list, asked } = following(page([a], { next: 'a' }), lost, page([a], { next: 'a' }), page([b]));
  await expect(list.follow()).rejects.toThrow('lost');
  expect([list.rows, list.isPart]).toEqual([[a], true]);
  await list.follow();
  expect([list.rows, list.isPart]).toEqual([[a, b], false]);
  expect(asked).toEqual(['|', '|a', '|', '|a']);
});

test('changes of which a page did not come are asked for again from the same mark', async () => {
  const changes = (rows: readonly Row[], next: string) => page(rows, { whole: false, mark: '9', next });
  const { list, asked } = following(page([a, b]), changes([c], 'c'), lost, changes([c], ''));
  await list.follow();
  await expect(list.follow()).rejects.toThrow('lost');
  expect([list.rows, list.isPart]).toEqual([[a, b, c], false]);
  await list.follow();
  expect(asked.slice(1)).toEqual(['1|', '1|c', '1|']);
});

test('told everything because the mark is not known, it lets go of what is not there', async () => {
  const { list } = following(page([a, b]), page([b], { mark: '5' }));
  await list.follow();
  await list.follow();
  expect(list.rows).toEqual([b]);
});

test('half an answer of changes and half of a whole list is none: everything is asked for', async () => {
  const { list, asked } = following(
    ...[page([a, b]), page([b], { whole: false, next: 'b' }), page([c], { mark: '7' }), page([b, c], { mark: '7' })],
  );
  await list.follow();
  await list.follow();
  expect(list.rows).toEqual([b, c]);
  expect(asked).toEqual(['|', '1|', '1|b', '|']);
});

test('questions follow one another', async () => {
  const { list, asked } = following(page([a]), page([], { whole: false, mark: '2' }));
  await Promise.all([list.follow(), list.follow()]);
  expect(asked).toEqual(['|', '1|']);
});

test('an answer that comes after everything was forgotten fills nothing', async () => {
  let answer = (_: ListPage<Row>): void => undefined;
  const list = new FollowedList<Row>(() => new Promise((resolve) => (answer = resolve)));
  const followed = list.follow();
  await Promise.resolve();
  list.forget();
  answer(page([a, b]));
  await followed;
  expect([list.rows, list.isPart]).toEqual([[], false]);
});
