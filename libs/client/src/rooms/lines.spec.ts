import { authorities, books } from '@consilium/domain';
import type { AppliedEntry } from '@consilium/ledger';
import type { Vault } from '../vault/vault';
import { sentenceOf } from './lines';

const vault = { me: 'b', books, person: () => ({ name: 'Dr Ames' }) } as unknown as Vault;
const told = (type: string, body: unknown): string =>
  sentenceOf(vault, { entry: { by: 'a', type, rules: 1 }, body } as unknown as AppliedEntry, {
    pictures: 'picture 2',
    begunBy: () => 'Dr Crane',
  });
const consent = (version: number, authority: string): string => told('consent', { version, authority, takenBy: 'a' });

test('what was recorded is said, never that the patient consented; least of all where no consent was needed', () => {
  expect([consent(1, 'said-yes'), consent(1, 'signed'), consent(2, 'said-yes')]).toEqual([
    'Dr Ames recorded that the patient agreed',
    'Dr Ames recorded that the patient agreed and signed',
    'Dr Ames recorded, as version 2, that the patient agreed',
  ]);
  expect([consent(1, 'not-needed-to-make'), consent(2, 'not-needed-to-make')]).toEqual([
    'Dr Ames recorded that no separate consent is needed to make the picture',
    'Dr Ames recorded, as version 2, that no separate consent is needed to make the picture',
  ]);
});

test('that the patient agreed is told of nobody who could not', () => {
  const others = authorities.filter((each) => each !== 'said-yes' && each !== 'signed');
  expect(others).toHaveLength(7);
  for (const authority of others) expect(consent(1, authority)).not.toMatch(/patient agreed|consented/u);
});

test('somebody who removes a colleague of the same name has not left, and takes no consent of theirs for their own', () => {
  expect([told('remove', { person: 'a' }), told('remove', { person: 'c' })]).toEqual([
    'Dr Ames left the case',
    'Dr Ames removed Dr Ames',
  ]);
  expect(told('owner', { person: 'c' })).toBe('Dr Ames handed the case to Dr Ames');
  expect(told('consent', { version: 1, authority: 'said-yes', takenBy: 'c' })).toBe(
    'Dr Ames reported of Dr Ames that the patient agreed',
  );
});

test('a picture is called by its number, also to a reader who is not given it', () => {
  expect([told('picture', {}), told('picture', undefined)]).toEqual([
    'Dr Ames posted picture 2',
    'Dr Ames posted picture 2',
  ]);
  expect([
    told('consent-withdrawal', { what: 'sharing', used: '' }),
    told('consent-withdrawal', { what: 'capture', used: 'not-yet-seen' }),
    told('consent-withdrawal', undefined),
  ]).toEqual([
    'Dr Ames recorded: consent to sharing picture 2 withdrawn',
    'Dr Ames recorded: consent to picture 2 withdrawn; nobody else had seen it',
    'Dr Ames recorded a withdrawal of consent: picture 2',
  ]);
  expect(told('share-request', {})).toBe(
    'Dr Ames asked to share picture 2 with an outside colleague: they may read what is added from here on',
  );
});

test('a key that was skipped is said with the name of who began it', () => {
  expect(told('rotate', { gen: 3, back: { gen: 1, sealed: '' } })).toBe(
    'Dr Ames began a new key and skipped one begun by Dr Crane',
  );
});

test('a type this build has no row for is never told by its word', () => {
  expect(told('audit-sample', {})).toBe('Dr Ames did something not known to this version');
});
