import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What no screen says, and what it says instead (design: words). Each as it would stand in a text somebody reads. */
const never: readonly (readonly [says: RegExp, instead: string])[] = [
  [/proof that every rule/iu, 'what was recorded, by whom, when'],
  [/patients? consented/iu, 'X recorded that the patient agreed'],
  [
    /^verified\b|\bverified (?:as|doctor|clinician|colleague|member|person)\b/iu,
    'Register status last checked … (source)',
  ],
  [/never opened/iu, 'This service released no key or file'],
  [
    /destroyed everywhere|receipts? proves?/iu,
    'Removed here; X states deleted; copies already seen cannot be recalled',
  ],
  [/GMC requires clearance/iu, 'This service’s rule, stricter than the GMC’s for direct care'],
  [/covert recording is illegal/iu, 'Not supported; seek specific authorisation and legal advice'],
  [/must report (?:it )?(?:with)?in 72/iu, 'Tell your information-governance lead now'],
  [/^cleared$|\b(?:is|was) cleared\b(?! up)/iu, 'No medico-legal objection (not clinical approval)'],
  [/\bexempt\b|\banonymous\b|\banonymised\b/iu, 'no separate consent to make; de-identified'],
  [/(?<!^: )\bcredential\b(?!,$)/iu, 'registration here'],
  [/ECG and the like/iu, 'If unsure, choose “Clinical photograph”'],
  [/still yours to make/iu, 'Copy opinion and advice into the patient’s record now'],
  [/^Answer by$/iu, 'Accept or decline by'],
  [/nobody here needs to know who the patient is/iu, 'Colleagues outside never need to know'],
  [/goes to your Caldicott guardian/iu, 'You tell your Caldicott guardian; this service sends nothing'],
  [/as the record copy/iu, 'stays sealed here, and is not in the patient’s record until you file it there'],
  [/nothing more is done with it here/iu, 'who can still open it, by name'],
  [/to have it destroyed/iu, 'whether it may be destroyed'],
  [/a new agreement is a new picture/iu, 'a new version of the record'],
  [/^How they agreed$/iu, 'Whose agreement, or why nobody’s'],
  [/\bthe doctor\b/iu, 'whoever it is by name, or the requester: not everybody who asks is a doctor'],
  [/not on the register in good standing/iu, 'what the register said, or what was done here'],
];

/** Files whose texts people read: every screen, help among them, and the sentences that the libraries give the screens. */
const roots = ['apps/web/src', 'libs/client/src', 'libs/domain/src'];

const filesIn = (root: string): string[] =>
  readdirSync(join(process.cwd(), root), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && /\.tsx?$/u.test(each.name) && !/\.spec\.tsx?$/u.test(each.name))
    .map(({ parentPath, name }) => join(parentPath, name));

const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\//gu, ' ').replaceAll(/(^|[^:'"`])\/\/.*$/gmu, '$1');

/** What stands in quotes, and between tags, as somebody would read it: one run of words each. */
export function textsIn(source: string): string[] {
  const code = withoutComments(source);
  const quoted = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/gu)].map(
    ([, one, two, three]) => one ?? two ?? three ?? '',
  );
  const between = [...code.matchAll(/>([^<>{}=;]+)[<{]/gu)].map(([, words]) => words ?? '');
  const after = [...code.matchAll(/\}([^<>{}=;()]+)[<{]/gu)].map(([, words]) => words ?? '');
  return [...quoted, ...between, ...after].map((words) => words.replaceAll(/\s+/gu, ' ').trim());
}

/** A text that people read, and not a word of the code's own: a name, a path, a key. */
const isRead = (text: string): boolean =>
  /\s|^[A-Z]/u.test(text) && !/^[\w./@-]+$/u.test(text.replace(/^[A-Z][a-z]+$/u, ' '));

function foundIn(source: string): string[] {
  const texts = textsIn(source).filter(isRead);
  return never.flatMap(([says, instead]) =>
    texts.filter((text) => says.test(text)).map((text) => `“${text.slice(0, 90)}”: say “${instead}”`),
  );
}

test.each(roots.flatMap(filesIn).map((file) => [file.slice(process.cwd().length + 1), file]))(
  '%s says none of it',
  (_, file) => {
    expect(foundIn(readFileSync(file, 'utf8'))).toEqual([]);
  },
);

test.each([
  ["const says = 'Verified by two officers';", 'Verified by two officers'],
  ['<p>\n  The patient\n  consented.\n</p>', 'The patient consented.'],
  ['<Button>\n Cleared\n</Button>', 'Cleared'],
  ["{ name: 'Answer by', value: 1 }", 'Answer by'],
  ['<p>{name} signed the credential here.</p>', 'signed the credential here.'],
  ['`${by} has a credential`', 'credential'],
  ['label="Your question to the doctor"', 'the requester'],
])('in %j it would be found', (source, text) => {
  expect(foundIn(source).join()).toContain(text);
});

test('a comment, a key of a table and a name in the code are no text', () => {
  expect(
    foundIn(
      "// a verified head\n/* verified */ import { verified } from './verified'; case 'credential': run('credential');",
    ),
  ).toEqual([]);
});
