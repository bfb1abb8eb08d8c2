import { stepsOf } from './withdrawal-words';

test('withdrawing sharing names who loses the picture, and what to ask of them', () => {
  const { happens, todo } = stepsOf({ what: 'sharing', used: '', outside: ['Dr Xylander'] });
  expect(happens[0]).toMatch(/^Dr Xylander can no longer open this picture.*key is changed.*cannot be recalled/);
  expect(todo[0]).toMatch(/Ask Dr Xylander to state that no copy was kept/);
});

test('a picture that was used for care is kept, the patient told, the Caldicott guardian asked', () => {
  const { happens, todo } = stepsOf({ what: 'capture', used: 'used', outside: [] });
  expect(happens.join(' ')).toMatch(/not in the patient’s record until it is filed/);
  expect(todo.join(' ')).toMatch(/Tell the patient.*Caldicott guardian/);
});

test('of a picture nobody relied on it is not claimed that it is destroyed here', () => {
  const { happens, todo } = stepsOf({ what: 'capture', used: 'not-used', outside: [] });
  expect(happens.join(' ')).toMatch(/destroys no picture/);
  expect(todo.join(' ')).toMatch(/Caldicott guardian whether it may be destroyed/);
});

test('with nobody outside, nobody is said to lose it or asked about copies', () => {
  const { happens, todo } = stepsOf({ what: 'sharing', used: '', outside: [] });
  expect(happens[0]).toMatch(/^Nobody outside can open this picture now/);
  expect(happens.join(' ')).not.toMatch(/key is changed/);
  expect(todo).toHaveLength(1);
});
