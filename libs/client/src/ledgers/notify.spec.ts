import type { AnswerBy } from '@consilium/domain';
import { mostTold } from '@consilium/domain';
import { draft, type Draft } from '@consilium/ledger';
import { blob, caseThread, opened, person, withCarol, world, type World } from '@consilium/testkit/domain';
import { notifyOf } from './notify';

const invites = (name: string): Draft => draft({ type: 'invite', scope: 'room', body: { person: person(name) } });
const saying = (type: string): Draft => ({
  ...invites('bob'),
  type,
  scope: [caseThread],
  body: JSON.stringify({ thread: caseThread, gen: 1, sealed: blob }),
});

/** What the service is told beside entries that alice writes; `asked`: how often she was asked when she needs an answer. */
async function beside(
  story: World,
  drafts: readonly Draft[],
  { answerBy, mentioned = [] }: { readonly answerBy?: AnswerBy; readonly mentioned?: readonly string[] } = {},
) {
  let asked = 0;
  const writer = { by: person('alice'), view: () => story.view };
  const known = { kind: 'room', replica: { state: story.room.state } } as const;
  const needs = () => {
    asked += 1;
    return answerBy ?? 'later';
  };
  const sent = { drafts, at: story.now, mentioned, ...(answerBy === undefined ? {} : { answerBy: needs }) };
  return { told: await notifyOf(writer, known, sent), asked };
}

test('whoever is asked is told, whether it is for today, and when an answer is needed', async () => {
  for (const [answerBy, today] of [
    ['today', true],
    ['this-week', false],
  ] as const) {
    const { told } = await beside(opened(), [invites('carol')], { answerBy });
    expect(told).toEqual({ notify: [{ person: person('carol'), reason: 'invited', today }], answerBy });
  }
});

test('where nobody said when an answer is needed, no time is named and nothing is for today', async () => {
  const { told } = await beside(opened(), [invites('carol')]);
  expect(told).toEqual({ notify: [{ person: person('carol'), reason: 'invited', today: false }] });
});

test('what asks nobody is told without a time, and who is named in it is told so', async () => {
  const { told } = await beside(withCarol(), [saying('message')], { answerBy: 'today', mentioned: [person('bob')] });
  expect(told).toEqual({
    notify: [
      { person: person('bob'), reason: 'mentioned', today: true },
      { person: person('carol'), reason: 'message', today: true },
    ],
  });
});

test('what asks and has nobody to tell yet still says when an answer is needed', async () => {
  const { told } = await beside(opened(), [invites('alice')], { answerBy: 'today' });
  expect(told).toEqual({ answerBy: 'today' });
});

test('what concerns nobody and asks nobody says nothing, and when an answer is needed is not looked up', async () => {
  const closing = draft({ type: 'close', scope: 'room', body: {} as never });
  expect(await beside(opened(), [closing], { answerBy: 'today' })).toEqual({ told: {}, asked: 0 });
});

test('no more are told than the service takes', async () => {
  const many = Array.from({ length: mostTold + 1 }, (_, number) => invites(`n${String(number)}`));
  const { told } = await beside(opened(), many);
  expect(told.notify).toHaveLength(mostTold);
});

test('of a case whose words are not given yet its owner is told by name', async () => {
  const story = world().accepted();
  const writer = { by: person('xavier'), view: () => story.view };
  const accept = draft({ type: 'accept', scope: 'room', body: {} as never });
  const sent = { drafts: [accept], at: story.now };
  const unread = { kind: 'room', replica: undefined } as const;
  expect(await notifyOf(writer, unread, sent)).toEqual({});
  expect(await notifyOf(writer, unread, { ...sent, owner: person('alice') })).toEqual({
    notify: [{ person: person('alice'), reason: 'answered', today: false }],
  });
});

test('of the register the service tells by itself', async () => {
  const story = opened();
  const sent = { drafts: [invites('carol')], at: story.now, answerBy: () => 'today' as const };
  const known = { kind: 'register', replica: { state: story.register.state } } as const;
  expect(await notifyOf({ by: person('alice'), view: () => story.view }, known, sent)).toEqual({});
});
