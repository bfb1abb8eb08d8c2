import type { CaseForm, NewPicture } from '@consilium/client';
import { eventually } from '@consilium/testkit';
import { clinic, photograph, type Clinic, type Someone } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { asks, caseForm, decides } from '../attacks/cases';

/** A small picture on the card of a case in the list: of which picture, for whom, and that nobody looked at it by that. */

let people: Clinic;
beforeAll(async () => {
  people = await clinic(await startSystem());
  await people.victor.door.makeOrganisationKey();
});

const { consent } = photograph('x');

/** A case in which these pictures were posted, in this order. */
async function caseWith(form: Partial<CaseForm>, ...pictures: readonly Partial<NewPicture>[]): Promise<string> {
  const { alice, bela } = people;
  const room = await alice.door.openCase({ ...caseForm, ...form });
  await alice.door.invite(room, bela.person);
  for (const [index, changes] of pictures.entries()) {
    await alice.door.addPicture(room, photograph(`picture ${String(index)}`, changes));
    await eventually(async () => {
      expect(await threadsIn(alice, room)).toHaveLength(index + 1);
    });
  }
  return room;
}

async function threadsIn({ door }: Someone, room: string): Promise<string[]> {
  return (await door.room(room)).threads.flatMap(({ thread, picture }) => (picture === undefined ? [] : [thread]));
}

const cardOf = async ({ door }: Someone, room: string): Promise<string | undefined> =>
  (await door.cases()).find((each) => each.room === room)?.onCard;

type Said = Partial<NewPicture['consent']>;
const saying = (said: Said): Partial<NewPicture> => ({ consent: { ...consent, ...said } });
const without = (...flags: readonly string[]): Said => ({
  ruledOut: consent.ruledOut.filter((each) => !flags.includes(each)),
});

const inside = ['capture', 'internal'] as const;
const lacksCapacity = {
  authority: 'lacks-capacity',
  facts: ['discussed-with-family', 'nobody-has-authority'],
  scopes: [...inside],
} satisfies Said;

test.each<readonly [what: string, picture: Partial<NewPicture>, form: Partial<CaseForm>]>([
  ['of which nothing was said', saying({ ruledOut: [] }), {}],
  ['of a face', saying({ flags: ['face'], ...without('face') }), {}],
  ['of which it is not said whether it shows a face', saying(without('face')), {}],
  [
    'of an intimate part',
    saying({ flags: ['intimate'], attested: ['chaperone-present', ...consent.attested], ...without('intimate') }),
    {},
  ],
  ['of which it is not said whether it shows an intimate part', saying(without('intimate')), {}],
  ['of what is rare', saying({ flags: ['rare'], ...without('rare') }), {}],
  [
    'of marks and of the place, by which together somebody is known again',
    saying({ flags: ['marks', 'place-shown'], ...without('marks', 'place-shown') }),
    {},
  ],
  ['of somebody said to be under 18', saying({ flags: ['child'] }), {}],
  ['of somebody who agrees as a child does', saying({ authority: 'child-understands' }), { ageBand: 'not-said' }],
  ['of somebody of 16, by the case', saying(lacksCapacity), { ageBand: '16-17' }],
  ['of somebody whose age nothing says', saying(lacksCapacity), { ageBand: 'not-said' }],
  ['for some of the case alone', { named: [], ...saying({ scopes: ['capture'] }) }, {}],
])('a picture %s stands on no card', async (_, picture, form) => {
  const room = await caseWith(form, picture);
  expect(await cardOf(people.alice, room)).toBe('');
  await expect(people.alice.door.cardPicture(room)).rejects.toMatchObject({ kind: 'not-found' });
});

test('the first of which all of it was answered no does, until it is withdrawn', async () => {
  const { alice, bela } = people;
  const room = await caseWith({ ageBand: 'not-said' }, saying({ ruledOut: [] }), {}, {});
  const [, first, second] = await threadsIn(alice, room);
  await eventually(async () => {
    expect(await cardOf(bela, room)).toBe(first);
  });
  expect(await (await bela.door.cardPicture(room)).bytes.text()).toContain('picture 1');
  await alice.door.withdrawConsent(room, first ?? '', 'sharing');
  await eventually(async () => {
    expect(await cardOf(bela, room)).toBe(second);
  });
  expect(await (await bela.door.cardPicture(room)).bytes.text()).toContain('picture 2');
});

test('nothing is looked at by it: no read position, no receipt, and no opinion rests on it', async () => {
  const { alice, bela } = people;
  const room = await caseWith({}, {});
  const unread = async (): Promise<number | undefined> =>
    (await bela.door.cases()).find((each) => each.room === room)?.unread;
  await eventually(async () => {
    expect(await unread()).toBe(1);
  });
  await bela.door.cardPicture(room);
  expect(await unread()).toBe(1);
  expect(await bela.door.opened(room)).toEqual({});
  const [thread = ''] = await threadsIn(alice, room);
  expect((await alice.door.room(room)).threads.find((each) => each.thread === thread)?.seen.names).toEqual([]);
  await bela.door.picture(room, thread, 'thumb');
  expect(await bela.door.opened(room)).toEqual({ [thread]: 'thumb' });
});

test('an outside colleague has it once they accepted, and none of a picture that is not shared with them', async () => {
  const { alice, victor, xenia } = people;
  const room = await caseWith({}, {}, {});
  const [, shared = ''] = await threadsIn(alice, room);
  const advice = await asks(alice, room, [shared], xenia.person);
  await decides(victor, advice);
  await alice.door.admit(advice);
  await eventually(async () => {
    expect(await cardOf(xenia, room)).toBe('');
  });
  await expect(xenia.door.cardPicture(room)).rejects.toMatchObject({ kind: 'not-found' });
  await xenia.door.acceptInvitation(room);
  await eventually(async () => {
    expect(await cardOf(xenia, room)).toBe(shared);
  });
  expect(await (await xenia.door.cardPicture(room)).bytes.text()).toContain('picture 1');
});
