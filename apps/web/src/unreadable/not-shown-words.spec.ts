import { notShown } from './not-shown-words';

test('a message without its key says from whom the key comes', () => {
  expect(notShown('This message', 'no-key')).toMatch(
    /^This message cannot be opened on this device yet.*A colleague who has it passes it on by opening the case/,
  );
  expect(notShown('The reasons', 'no-key', 'request')).toMatch(
    /another adviser gives it with a button on their page of requests/,
  );
});

test('where it is known whose key it is, that is said by name', () => {
  expect(notShown('This message', 'no-key', 'case', 'Dr Birch')).toMatch(
    /^This message was written under a key that did not reach this device; Dr Birch began it\. A colleague who has it/,
  );
});

test.each([
  ['broken', /could not be opened on this device\. Ask whoever wrote it to send it again/],
  ['newer', /was written by a newer version of Consilium\. Reload the page/],
  ['withheld', /did not come from the service\. Reload the page/],
] as const)('what is %s says so, and what to do', (why, words) => {
  expect(notShown('This opinion', why)).toMatch(words);
  expect(notShown('This opinion', why)).toMatch(/^This opinion /);
});

test('words that are not the brief the adviser saw are warned of', () => {
  expect(notShown('This message', 'not-the-brief')).toMatch(
    /not the brief the defence organisation saw.*Do not rely on it/,
  );
});
