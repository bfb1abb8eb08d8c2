import { Problem } from './problem';

/**
 * Names that people are told apart by: of persons and of organisations. What cannot be seen, what turns the direction of
 * reading and what mixes scripts inside a word is refused, since it makes two names that look like one (UTS 39, 5.1).
 */

/** Joiners that shape letters in these scripts (UAX 31, 2.3); anywhere else they only hide. */
const joiners = /[\u200c\u200d]/u;
const joined =
  /(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{M}])[\u200c\u200d](?=\p{L}|\p{M})/gu;

const hidden = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** Scripts that stand together in one word of one language; every other script stands alone. */
const together: readonly RegExp[] = [
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u,
  /^[\p{Script=Han}\p{Script=Bopomofo}]+$/u,
  /^[\p{Script=Han}\p{Script=Hangul}]+$/u,
];

const ofAnyScript = /[\p{Script=Common}\p{Script=Inherited}]/gu;

const scripts: readonly RegExp[] = [
  'Latin Greek Cyrillic Armenian Hebrew Arabic Syriac Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu',
  'Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Georgian Hangul Ethiopic Khmer Mongolian Hiragana Katakana',
  'Bopomofo Han Cherokee Canadian_Aboriginal Tifinagh Nko Vai Ol_Chiki',
].flatMap((row) => row.split(' ').map((script) => new RegExp(`^\\p{Script=${script}}+$`, 'u')));

function isOfOneScript(word: string): boolean {
  const letters = word.replaceAll(ofAnyScript, '');
  return letters === '' || [...scripts, ...together].some((script) => script.test(letters));
}

/** The one spelling in which a name is signed: composed (NFC), single spaces, none at its ends. */
export function nameAsSigned(typed: string): string {
  return typed
    .normalize('NFC')
    .replaceAll(/\p{Zs}+/gu, ' ')
    .replaceAll(/^ | $/g, '');
}

/** Why a name cannot be used, as a sentence with its next step; undefined when it can. `max`: UTF-16 units. */
export function nameProblem(name: string, max: number): string | undefined {
  const shown = nameAsSigned(name);
  if (shown === '') return 'Fill in the name.';
  if (!shown.isWellFormed() || shown.length > max) {
    return `The name is too long or broken. Use at most ${String(max)} characters.`;
  }
  const seen = shown.replaceAll(joined, '');
  if (joiners.test(seen) || hidden.test(seen)) {
    return 'The name holds characters that cannot be seen. Type it again by hand instead of pasting it.';
  }
  if (!/\p{L}/u.test(seen)) return 'A name needs letters. Type it as it stands in the register.';
  if (!seen.split(/[\p{Z}\p{P}]/u).every(isOfOneScript)) {
    return 'A word of the name mixes alphabets, which makes names look alike. Type the whole word in one alphabet.';
  }
  return undefined;
}

/** What was typed, as it is signed. Throws `Problem('bad-input')` with what to mend. */
export function usableName(typed: string, max: number): string {
  const problem = nameProblem(typed, max);
  if (problem !== undefined) throw new Problem('bad-input', problem);
  return nameAsSigned(typed);
}

/** Whether a signed name is spelled in the one way, and can be told from others. */
export function isSignable(name: string, max: number): boolean {
  return nameAsSigned(name) === name && nameProblem(name, max) === undefined;
}

/**
 * Letters of other alphabets that are drawn like a Latin one (UTS 39, confusables), the common ones of Cyrillic and Greek,
 * as they stand once their marks are taken off.
 */
const drawnLike: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x' },
  ...{ і: 'i', ј: 'j', ѕ: 's', ԁ: 'd', ԛ: 'q', ԝ: 'w', һ: 'h', ӏ: 'l', г: 'r', п: 'n', и: 'u', ь: 'b' },
  ...{ α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', μ: 'u', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ω: 'w' },
  ...{
    ı: 'i',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    ħ: 'h',
    ŋ: 'n',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    '0': 'o',
    '1': 'l',
    '|': 'l',
  },
};

/** Capitals that are drawn like another Latin letter than their small letters are. */
const capitals: Readonly<Record<string, string>> = { Ζ: 'z', Η: 'h', Μ: 'm', Ν: 'n', Υ: 'y' };

/**
 * What a name looks like at a glance: compatibility forms undone, letters of other alphabets replaced by the Latin one
 * they are drawn like, marks, spaces and punctuation dropped. Two names with one outline are shown as looking alike.
 */
export function outline(name: string): string {
  const latin = Array.from(name.normalize('NFKD'), (letter) => capitals[letter] ?? letter.toLowerCase());
  const drawn = latin.map((letter) => drawnLike[letter] ?? letter).join('');
  return drawn
    .replaceAll(/[\p{M}\p{P}\p{Z}\p{Cf}\p{S}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

const titles = /^(?:dr|doctor|prof|professor|mr|mrs|ms|miss|mx|sir|dame|rev)\.?\s+/iu;

/** A name without the titles in front of it, for comparing with a register's spelling, which has none. */
export function withoutTitles(name: string): string {
  let bare = nameAsSigned(name);
  for (let next = bare.replace(titles, ''); next !== bare; next = bare.replace(titles, '')) bare = next;
  return bare;
}

/** Whether two spellings are the same name but for titles, letter case and compatibility forms. */
export function isSameName(one: string, other: string): boolean {
  const plain = (name: string): string => withoutTitles(name).normalize('NFKC').toLowerCase();
  return plain(one) === plain(other);
}

/** Whether two names, titles apart, look alike at a glance. */
export function looksLike(one: string, other: string): boolean {
  return outline(withoutTitles(one)) === outline(withoutTitles(other));
}
