import { checkedWords, missingWords, reportedWords } from './key-trouble-words';

const trouble = {
  ...{ thread: 't', title: 'Case', begunBy: 'Dr Birch', reportedBy: ['Dr Ames', 'Dr Crane'] },
  ...{ opens: true, spoilt: [], restart: '' },
};

test('who could not open a key, whose it is, and what the device that has it found, are said by name', () => {
  expect(reportedWords(trouble)).toBe(
    'Dr Ames and Dr Crane could not open the newest key of “Case”, begun by Dr Birch. This device has it, and gives it again once while the case is open.',
  );
  expect(checkedWords(trouble)).toBe('Checked here: what could be checked was right.');
  expect(checkedWords({ ...trouble, spoilt: [{ by: 'Dr Birch', to: ['Dr Ames'] }] })).toBe(
    'Checked here: what Dr Birch gave Dr Ames is not the key.',
  );
});

test('where it did not reach this device, what to do is said, and that nothing is lost by a new one', () => {
  const missing = { ...trouble, opens: false, reportedBy: ['Dr Ames'] };
  expect(missingWords({ ...missing, restart: 'Wait a minute.' })).toBe(
    'The newest key of “Case”, begun by Dr Birch, did not reach this device. Reported by Dr Ames. Wait a minute.',
  );
  expect(missingWords({ ...missing, title: '', reportedBy: [], restart: true })).toMatch(
    /^The newest key of a thread, begun by Dr Birch, did not reach this device\. Begin a new one: .* stays with whoever can open it/,
  );
});
