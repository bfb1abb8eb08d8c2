import type { PersonView } from '../vault/door';
import { begins, isMeant, saysAll } from './looked-for';

test('a text is found by the beginnings of its words, without accents and capitals, and not by the middle of one', () => {
  expect(begins('Beatrix Ó Dubhagáin', 'o dub')).toBe(true);
  expect(begins('Beatrix Ó Dubhagáin', 'trix')).toBe(false);
  expect(begins('Søren Łukasz', 'lukasz')).toBe(true);
  expect(begins('Anyone', '')).toBe(true);
});

test('every word that is looked for has to be there, in any order and in any of the texts', () => {
  const texts = ['Alice Ashgrove', 'Xenia Xylander'];
  expect(saysAll(texts, ' xen  ash ')).toBe(true);
  expect(saysAll(texts, 'xen bob')).toBe(false);
  expect(saysAll(texts, '')).toBe(true);
});

const ash = {
  ...{ name: 'Dr Ash', specialty: 'Dermatology', registration: 'GMC 9990001', staffNumber: '' },
  organisation: 'Northbank Hospital',
} as PersonView;

test.each([
  ['ash', true],
  [' DERMA ', true],
  ['gmc 999', true],
  ['north ash', true],
  ['birch', false],
  ['sh', false],
])('somebody is looked for by “%s”: %s', (words, expected) => {
  expect(isMeant(ash, words)).toBe(expected);
});
