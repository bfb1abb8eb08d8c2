import type { PictureView } from '../../vault/door';
import { answersAsBefore, offeredOf, pictureBefore } from './agreement-before';
import { nothingSaid } from './consent-answers';

type Given = Partial<Omit<PictureView, 'consent' | 'taken'>> & {
  readonly consent?: Partial<PictureView['consent']>;
  readonly mine?: boolean;
};

const pictureOf = ({ consent = {}, mine = true, ...more }: Given = {}): PictureView => ({
  ...{ entry: 'e', thread: 't', number: 1, unreadable: '', width: 1, height: 1, caption: '', site: 'forearm' },
  ...{
    side: 'left',
    by: 'Dr A',
    at: 0,
    removed: '',
    extent: 'whole',
    sizes: { original: 1, view: 1, thumb: 1 },
    ...more,
  },
  consent: {
    ...{ consent: 'c', version: 1, recording: 'kind-not-said', authority: 'said-yes', facts: [] },
    ...{ scopes: ['internal', 'capture'], flags: ['face'], ruledOut: ['rare'], explained: ['why'] },
    ...{ attested: ['no-pressure', 'chaperone-present'], takenBy: 'Dr A', reportedBy: '', takenAt: 60 },
    ...{ withdrawn: 'no', used: '', withdrawnBy: '', withdrawnAt: 0, ...consent },
  },
  taken: {
    ...{ policy: 'published', says: 'personal-device', policyTitle: '', policyDate: '', device: 'own', source: '' },
    ...{ left: [], gone: [], mine, staysInside: '' },
  },
});

const roomOf = (...pictures: PictureView[]): Parameters<typeof pictureBefore>[0] => ({
  threads: pictures.map((picture) => ({ picture })),
});

test('the newest picture whose agreement stands is the one before', () => {
  const [first, second] = [pictureOf({ number: 1 }), pictureOf({ number: 2 })];
  const withdrawn = pictureOf({ number: 3, consent: { withdrawn: 'sharing' } });
  expect(pictureBefore(roomOf(second, withdrawn, first))).toBe(second);
  expect(pictureBefore(roomOf())).toBeUndefined();
});

test('what somebody heard themselves is offered to them, and to nobody else', () => {
  expect(offeredOf(pictureOf(), '40-64')?.number).toBe(1);
  expect(offeredOf(pictureOf({ mine: false }), '40-64')).toBeUndefined();
  expect(offeredOf(pictureOf({ consent: { reportedBy: 'Dr B' } }), '')).toBeUndefined();
  expect(offeredOf(undefined, '')).toBeUndefined();
});

test('what cannot be at the age that the case says is not offered', () => {
  expect(offeredOf(pictureOf(), '5-15')).toBeUndefined();
  expect(offeredOf(pictureOf(), '')?.consent.authority).toBe('said-yes');
});

test('the agreement is said again, but never what a picture shows, nor who was there', () => {
  const again = answersAsBefore(pictureOf().consent, { ...nothingSaid, ruledOut: ['face'] });
  expect(again).toEqual({
    ...{ ...nothingSaid, authority: 'said-yes', scopes: ['capture', 'internal'], explained: ['why'] },
    ...{ attested: ['no-pressure'], flags: [], ruledOut: ['face'] },
  });
});
