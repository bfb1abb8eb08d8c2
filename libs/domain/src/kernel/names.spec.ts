import { isSameName, looksLike, nameAsSigned, nameProblem, outline, usableName, withoutTitles } from './names';
import { Problem } from './problem';

describe('a name that can be used', () => {
  test.each([
    ['Alice Ashgrove'],
    ['Siân O’Connor-Smith'],
    ['Nguyễn Thị Minh Khai'],
    ['محمد عبد الله'],
    ['علی‌رضا کریمی'],
    ['देवेन्द्र शर्मा'],
    ['क्‍ष'],
    ['Ольга Петрова'],
    ['山田 花子'],
    ['ハルカ 田中さくら'],
    ['김 철수'],
    ['山ㄅ'],
    ['金철수'],
    ['a'.repeat(100)],
    ['St. Mary’s Hospital (North), Ward 7'],
    ['Иван Smith'],
  ])('%s', (name) => {
    expect(nameProblem(name, 100)).toBeUndefined();
  });
});

describe('a name that cannot be used says why', () => {
  test.each([
    ['a soft hyphen', 'North\u00adfield', 'cannot be seen'],
    ['a mark that turns the direction', 'Northfield\u202e Hospital', 'cannot be seen'],
    ['an isolate', 'Ash\u2066grove', 'cannot be seen'],
    ['a zero-width joiner between Latin letters', 'Ash\u200dgrove', 'cannot be seen'],
    ['a joiner at the end of an Arabic word', 'محمد\u200c', 'cannot be seen'],
    ['a zero-width space', 'Ash\u200bgrove', 'cannot be seen'],
    ['a byte order mark', '\ufeffAshgrove', 'cannot be seen'],
    ['a Hangul filler', 'Ash\u3164grove', 'cannot be seen'],
    ['a private character', 'Ash\ue000grove', 'cannot be seen'],
    ['a Cyrillic letter in a Latin word', 'N\u043erthfield', 'mixes alphabets'],
    ['a Greek letter in a Latin word', 'Alic\u03b5', 'mixes alphabets'],
    ['one such word among others', 'Northfield N\u043erthfield Ward', 'mixes alphabets'],
    ['Latin before Japanese', 'a山さ', 'mixes alphabets'],
    ['Latin after Japanese', '山さa', 'mixes alphabets'],
    ['Latin before Bopomofo', 'a山ㄅ', 'mixes alphabets'],
    ['Latin after Bopomofo', '山ㄅa', 'mixes alphabets'],
    ['Latin before Hangul', 'a山김', 'mixes alphabets'],
    ['Latin after Hangul', '山김a', 'mixes alphabets'],
    ['Hangul with kana', '김さ', 'mixes alphabets'],
    ['a joiner before a space', 'محمد\u200c علی', 'cannot be seen'],
    ['no letter', '— 7 —', 'needs letters'],
    ['nothing', ' \u00a0 ', 'Fill in'],
    ['half a character', 'Ash\ud800', 'broken'],
    ['too much', 'a'.repeat(101), 'at most 100'],
  ])('%s', (_what, name, says) => {
    expect(nameProblem(name, 100)).toContain(says);
  });
});

test('a name is signed composed, with single spaces', () => {
  expect(nameAsSigned('  Sia\u0302n \u00a0 Owen ')).toBe('Siân Owen');
});

test('what was typed is taken as it is signed, or refused with what to mend', () => {
  expect(usableName('  Sia\u0302n \u00a0 Owen ', 9)).toBe('Siân Owen');
  const refused = (): string => usableName('Ash\u200bgrove', 100);
  expect(refused).toThrow(Problem);
  expect(refused).toThrow(expect.objectContaining({ kind: 'bad-input' }) as Error);
  expect(refused).toThrow('Type it again by hand instead of pasting it.');
});

describe('names that look alike have one outline', () => {
  test.each([
    ['Northfield Hospital', 'N\u043erthfield Hospital'],
    ['Northfield Hospital', 'NORTHFIELD  HOSPITAL'],
    ['Northfield Hospital', 'Northfie1d Hospita|'],
    ['Meridian', 'Μeridian'],
    ['Siân', 'Sian'],
    ['Burn Unit', 'Bum Unit'],
    ['Wilson', 'Vvilson'],
  ])('%s and %s', (one, other) => {
    expect(outline(other)).toBe(outline(one));
  });

  // Letter by letter, because each is a name that can be forged: what is drawn alike on the left and on the right.
  test.each([
    ['small Cyrillic', 'аве кмно рсту хіјѕ ԁԛԝһ ӏгпиь', 'abe kmho pcty xijs dqwh lrnub'],
    ['small Cyrillic with marks', 'ёї', 'ei'],
    ['small Greek', 'αβεη ικμν ορτυ χω', 'aben ikuv optu xw'],
    ['capital Cyrillic', 'АВЕК МНОР СТУХ ІЈ', 'abek mhop ctyx ij'],
    ['capital Greek', 'ΑΒΕΖ ΗΙΚΜ ΝΟΡΤ ΥΧ', 'abez hikm nopt yx'],
    ['Latin with a stroke or without its dot', 'ıøłđ ðħŋ', 'iold dhn'],
    ['digits and signs', '01|', 'oll'],
  ])('%s letters', (_what, letters, latin) => {
    expect(Array.from(letters, outline)).toEqual(Array.from(latin, (letter) => letter.replace(' ', '')));
  });

  test.each([
    ['Strauß', 'Strauss'],
    ['Ægir', 'Aegir'],
    ['Cœur', 'Coeur'],
  ])('letters that are two: %s and %s', (one, other) => {
    expect(outline(one)).toBe(outline(other));
  });

  test('and others have their own', () => {
    expect(outline('Northfield')).not.toBe(outline('Southfield'));
  });
});

test('titles are left out before a name is compared with the register’s', () => {
  expect(withoutTitles('Prof. Dr Alice Ashgrove')).toBe('Alice Ashgrove');
  expect(withoutTitles('Drake Miller')).toBe('Drake Miller');
  expect(withoutTitles('Alexandr Petrov')).toBe('Alexandr Petrov');
  expect(withoutTitles('Dr\t Alice Ashgrove')).toBe('Alice Ashgrove');
  expect(isSameName('Dr Alice ASHGROVE', 'Alice Ashgrove')).toBe(true);
  expect(isSameName('Alice Ashgrove', 'Alica Ashgrove')).toBe(false);
  expect(isSameName('Anna Strauß', 'Anna Strauss')).toBe(false);
});

test.each([
  ['Dr Fergus Foxglove', 'Fergus Fóxglove', true],
  ['Prof. Dr Ann Vale', 'ANN  vale', true],
  ['Fergus Foxglove', 'Fergus Foxgrove', false],
])('%s looks like %s: %s', (one, other, isAlike) => {
  expect(looksLike(one, other)).toBe(isAlike);
});
