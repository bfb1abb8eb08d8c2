import type { Door, PictureView, RoomView } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, onAnotherDevice, type Clinic } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { asks, inAnHour, opensCase } from '../attacks/cases';
import { addsPicture } from '../attacks/devices';

/**
 * One case as three people have it: its owner, a colleague inside, and one outside to whom the second and the third of
 * three pictures were shown, and the second taken away again.
 */

let people: Clinic;
let room: string;
let advice: string;
/** Threads of the pictures, in order of posting. */
let posted: readonly [string, string, string];

beforeAll(async () => {
  people = await clinic(await startSystem());
  const { alice, bela, victor } = people;
  await victor.door.makeOrganisationKey();
  room = await opensCase(alice, bela);
  const one = await addsPicture(alice.door, room, 'one');
  const two = await addsPicture(bela.door, room, 'two');
  posted = [one, two, await addsPicture(alice.door, room, 'three')];
});

const picturesOf = ({ threads }: RoomView): PictureView[] => threads.flatMap(({ picture }) => picture ?? []);

/** What each picture is called, by its caption: in view, and as the title of its thread. */
async function called(door: Door): Promise<Record<string, readonly [number, string]>> {
  const view = await door.room(room);
  const named = view.threads.flatMap(({ picture, title }) =>
    picture === undefined ? [] : [[picture.caption, [picture.number, title] as const] as const],
  );
  return Object.fromEntries(named);
}

/** Lines of the timeline that say a picture's number. */
async function told(door: Door): Promise<string[]> {
  const { timeline } = await door.room(room);
  return timeline.filter(({ text }) => / posted /.test(text)).map(({ text }) => text);
}

test('the dossier calls the pictures as the case does, and so does what the adviser signs', async () => {
  const { alice, victor, xenia } = people;
  advice = await asks(alice, room, posted.slice(1), xenia.person);
  await victor.door.assignToMe(advice);
  const request = await victor.door.request(advice);
  expect(request.pictures.map(({ number }) => number)).toEqual([2, 3]);
  const { prepared, lines } = await victor.door.prepareDecision({
    ...{ advice, outcome: 'no-objection', conditions: [], reasons: 'Consent covers it.' },
    ...{ joinBy: inAnHour(), memberUntil: inAnHour() + 86_400 },
  });
  expect(lines).toContainEqual({ label: 'Pictures', value: '2: picture 2, picture 3, as the requester numbers them' });
  await victor.door.decide(prepared);
  const [share] = await alice.door.shares();
  expect(share?.pictures).toEqual([
    { number: 2, withdrawn: false },
    { number: 3, withdrawn: false },
  ]);
});

test('a colleague outside, who is shown two of three, calls them by the numbers everybody inside does', async () => {
  const { alice, bela, xenia } = people;
  await alice.door.admit(advice);
  await xenia.door.acceptInvitation(room);
  const inside = {
    'caption one': [1, 'Picture 1'],
    'caption two': [2, 'Picture 2'],
    'caption three': [3, 'Picture 3'],
  };
  expect(await called(alice.door)).toEqual(inside);
  expect(await called(bela.door)).toEqual(inside);
  expect(await called(xenia.door)).toEqual({ 'caption two': [2, 'Picture 2'], 'caption three': [3, 'Picture 3'] });
});

test('the record tells of each picture by its number, also to whom it is not shown', async () => {
  const { alice, bela, xenia } = people;
  const expected = [
    `${alice.name} posted picture 1`,
    `${bela.name} posted picture 2`,
    `${alice.name} posted picture 3`,
  ];
  for (const { door } of [alice, bela, xenia]) expect(await told(door)).toEqual(expected);
});

test('withdrawn, a picture keeps its number for everybody, and the opinion that rests on it says so', async () => {
  const { alice, bela, xenia } = people;
  const [, two, three] = posted;
  const side = (await xenia.door.room(room)).threads.find(({ kind }) => kind === 'side')?.thread ?? '';
  for (const thread of [two, three]) await xenia.door.picture(room, thread, 'original');
  const opinion = {
    ...{ impression: 'Naevus', advice: 'Leave it', urgency: 'routine' as const, limits: 'None' },
    ...{ confidence: 'high' as const, examined: 'not-examined' as const, inPerson: 'needed' as const },
    ...{ nextAction: 'See again', next: 'here' as const, nextBy: alice.person },
  };
  await xenia.door.fileOpinion(room, side, opinion, [two, three]);
  await alice.door.withdrawConsent(room, two, 'sharing');
  const restsOn = [
    { picture: { number: 2, withdrawn: true }, rendition: 'original' },
    { picture: { number: 3, withdrawn: false }, rendition: 'original' },
  ];
  const again = await onAnotherDevice(xenia);
  for (const door of [alice.door, xenia.door, again.door]) {
    await eventually(async () => {
      const { opinions } = await door.room(room);
      expect(opinions.map(({ reliesOn }) => reliesOn)).toMatchObject([restsOn]);
    });
  }
  for (const door of [xenia.door, again.door]) {
    await eventually(async () => {
      expect(picturesOf(await door.room(room)).map(({ number }) => number)).toEqual([3]);
    });
  }
  for (const { door } of [alice, bela]) {
    await eventually(async () => {
      expect(await called(door)).toMatchObject({
        'caption two': [2, 'Picture 2, withdrawn'],
        'caption three': [3, 'Picture 3'],
      });
    });
  }
  const [share] = await alice.door.shares();
  expect(share?.pictures).toEqual([
    { number: 2, withdrawn: true },
    { number: 3, withdrawn: false },
  ]);
});

test('the withdrawal is told by the picture’s number, to whom it was taken from without saying of what', async () => {
  const { alice, xenia } = people;
  const linesOf = async (door: Door): Promise<string[]> =>
    (await door.room(room)).timeline.map(({ text }) => text).filter((text) => text.includes('consent'));
  expect(await linesOf(alice.door)).toContain(`${alice.name} recorded: consent to sharing picture 2 withdrawn`);
  const again = await onAnotherDevice(xenia);
  expect((await linesOf(again.door)).filter((text) => text.includes('picture 2'))).toHaveLength(1);
});
