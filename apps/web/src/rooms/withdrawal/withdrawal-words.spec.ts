import { stepsOf } from './withdrawal-words';

test('withdrawing sharing names who loses the picture, and what they are asked', () => {
  const { happens, todo } = stepsOf({ what: 'sharing', used: '', outside: ['Dr Xylander'] });
  expect(happens[0]).toMatch(/^Dr Xylander can no longer open this picture.*key is changed.*state within 48 hours/);
  expect(happens[0]).toMatch(/Copies already seen cannot be recalled\.$/);
  expect(todo).toHaveLength(1);
});

test('a picture that was seen or relied on is closed and kept, and the patient told so', () => {
  const { happens, todo } = stepsOf({ what: 'capture', used: 'seen-or-relied-on', outside: [] });
  expect(happens.join(' ')).toMatch(/closes to everybody but the owner.*Nothing is destroyed/);
  expect(todo.join(' ')).toMatch(/closed and kept.*Caldicott guardian whether it may be destroyed/);
});

test('of a picture nobody saw it is not claimed that it is destroyed here', () => {
  const { happens, todo } = stepsOf({ what: 'capture', used: 'not-yet-seen', outside: [] });
  expect(happens.join(' ')).toMatch(/Nothing is destroyed/);
  expect(todo.join(' ')).toMatch(/propose to your Caldicott guardian that it is destroyed/);
});

test('with nobody outside, nobody is said to lose it or asked about copies', () => {
  const { happens, todo } = stepsOf({ what: 'sharing', used: '', outside: [] });
  expect(happens[0]).toMatch(/^Nobody outside can open this picture now/);
  expect(happens.join(' ')).not.toMatch(/key is changed|48 hours/);
  expect(todo).toHaveLength(1);
});
