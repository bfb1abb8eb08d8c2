import { pictureSources } from '../words/lists';
import { attestedSeconds, copiesLeft, copiesOf, isTakenElsewhere } from './capture';
import { guidanceIn, type TakenFacts } from './rule';
import { guidanceRules } from './table';

const guidance = guidanceIn(guidanceRules, 1);
const at = 1_780_000_000;
const day = 86_400;

/** Posted under a published policy that allows a personal device, of a managed one, nothing left of it there. */
const taken: TakenFacts = {
  ...{ policy: 'published', version: 3, says: 'personal-device', device: 'managed', attestedAt: at - day },
  ...{ source: 'managed-device', gone: ['original', 'recently-deleted'], at },
};
const told = (when: 'post' | 'inside' | 'outside', change: Partial<TakenFacts>): string => {
  const found = guidance.refusingTaken(when, { ...taken, ...change });
  return found === undefined ? '' : `${found.id} ${found.sentence.split(/[,.]/u)[0] ?? ''}`;
};

const noPolicy = 'R16 Without a policy that says otherwise';
const managedOnly = 'R16 The organisation’s policy allows only devices that it manages';
const photographyOnly = 'R16 The organisation’s policy leaves pictures of patients to medical photography';
const unpublished = 'R16 This picture was posted under no policy published here';
const notAllowed = 'R16 It was taken in a way the organisation’s policy does not allow';
const unsaid = 'R18 Say where the picture came from before it goes outside: whoever posted it does';
const copies = 'R18 Copies of this picture are still where it came from';
const runOut = 'R17 What you said of this device is 90 days old or more';

test.each<readonly [Partial<TakenFacts>, string]>([
  [{}, ''],
  [{ device: 'own' }, ''],
  [{ says: 'managed-device' }, ''],
  [{ says: 'managed-device', device: 'own' }, managedOnly],
  [{ says: 'medical-photography' }, photographyOnly],
  [{ says: 'medical-photography', source: 'dermatoscope' }, photographyOnly],
  [{ says: 'medical-photography', source: '' }, photographyOnly],
  [{ says: 'medical-photography', source: 'pacs' }, ''],
  [{ says: 'medical-photography', source: 'medical-photography' }, ''],
  [{ policy: 'found', says: 'personal-device', device: 'own' }, ''],
  [{ policy: 'found', says: 'managed-device', device: 'own' }, managedOnly],
  [{ policy: 'not-found', says: '' }, ''],
  [{ policy: 'not-found', says: '', device: 'own' }, noPolicy],
  [{ policy: 'published', says: '', device: 'own' }, managedOnly],
  [{ policy: 'not-found', says: '', device: 'own', attestedAt: at - 90 * day }, runOut],
])('posted, %j: “%s”', (change, expected) => {
  expect(told('post', change)).toBe(expected);
});

test.each<readonly [Partial<TakenFacts>, string]>([
  [{}, ''],
  [{ source: 'own-phone', gone: ['original', 'recently-deleted', 'cloud-copy'], device: 'own' }, ''],
  [{ source: 'own-phone', gone: ['original', 'cloud-copy'] }, copies],
  [{ policy: 'found' }, unpublished],
  [{ policy: 'not-found', says: '' }, unpublished],
  [{ says: 'managed-device', source: 'own-phone', gone: ['original', 'recently-deleted', 'cloud-copy'] }, notAllowed],
  [{ says: 'managed-device' }, ''],
  [{ says: 'medical-photography' }, notAllowed],
  [{ says: 'medical-photography', source: 'pacs', gone: ['exported-copy'] }, ''],
  [{ source: '' }, unsaid],
  [{ source: 'pacs', gone: [] }, copies],
  [{ source: 'sent-by-patient', gone: [] }, ''],
  [{ gone: ['original'] }, copies],
  [{ attestedAt: at - 90 * day }, ''],
])('shown outside, %j: “%s”', (change, expected) => {
  expect(told('outside', change)).toBe(expected);
});

test('inside nothing of it is asked again', () => {
  expect(told('inside', { policy: 'not-found', says: '', device: 'own', source: '', gone: [], attestedAt: 0 })).toBe(
    '',
  );
});

test('what was said of a device holds for 90 days to the second', () => {
  expect(attestedSeconds).toBe(7_776_000);
  expect(told('post', { attestedAt: at - 7_776_000 + 1 })).toBe('');
  expect(told('post', { attestedAt: at - 7_776_000 })).toBe(runOut);
});

test('what is left of a picture is asked by where it came from; of a patient’s own phone nothing', () => {
  expect(pictureSources.map((source) => `${source}: ${copiesOf[source].join(', ')}`)).toEqual([
    'own-phone: original, recently-deleted, cloud-copy',
    'managed-device: original, recently-deleted',
    'camera-card: original',
    'dermatoscope: original',
    'pacs: exported-copy',
    'medical-photography: exported-copy',
    'sent-by-patient: ',
    'from-colleague: received-copy',
  ]);
  expect(copiesLeft({ source: '', gone: [] })).toEqual([]);
  expect(copiesLeft({ source: 'own-phone', gone: ['recently-deleted'] })).toEqual(['original', 'cloud-copy']);
});

test('two kinds come from those whose work it is', () => {
  expect(pictureSources.filter((source) => isTakenElsewhere({ source }))).toEqual(['pacs', 'medical-photography']);
  expect(isTakenElsewhere({ source: '' })).toBe(false);
});

test('every refusal names what it rests on', () => {
  const found = guidance.findings('taken', 'post', { ...taken, says: 'medical-photography', attestedAt: 0 });
  expect(found.map(({ id, sources }) => [id, sources.length])).toEqual([
    ['R17', 2],
    ['R16', 2],
  ]);
});
