import { readDescription } from './description';

const description = {
  width: 4000,
  height: 3000,
  mediaType: 'image/jpeg',
  caption: 'Close-up',
  site: 'forearm',
  side: 'left',
  removed: 'location',
  extent: 'cropped',
  policyTitle: '',
  policyDate: '',
};
const read = (changes: object) => readDescription(JSON.stringify({ ...description, ...changes }));

test('a description reads as it was written', () => {
  expect(read({})).toEqual({ value: description });
});

test('a side or a kind of file of a newer version is not known: neither "no side" nor JPEG', () => {
  expect(read({ side: 'both', mediaType: 'image/heic' }).value).toEqual({
    ...description,
    side: 'not-known',
    mediaType: 'not-known',
  });
  expect(read({ side: undefined }).value?.side).toBe('not-said');
});

test('that a picture was cropped reads as it was written; of one posted before it could be said, it is not said', () => {
  expect(read({}).value?.extent).toBe('cropped');
  expect(read({ extent: 'whole' }).value?.extent).toBe('whole');
  expect(read({ extent: 'covered' }).value?.extent).toBe('not-known');
  expect(read({ extent: undefined }).value?.extent).toBe('not-said');
});

test.each([
  ['a width of nothing', { width: 0 }],
  ['a height that is no number', { height: '3000' }],
  ['a field this version does not know', { frames: 12 }],
  ['no place', { site: undefined }],
])('a description with %s is unreadable here', (_, changes) => {
  expect(read(changes)).toEqual({ unreadable: 'newer' });
});
