import { answerBy, answerPolicy, asksSomebody, endsWaiting, isAnswer } from './answering';

const entries = (...types: readonly string[]) => types.map((type) => ({ type }));

test('for today a question is read in 15 minutes and answered in two hours; else in days', () => {
  const [minute, day] = [60, 86_400];
  expect(answerPolicy).toEqual({
    today: { readIn: 15 * minute, answeredIn: 120 * minute },
    'this-week': { readIn: day, answeredIn: 3 * day },
    later: { readIn: 3 * day, answeredIn: 14 * day },
  });
});

test('what is not for today or this week is later, also what a newer version says', () => {
  const of = ['today', 'this-week', 'routine', 'not-said', 'unknown'] as unknown as Parameters<typeof answerBy>[0][];
  expect(of.map(answerBy)).toEqual(['today', 'this-week', 'later', 'later', 'later']);
});

test('a case form, an invitation and an admission ask somebody, in whatever company; nothing else does', () => {
  const asking = ['form', 'invite', 'admit', 'message', 'opinion', 'addendum', 'close', 'title'];
  expect(asking.filter((type) => asksSomebody(entries(type)))).toEqual(['form', 'invite', 'admit']);
  expect(asking.filter((type) => isAnswer(entries(type)))).toEqual(['message', 'opinion', 'addendum']);
  expect(asking.filter((type) => endsWaiting(entries(type)))).toEqual(['close']);
  const all = entries('title', 'invite', 'message', 'close');
  expect([asksSomebody(all), isAnswer(all), endsWaiting(all)]).toEqual([true, true, true]);
  expect([asksSomebody([]), isAnswer([]), endsWaiting([])]).toEqual([false, false, false]);
});
