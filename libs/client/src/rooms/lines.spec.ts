import { books } from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import type { Vault } from '../vault/vault';
import { sentenceOf } from './lines';

const vault = { me: 'b', books, person: () => ({ name: 'Dr Ames' }) } as unknown as Vault;
const consent = (version: number, form: string): string =>
  sentenceOf(vault, {
    entry: { by: 'a', type: 'consent', rules: 1 },
    body: { version, form },
  } as unknown as AppliedEntry);

test('what was recorded is said, never that the patient consented; least of all where no consent was needed', () => {
  expect([consent(1, 'oral'), consent(1, 'written'), consent(2, 'oral')]).toEqual([
    'Dr Ames recorded that the patient agreed',
    'Dr Ames recorded that the patient agreed',
    'Dr Ames recorded version 2 of what the patient agreed to',
  ]);
  expect([consent(1, 'not-needed-to-make'), consent(2, 'not-needed-to-make')]).toEqual([
    'Dr Ames recorded: no separate consent to make the picture',
    'Dr Ames recorded version 2: no separate consent to make the picture',
  ]);
});

test('what a newer version did is said not to be known, never by the word in the record', () => {
  const each = { entry: { by: 'a', type: 'audit-sample' }, body: {} } as unknown as AppliedEntry;
  expect(sentenceOf(vault, each)).toBe('Dr Ames did something not known to this version');
});
