import type { Hash } from '@consilium/domain';
import { randomBytes, toB64 } from '@consilium/bytes';
import { bodyHash } from '@consilium/ledger';
import { readDossier, readPicture, wholeDossier } from './dossier';

const salt = randomBytes(32);
const recorded = {
  consent: 'c',
  version: 1,
  thread: 't',
  recording: 'clinical-photograph',
  authority: 'said-yes',
  scopes: ['capture', 'internal'],
  facts: [],
  flags: [],
  ruledOut: [],
  explained: [],
  attested: [],
  takenBy: 'p',
  takenAt: 1_790_000_000,
};
const dossier = {
  brief: 'Is it worse than it seems?',
  salt: 's',
  reasons: 'No dermatologist inside',
  alternatives: 'Asked the ward',
  pictures: [{ number: 2, body: '{}', salt: 's' }],
};

/** A consent as the requester encloses it, and as the signed request names it. */
function enclosed(changes: object): Parameters<typeof readPicture> {
  const body = JSON.stringify({ ...recorded, ...changes });
  const hash: Hash = bodyHash('consilium-room', 'consent', salt, body);
  return [{ number: 1, body, salt: toB64(salt) }, { id: 'c', version: 1, hash } as never];
}

test('a dossier reads as it was written', () => {
  expect(readDossier(JSON.stringify(dossier))).toEqual({ value: dossier });
});

test.each([
  ['without the brief', { brief: undefined }],
  ['with a part this version does not know', { deadline: 'tomorrow' }],
  ['whose pictures have no number', { pictures: [{ body: '{}', salt: 's' }] }],
  ['with a picture 0', { pictures: [{ number: 0, body: '{}', salt: 's' }] }],
])('a dossier %s is not shown in part: the adviser is told to reload', (_, changes) => {
  const text = JSON.stringify({ ...dossier, ...changes });
  expect(readDossier(text)).toEqual({ unreadable: 'newer' });
  expect(() => wholeDossier(readDossier(text))).toThrow('written by a newer version of Consilium. Reload');
});

test('a dossier that calls two pictures by one number is refused: they would be taken for each other', () => {
  const [picture] = dossier.pictures;
  expect(readDossier(JSON.stringify({ ...dossier, pictures: [picture, picture] }))).toEqual({ unreadable: 'broken' });
});

test('a dossier that does not open is never an empty one', () => {
  expect(() => wholeDossier({ unreadable: 'no-key' })).toThrow('cannot open the request yet');
  expect(() => wholeDossier({ unreadable: 'broken' })).toThrow('Ask its author to send it again');
  expect(() => wholeDossier({ unreadable: 'withheld' })).toThrow('The service did not send');
});

test('words of a newer version in a consent are not known, each for itself', () => {
  const { number, consent } = readPicture(
    ...enclosed({
      recording: 'thermogram',
      authority: 'by-proxy',
      facts: ['aunt'],
      scopes: ['display', 'internal'],
      flags: ['famous'],
    }),
  );
  expect(number).toBe(1);
  expect(consent).toMatchObject({
    recording: 'not-known',
    authority: 'not-known',
    facts: ['not-known'],
    scopes: ['not-known', 'internal'],
    flags: ['not-known'],
  });
});

test('a consent with more in it than this version knows is not shown in part', () => {
  expect(() => readPicture(...enclosed({ guardian: 'Mother' }))).toThrow('newer version');
});

test('a consent that is not the one the request names is refused', () => {
  const [consent] = enclosed({});
  const [, other] = enclosed({ authority: 'signed' });
  expect(() => readPicture(consent, other)).toThrow('not the one the request names');
  expect(() => readPicture(undefined, other)).toThrow('not the one the request names');
});
