import { consentOf, nothingSaid } from './consent-answers';
import { consentOfOne, nothingOwn, placeOf, whereGaps } from './of-series';

const whole = consentOf(
  {
    ...{ ...nothingSaid, authority: 'said-yes', scopes: ['capture', 'internal'] },
    ...{ flags: ['face', 'intimate'], ruledOut: ['rare'], attested: ['no-pressure', 'chaperone-present'] },
  },
  '40-64',
);

const consent = (() => {
  if (whole === undefined) throw new Error('Nothing was said.');
  return whole;
})();

test('of a series it is asked in which pictures something can be seen, and of one alone it is not', () => {
  expect(whereGaps(consent, {}, ['a'])).toEqual([]);
  expect(whereGaps(consent, { face: ['a'] }, ['a', 'b'])).toEqual([
    'Say in which pictures: an intimate part can be seen?',
  ]);
  // Of a picture that was taken off again it was said, and of none of these.
  expect(whereGaps(consent, { face: ['gone'], intimate: ['b'] }, ['a', 'b'])).toEqual([
    'Say in which pictures: the face can be seen?',
  ]);
});

test('what can be seen in one is recorded of that one, and ruled out of the others', () => {
  const where = { face: ['a'], intimate: ['b'] };
  expect(consentOfOne(consent, 'a', where, 3)).toMatchObject({
    ...{ flags: ['face'], ruledOut: ['rare', 'intimate'], attested: ['no-pressure'] },
  });
  expect(consentOfOne(consent, 'b', where, 3)).toMatchObject({
    ...{ flags: ['intimate'], ruledOut: ['rare', 'face'], attested: ['no-pressure', 'chaperone-present'] },
  });
  expect(consentOfOne(consent, 'c', where, 3)).toMatchObject({ flags: [], ruledOut: ['rare', 'face', 'intimate'] });
  expect(consentOfOne(consent, 'a', {}, 1)).toBe(consent);
});

test('a child stays a child in every picture', () => {
  expect(consentOfOne({ ...consent, flags: ['child', 'face'] }, 'c', { face: ['a'] }, 2).flags).toEqual(['child']);
});

test('each shows what the series shows, but where its own place is said', () => {
  const series = { side: '', site: 'left forearm', caption: 'since May' } as const;
  expect(placeOf(series, undefined, true)).toEqual({ side: 'left', site: 'forearm', caption: 'since May' });
  expect(placeOf(series, undefined, false)).toEqual({ side: 'left', site: 'forearm', caption: '' });
  expect(placeOf(series, { ...nothingOwn, caption: 'close' }, false)).toEqual({
    ...{ side: 'left', site: 'forearm', caption: 'close' },
  });
  expect(placeOf(series, { side: '', site: 'right hand', caption: '' }, false)).toEqual({
    ...{ side: 'right', site: 'hand', caption: '' },
  });
  // A side of its own is never taken from the series.
  expect(placeOf(series, { side: '', site: 'hand', caption: '' }, false)).toMatchObject({ side: '', site: 'hand' });
});
