import { books, type GuidanceEffect, type GuidanceFinding } from '@consilium/domain';
import { agreedTo, guidanceCases, id32, opened, thread, type GuidanceCase } from '@consilium/testkit/domain';
import { picturesDoor } from './door';

type Story = ReturnType<typeof opened>;
const story = (): Story => opened();

/** What is recorded of a picture: what ends it before is recorded nowhere. */
function recordedOf({ at, given: { stops: _stops, ...given } }: GuidanceCase) {
  const { recording, authority, ...lists } = { ...agreedTo(at), ...given };
  const { facts, scopes, flags, ruledOut, explained, attested } = lists;
  return {
    ...{ recording, authority, facts: facts.toSorted(), scopes: scopes.toSorted(), flags: flags.toSorted() },
    ...{ ruledOut: ruledOut.toSorted(), explained: explained.toSorted(), attested: attested.toSorted() },
  };
}

/** The door of a doctor who has this case open. */
function doorOf({ view, room, now }: Story): ReturnType<typeof picturesDoor> {
  const opens = { rooms: { open: () => Promise.resolve({ state: room.state }) } };
  return picturesDoor({ books, view, clock: { now: () => now } } as never, () => Promise.resolve(opens as never));
}

const purposeOf = ({ at }: GuidanceCase) => (at === 'learning' ? 'peer-learning' : 'direct-care');

/** A case in which the picture stands, or the refusal of its consent. */
function posted(each: GuidanceCase) {
  const now = story();
  now.rotate('alice', thread('one'));
  const refused = now.room.offer(now.consentOffer('one', recordedOf(each)));
  if (!refused.ok) return { now, refusal: refused.refusal };
  now.room.add(now.consentOffer('one', recordedOf(each)));
  now.room.add(now.pictureOffer('one'));
  return { now, refusal: undefined };
}

/** What the service says: a rule that refuses, or nothing. */
function byService(each: GuidanceCase): string {
  const { now, refusal } = posted(each);
  if (refusal !== undefined || each.at === 'post') return refusal?.rule ?? refusal?.code ?? '';
  const asked = now.room.offer(now.requestOffer(['one'], id32('advice'), purposeOf(each)));
  return asked.ok ? '' : (asked.refusal.rule ?? asked.refusal.code);
}

async function byClient(each: GuidanceCase): Promise<readonly GuidanceFinding[]> {
  if (each.at === 'post') {
    return doorOf(story()).checkConsent(recordedOf(each), each.given.stops ?? [], 'inside');
  }
  const { now } = posted(each);
  const pictures = await doorOf(now).checkPictures(now.room.state.id, 'outside', purposeOf(each));
  return pictures.flatMap(({ findings }) => findings);
}

const order: readonly GuidanceEffect[] = ['blocks', 'asks', 'warns'];
const paraOf = ({ sources }: GuidanceFinding): readonly string[] =>
  sources.map(({ document, paras }) => (paras === undefined ? document : `${document}, ${paras}`));

test('there are sixty cases and more, each told once', () => {
  expect(guidanceCases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(guidanceCases.map((each) => `${each.at} ${each.case}`)).size).toBe(guidanceCases.length);
});

test.each(guidanceCases.map((each) => [each.at, each.case, each.verdict, each.rule, each] as const))(
  '%s, %s: %s %s',
  async (_at, _case, verdict, rule, each) => {
    const findings = await byClient(each);
    const strongest = order.find((effect) => findings.some((found) => found.effect === effect));
    expect(strongest ?? 'passes').toBe(verdict);
    const told = findings.find(({ effect }) => effect === verdict);
    expect(told?.id ?? '').toBe(rule);
    if (told !== undefined) expect(paraOf(told)).toContain(each.para);
    // What is asked before anything is recorded never reaches the service.
    const reachesService = verdict === 'blocks' && each.given.stops === undefined;
    expect(byService(each)).toBe(reachesService ? rule : '');
  },
);
