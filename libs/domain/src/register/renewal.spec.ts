import {
  defence,
  hospital,
  joinFor,
  jws,
  numberOf,
  person,
  powers,
  production,
  statedBy,
  staffOf,
  T0,
  world,
  type Offer,
  type World,
} from '@consilium/testkit/domain';
import { registerRules } from '../books';
import { longestWait } from './proposed';
import { waitsOf } from './waits';

const known = (story: World, name: string) => story.view.person(person(name));

test('a first officer is nobody’s but the register’s', () => {
  const story = world();
  story.register.add(story.genesisOffer());
  expect(known(story, 'omar')).toMatchObject({
    ...{ organisation: '', defence: '', profession: '', specialty: '', memberOf: '', appointed: '', advises: '' },
    ...{ vouchers: [], statusCheckedAt: T0, staff: { number: staffOf('omar'), source: 'root', checkedAt: T0 } },
  });
  expect(known(story, 'omar')?.registration).toBeUndefined();
});

test('a trial begins with one officer', () => {
  const story = world();
  story.register.add(story.genesisOffer({ officers: [jws] }, [joinFor('olga', '')]));
  expect(story.view.people()).toHaveLength(1);
});

test('an adviser made an officer of the same organisation advises no more', () => {
  const story = world().people();
  expect(known(story, 'vera')).toMatchObject({ appointed: defence, advises: defence });
  story.register.add(story.credentialOffer('vera', statedBy('vera', 'officer', defence)));
  expect(known(story, 'vera')).toMatchObject({ role: 'officer', organisation: defence, appointed: '', advises: '' });
});

test('a member made an officer is a member no more, whatever they say', () => {
  const story = world().people();
  expect(known(story, 'alice')?.memberOf).toBe(defence);
  story.register.add(story.credentialOffer('alice', { ...statedBy('alice', 'officer', hospital), defence }));
  expect(known(story, 'alice')).toMatchObject({ role: 'officer', defence, memberOf: '' });
});

test('nobody has vouched for an adviser whose appointment just began, nor for one whose appointment ended', () => {
  const story = world().people();
  const appoint = (state: 'begun' | 'ended') => {
    const body = { person: person('walt'), organisation: defence, state };
    story.register.add(story.by('olga', 'appointment', body));
    return known(story, 'walt')?.vouchers;
  };
  expect([appoint('ended'), appoint('begun')]).toStrictEqual([[], []]);
});

const one: readonly (readonly [what: string, offer: (story: World) => Offer])[] = [
  [
    'the end of access that was suspended',
    (story) => {
      const body = { person: person('bob'), status: 'ended', source: 'left', checkedAt: T0 };
      return story.status('bob', 'suspended').by('olga', 'status', body);
    },
  ],
  ['a clinician without a defence organisation who renews', (story) => {
    story.byTwo(story.credentialOffer('alice', { defence: '' }));
    return story.credentialOffer('alice', { defence: '', specialty: 'surgery' });
  }],
]; // prettier-ignore

test.each(one)('%s takes one officer in a register for real use', (_what, offer) => {
  const story = production();
  story.register.add(offer(story));
  expect(story.register.state.proposed.size).toBe(0);
});

test('an adviser made a clinician without a defence organisation takes two officers', () => {
  const story = production();
  const { states } = joinFor('alice', story.root).join;
  const number = [{ body: 'GMC', number: numberOf('walt') }] as const;
  story.register.add(story.credentialOffer('walt', { ...states, name: 'walt', defence: '', register: number }));
  expect(story.register.state.proposed.size).toBe(1);
});

test.each([
  ['the same person', {}, defence],
  ['the same name with a title', { name: 'Dr alice' }, defence],
  ['another name', { name: 'Mallory', why: 'married' }, ''],
  ['another number', { register: [{ body: 'GMC', number: numberOf('nora') }] }, ''],
] as const)('a membership is of who was confirmed: renewed as %s', (_what, change, memberOf) => {
  const story = world().people();
  story.register.add(story.credentialOffer('alice', change));
  expect(known(story, 'alice')?.memberOf).toBe(memberOf);
});

describe('whether what was proposed can still take effect is known before anybody confirms it', () => {
  const waiting = (power: keyof typeof powers, later: (story: World) => unknown = () => undefined, wait = 0) => {
    const story = production();
    const { id } = story.register.add(powers[power](story));
    const found = story.register.state.proposed.get(id);
    if (found === undefined) throw new Error('It waits');
    later(story);
    return registerRules.fallen(story.register.state, found, story.now + wait)?.code;
  };

  test.each(Object.keys(powers) as readonly (keyof typeof powers)[])('%s can', (power) => {
    expect([waiting(power), waiting(power, undefined, longestWait)]).toStrictEqual([undefined, undefined]);
  });

  test.each([
    ['after seven days', 'an adviser', () => undefined, longestWait + 1, 'proposal-lapsed'],
    ['after seven days from when it could be', 'an officer', () => undefined, waitsOf.production.power + longestWait + 1, 'proposal-lapsed'],
    ['once its matter moved on', 'a clinician’s defence organisation', (story: World) => story.status('alice', 'suspended'), 0, 'changed-since-gesture'],
    ['once its proposer may act no more', 'an adviser', (story: World) => {
      const body = { person: person('olga'), status: 'suspended', source: 'left', checkedAt: T0 };
      return story.register.add(story.by('omar', 'status', body));
    }, 0, 'proposer-stopped'],
  ] as const)('and cannot %s', (_what, power, later, wait, code) => {
    expect(waiting(power, later, wait)).toBe(code);
  }); // prettier-ignore
});
