import { eventually } from '@consilium/testkit';
import { clinic, type Clinic } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { asks, decides, opensCase } from '../attacks/cases';
import { addsPicture } from '../attacks/devices';

/** What the talk of a case tells that is no entry of it: time that is over. */

let people: Clinic;
const now = (): number => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  people = await clinic(await startSystem());
  await people.victor.door.makeOrganisationKey();
});

/** A case with a share that was decided, for so many seconds from now. */
async function decided(seconds: number): Promise<{ room: string; advice: string; until: number }> {
  const { alice, bela, victor, xenia } = people;
  const room = await opensCase(alice, bela);
  const thread = await addsPicture(alice.door, room, 'one');
  const advice = await asks(alice, room, [thread], xenia.person);
  const until = now() + seconds;
  await decides(victor, advice, { joinBy: until, memberUntil: until + 1 });
  return { room, advice, until };
}

test('an outside colleague whose time is over is said to be out where it was over, to everybody inside', async () => {
  const { alice, bela, xenia } = people;
  const { room, advice, until } = await decided(6);
  await alice.door.admit(advice);
  await xenia.door.acceptInvitation(room);
  expect((await bela.door.room(room)).steps).toEqual([]);
  for (const { door } of [alice, bela]) {
    await eventually(async () => {
      const { steps } = await door.room(room);
      expect(steps.map(({ line: { text, at } }) => [text, at])).toEqual([
        [`${xenia.name} can read nothing here any more: the time that was decided is over`, until + 1],
      ]);
    });
  }
});

test('an invitation that was not answered in time is said to be over, and a decision that let nobody in to its owner', async () => {
  const { alice, bela, xenia } = people;
  const invited = await decided(5);
  await alice.door.admit(invited.advice);
  const unused = await decided(3);
  await eventually(async () => {
    const { steps } = await bela.door.room(invited.room);
    expect(steps.map(({ line }) => line.text)).toEqual([
      `${xenia.name} did not accept in time: the invitation is over`,
    ]);
    expect(steps[0]?.line.at).toBe(invited.until);
    const [share] = (await alice.door.room(unused.room)).shares;
    const last = share?.steps.at(-1)?.line;
    expect(last).toMatchObject({ at: unused.until, text: expect.stringMatching(/invited is over$/u) as string });
  });
  expect((await bela.door.room(unused.room)).steps).toEqual([]);
  expect((await bela.door.room(unused.room)).shares).toEqual([]);
});
