import { identifierKinds, type IdentifierKind } from '../words/lists';

/** A stretch of text that looks like it identifies a patient. `certain`: a checksum holds. */
export interface Identifier {
  readonly kind: IdentifierKind;
  readonly certain: boolean;
  readonly start: number;
  readonly end: number;
}

/** NHS (England, Wales) and H&C (Northern Ireland) numbers: ten digits, the last a modulus-11 check. */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false;
  const sum = Array.from(digits.slice(0, 9)).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = 11 - (sum % 11);
  return (check === 11 ? 0 : check) === Number(digits[9]);
}

/** CHI (Scotland): an NHS-style check digit after a date of birth, ddmmyy. */
function isChiNumber(digits: string): boolean {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  return isNhsNumber(digits) && day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

interface Detector {
  readonly kind: Identifier['kind'];
  readonly pattern: RegExp;
  readonly certain?: (match: string) => boolean;
  readonly needsCertainty?: boolean;
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

const detectors: readonly Detector[] = [
  { kind: 'e-mail-address', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  {
    kind: 'chi-number',
    pattern: /\b\d{6}[ -]?\d{4}\b/g,
    certain: (match) => isChiNumber(digitsOf(match)),
    needsCertainty: true,
  },
  {
    kind: 'nhs-number',
    pattern: /\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/g,
    certain: (match) => isNhsNumber(digitsOf(match)),
    needsCertainty: true,
  },
  { kind: 'date-of-birth', pattern: /\b(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)?\d\d\b/g },
  { kind: 'date-of-birth', pattern: /\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g },
  { kind: 'postcode', pattern: /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b/gi },
  { kind: 'phone-number', pattern: /(?:\+44 ?|\b0)(?:\d[ -]?){9,10}\b/g },
];

/** Each with its article, as a sentence names it. */
export const identifierWords: Readonly<Record<IdentifierKind, string>> = {
  'chi-number': 'a CHI number',
  'date-of-birth': 'a date of birth',
  'e-mail-address': 'an e-mail address',
  'nhs-number': 'an NHS number',
  'phone-number': 'a phone number',
  postcode: 'a postcode',
};

/** "a date of birth and a postcode" */
export const identifiersNamed = (kinds: readonly IdentifierKind[]): string =>
  kinds.map((kind) => identifierWords[kind]).join(' and ');

/** Each kind once, in the order of the list: as a signed body holds them. */
export const kindsOf = (found: readonly Identifier[]): IdentifierKind[] =>
  identifierKinds.filter((kind) => found.some((each) => each.kind === kind));

/**
 * Everything in a text that looks like an identifier, left to right, without overlaps. A hint for the writer: it knows no
 * names, and it is quiet about ten digits whose check digit is wrong.
 */
export function findIdentifiers(text: string): Identifier[] {
  const found: Identifier[] = [];
  for (const { kind, pattern, certain, needsCertainty } of detectors) {
    for (const match of text.matchAll(pattern)) {
      const isCertain = certain?.(match[0]) ?? false;
      if (needsCertainty === true && !isCertain) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ kind, certain: isCertain, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
