import { person } from '@consilium/testkit/domain';
import { roomRules } from '../books';
import { allWords } from '../words/tables';

/** What a timeline says of each answer that somebody may give: signed once, and read for as long as the record is kept. */

function toldOf(type: string, body: object): string {
  const row = roomRules.row({ type, rules: 1 });
  if (row === undefined) throw new Error('No such type');
  const { line } = row as { readonly line: (told: object) => string };
  return line({ by: 'Alice', body, pictures: 'picture 2', name: () => 'Bob', isAuthor: () => true });
}

/** The sentence for each word of a list; a word that the table does not tell fails, and so does one told that is none. */
function sameFor(words: readonly string[], told: Readonly<Record<string, string>>, of: (word: string) => string): void {
  expect(Object.fromEntries(words.map((word) => [word, of(word)]))).toEqual(told);
}

test('where a picture came from', () => {
  sameFor(
    allWords.pictureSources,
    {
      'own-phone': 'Alice said that picture 2 came from their own phone',
      'managed-device': 'Alice said that picture 2 came from a device that the organisation manages',
      'camera-card': 'Alice said that picture 2 came from a camera',
      dermatoscope: 'Alice said that picture 2 came from a dermatoscope',
      pacs: 'Alice said that picture 2 came from PACS',
      'medical-photography': 'Alice said that picture 2 came from medical photography',
      'sent-by-patient': 'Alice said that picture 2 came from the patient, who sent it',
      'from-colleague': 'Alice said that picture 2 came from a colleague',
    },
    (source) => toldOf('source', { source }),
  );
});

test('what was deleted, one by one', () => {
  const deleted = (copy: string): string => toldOf('original-deleted', { copies: [copy] });
  const told = 'Alice read picture 2 back and said that these are deleted: ';
  sameFor(
    allWords.originalCopies,
    {
      original: `${told}the original`,
      'recently-deleted': `${told}what was recently deleted`,
      'cloud-copy': `${told}the copy in the cloud`,
      'exported-copy': `${told}the exported copy`,
      'received-copy': `${told}the copy they were sent`,
    },
    deleted,
  );
});

test('on what authority a picture was made: “the patient agreed” of an adult’s own yes alone', () => {
  const told = 'Alice recorded ';
  const of = (authority: string): string =>
    toldOf('consent', { authority, version: 1, takenBy: person('alice'), scopes: [] });
  sameFor(
    allWords.authorities,
    {
      'said-yes': `${told}that the patient agreed`,
      signed: `${told}that the patient agreed and signed`,
      'young-person': `${told}that the young person agreed`,
      'parental-responsibility': `${told}that somebody with parental responsibility agreed`,
      'child-understands': `${told}that the child understood and agreed`,
      'nobody-could-be-asked': `${told}that nobody could be asked, and that it is in the patient’s interests`,
      'lacks-capacity': `${told}that it is in the best interests of an adult who lacks capacity`,
      'has-died': `${told}that the patient has died, and on what authority it is kept`,
      'not-needed-to-make': `${told}that no separate consent is needed to make the picture`,
    },
    (authority) => of(authority),
  );
});

test('who acts next, by name where they are named', () => {
  const told = 'Alice filed an opinion; who acts next: ';
  const of = (next: string, nextBy = ''): string => toldOf('opinion', { next, nextBy });
  sameFor(
    allWords.nextActors,
    {
      here: `${told}not said`,
      'responsible-consultant': `${told}the responsible consultant`,
      'general-practitioner': `${told}the patient’s GP`,
      'team-on-call': `${told}the team on call`,
      'other-team': `${told}another team`,
      'outside-colleague': `${told}a colleague outside`,
      patient: `${told}the patient`,
      'actor-not-said': `${told}not said`,
    },
    (next) => of(next),
  );
  expect(of('here', person('bob'))).toBe(`${told}Bob`);
  expect(of('patient', person('bob'))).toBe(`${told}the patient`);
});

test('why destruction is proposed, and what became of a copy', () => {
  sameFor(
    allWords.destructionReasons,
    {
      'patient-asks': 'Alice proposed to the Caldicott guardian that picture 2 is destroyed: the patient asks for it',
      'made-without-agreement':
        'Alice proposed to the Caldicott guardian that picture 2 is destroyed: it was made without agreement',
      'no-use-for-care':
        'Alice proposed to the Caldicott guardian that picture 2 is destroyed: it is of no use to their care',
    },
    (reason) => toldOf('destruction-proposal', { reason }),
  );
  const stated = 'Alice stated of a picture no longer shared that ';
  sameFor(
    allWords.deletionAnswers,
    {
      'none-kept': `${stated}they kept no copy of it`,
      deleted: `${stated}they deleted every copy of it`,
      'kept-in-record': `${stated}a copy of it stays in a record of their organisation`,
    },
    (said) => toldOf('deletion-statement', { said }),
  );
});
