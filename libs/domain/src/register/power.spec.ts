import {
  anchor,
  day,
  defence,
  guild,
  hospital,
  joinFor,
  numberOf,
  organisation,
  person,
  powers,
  production,
  rival,
  staffOf,
  statedBy,
  T0,
  world,
  type Offer,
  type World,
} from '@consilium/testkit/domain';
import { longestWait } from './proposed';
import type { Person } from './state';
import { waitsForAnchor } from './view';

const refusedAs = (story: World, offer: Offer): string => {
  const applied = story.register.offer(offer);
  return applied.ok ? 'stands' : applied.refusal.code;
};
const known = (story: World, name: string) => story.view.person(person(name));

test('a trial acts with one officer', () => {
  const story = world().people();
  story.register.add(powers['an adviser'](story));
  expect([story.view.mode, known(story, 'dora')?.role]).toEqual(['trial', 'adviser']);
  expect(story.register.state.proposed.size).toBe(0);
});

test.each(Object.entries(powers))('%s waits in a register for real use until another officer confirms it', (_what, power) => {
  const story = production();
  const offer = power(story);
  const { state: before } = story.register;
  const { id } = story.register.add(offer);
  const { state } = story.register;
  expect(state.proposed.get(id)).toMatchObject({ seq: state.head.seq, entry: { id, type: offer.type } });
  const { proposed: _waits, head: _head, hashes: _hashes, times: _times, wentOn: _went, ...same } = state;
  const { proposed: _none, head: _earlier, hashes: _fewer, times: _sooner, wentOn: _earlierStill, ...all } = before;
  expect(same).toEqual(all);
  story.untilHeardOf();
  story.register.add(story.officerOffer('omar'));
  expect(story.register.state.proposed.size).toBe(0);
  const { proposed: _gone, head: _newest, hashes: _more, ...after } = story.register.state;
  expect(after).not.toEqual(all);
}); // prettier-ignore

test.each([
  ['an officer whose time is over', 366, 3],
  ['an officer who is one', 100, 0],
] as const)('%s and who is renewed is announced first, or not', (_what, after, waits) => {
  const story = production();
  story.byTwo(story.credentialOffer('dora', statedBy('dora', 'officer')));
  story.now += after * day;
  story.register.add(story.credentialOffer('dora', { ...statedBy('dora', 'officer'), expires: story.now + 100 * day }));
  const { entry, from } = [...story.register.state.proposed.values()].at(-1) ?? {};
  expect((from ?? 0) - (entry?.at ?? 0)).toBe(waits * day);
});

test('what was confirmed holds from the confirmation on', () => {
  const story = production();
  story.register.add(powers['an officer'](story));
  const { seq } = story.view;
  story.now += longestWait;
  const { seq: confirmed } = story.register.add(story.officerOffer('omar'));
  expect(story.register.state.people.get(person('dora'))).toMatchObject([
    { seq: confirmed, value: { role: 'officer' } },
  ]);
  expect(confirmed).toBe(seq + 1);
});

test.each([
  ['a clinician who joins', (story: World) => story.credentialOffer('dora')],
  ['a clinician’s renewal', (story: World) => story.credentialOffer('alice', { expires: T0 + 400 * day })],
  ['a suspension', (story: World) => story.by('olga', 'status', { person: person('alice'), status: 'suspended', source: 'GMC', checkedAt: T0 })],
  ['the end of somebody’s access', (story: World) => story.by('olga', 'status', { person: person('omar'), status: 'ended', source: 'left', checkedAt: T0 })],
  ['a status looked up again', (story: World) => story.by('olga', 'status', { person: person('alice'), status: 'good', source: 'GMC', checkedAt: T0 })],
  ['the end of an appointment', (story: World) => story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'ended' })],
] as const)('%s takes one officer, also in a register for real use', (_what, offer) => {
  const story = production();
  story.register.add(offer(story));
  expect(story.register.state.proposed.size).toBe(0);
  expect(story.view.seq).toBe(story.register.state.head.seq);
}); // prettier-ignore

test.each([
  ['a clinician made an adviser', (story: World) => story.credentialOffer('alice', statedBy('alice', 'adviser', defence))],
  ['an adviser made a clinician', (story: World) => story.credentialOffer('walt', { ...joinFor('alice', story.root).join.states, name: 'walt', register: [{ body: 'GMC', number: numberOf('walt') }] })],
  ['an officer’s renewal', (story: World) => story.credentialOffer('omar', statedBy('omar', 'officer'))],
  ['an adviser’s renewal', (story: World) => story.credentialOffer('walt', statedBy('walt', 'adviser', defence))],
  ['a clinician who leaves their defence organisation', (story: World) => story.credentialOffer('alice', { defence: '' })],
  ['access given back', (story: World) => {
    story.status('alice', 'ended');
    return story.by('olga', 'status', { person: person('alice'), status: 'good', source: 'GMC', checkedAt: T0 });
  }],
] as const)('%s takes two officers', (_what, offer) => {
  const story = production();
  story.register.add(offer(story));
  expect(story.register.state.proposed.size).toBe(1);
}); // prettier-ignore

test('what cannot stand is refused before anybody is asked to confirm it', () => {
  const story = production();
  const taken = { ...statedBy('dora', 'officer'), staff: staffOf('omar') };
  expect(refusedAs(story, story.credentialOffer('dora', taken))).toBe('number-taken');
  expect(refusedAs(story, story.by('olga', 'rules-version', { version: 3 }))).toBe('rules-skip');
});

test('one human is one officer: a second credential with their staff number joins nobody', () => {
  const story = production();
  const twin = (offer: string) => story.credentialOffer(offer, { ...statedBy(offer, 'officer'), staff: staffOf('olga') });
  expect(refusedAs(story, twin('olivia'))).toBe('number-taken');
  story.byTwo(powers['an officer'](story));
  expect(refusedAs(story, { ...story.credentialOffer('olivia', { ...statedBy('olivia', 'officer'), staff: staffOf('dora') }) })).toBe('number-taken');
}); // prettier-ignore

test('the same staff number at two employers is of two advisers; of officers it is one person, wherever they work', () => {
  const story = production();
  const at = (name: string, of: typeof defence) => ({ ...statedBy(name, 'adviser', of), staff: 'S77' });
  story.byTwo(story.credentialOffer('dora', at('dora', defence)));
  story.byTwo(story.credentialOffer('daniel', at('daniel', rival)));
  expect([known(story, 'dora')?.staff?.number, known(story, 'daniel')?.staff?.number]).toEqual(['S77', 'S77']);
  const twin = { ...statedBy('olivia', 'officer', hospital), staff: staffOf('olga') };
  expect(refusedAs(story, story.credentialOffer('olivia', twin))).toBe('number-taken');
});

test('of three who served when an appointment began two confirm it, also where one of them was ended meanwhile', () => {
  const story = world().people().adviser('wim', defence);
  story.register.add(story.credentialOffer('dora', statedBy('dora', 'adviser', defence)));
  story.register.add(story.by('olga', 'appointment', { person: person('wim'), organisation: defence, state: 'ended' }));
  story.member('vera', 'dora');
  expect(known(story, 'dora')?.advises).toBe('');
  story.member('walt', 'dora');
  expect(known(story, 'dora')?.advises).toBe(defence);
});

test('two officers confirm at once: the later one is told to look again', () => {
  const story = production();
  story.byTwo(powers['an officer'](story));
  story.register.add(story.by('olga', 'organisation', { organisation: organisation('new'), name: 'new', kind: 'clinical', anchor: '' }));
  const [omar, dora] = ['omar', 'dora'].map((name) => story.confirmed(story.officerOffer(name)));
  story.register.add(omar as Offer);
  expect(refusedAs(story, dora as Offer)).toBe('changed-since-gesture');
  expect(story.register.state.organisations.size).toBe(5);
}); // prettier-ignore

test('a proposal falls when its matter moved on, and when its proposer may act no more', () => {
  const moved = production();
  moved.register.add(powers['a clinician’s defence organisation'](moved));
  moved.status('alice', 'suspended');
  expect(refusedAs(moved, moved.officerOffer('omar'))).toBe('changed-since-gesture');
  const fallen = production();
  fallen.byTwo(powers['an officer'](fallen));
  fallen.register.add(powers['an organisation'](fallen));
  fallen.register.add(
    fallen.by('omar', 'status', { person: person('olga'), status: 'suspended', source: 'officer', checkedAt: T0 }),
  );
  expect(refusedAs(fallen, fallen.officerOffer('dora'))).toBe('proposer-stopped');
});

test('of two proposals about one person the one that is confirmed first stands, and the other falls', () => {
  const story = production();
  story.register.add(story.credentialOffer('alice', { defence: rival }));
  const first = story.confirmed(story.officerOffer('omar'));
  story.register.add(story.credentialOffer('alice', { defence: '' }));
  story.register.add(first);
  expect(known(story, 'alice')?.defence).toBe(rival);
  expect(refusedAs(story, story.officerOffer('omar'))).toBe('changed-since-gesture');
});

test('nobody is a party to what is said of themselves: neither as the proposer nor as the one who confirms', () => {
  const credential = production();
  credential.register.add(credential.credentialOffer('omar', statedBy('omar', 'officer')));
  expect(refusedAs(credential, credential.officerOffer('omar'))).toBe('own-credential');
  const status = production();
  status.byTwo(powers['an officer'](status));
  status.status('omar', 'suspended');
  status.register.add(status.by('olga', 'status', { person: person('omar'), status: 'good', source: 'officer', checkedAt: T0 }));
  expect(refusedAs(status, status.officerOffer('omar'))).toBe('author-not-active');
  expect(refusedAs(status.untilHeardOf(), status.officerOffer('dora'))).toBe('stands');
}); // prettier-ignore

test('with one officer left there are only endings', () => {
  const story = production();
  story.status('omar', 'suspended');
  story.register.add(powers['an adviser'](story));
  expect(refusedAs(story, story.officerOffer('omar'))).toBe('author-not-active');
  expect(refusedAs(story, story.officerOffer('olga'))).toBe('confirms-own-act');
  story.register.add(
    story.by('olga', 'appointment', { person: person('walt'), organisation: defence, state: 'ended' }),
  );
  expect(known(story, 'walt')?.advises).toBe('');
});

test('an adviser counts when one who serves at their organisation has confirmed them; the first one needs nobody', () => {
  const story = world().people();
  story.register.add(story.credentialOffer('dora', statedBy('dora', 'adviser', defence)));
  expect(known(story, 'dora')).toMatchObject({ appointed: defence, advises: '' });
  expect(refusedAs(story, story.orgKeyOffer('dora'))).toBe('not-an-adviser');
  story.member('walt', 'dora');
  expect(known(story, 'dora')).toMatchObject({ appointed: defence, advises: defence, vouchers: [] });
  const founding = organisation('young');
  story.register.add(
    story.by('olga', 'organisation', { organisation: founding, name: 'young', kind: 'defence', anchor: '' }),
  );
  story.register.add(story.credentialOffer('daniel', statedBy('daniel', 'adviser', founding)));
  expect(known(story, 'daniel')?.advises).toBe(founding);
});

test('where three serve, two of them confirm', () => {
  const story = world().people().adviser('wim', defence);
  story.register.add(story.credentialOffer('dora', statedBy('dora', 'adviser', defence)));
  story.member('walt', 'dora');
  expect(known(story, 'dora')).toMatchObject({ advises: '', vouchers: [person('walt')] });
  story.member('vera', 'dora');
  expect(known(story, 'dora')).toMatchObject({ advises: defence, vouchers: [] });
});

test('of three who served, the word of one who left meanwhile is not counted', () => {
  const story = world().people().adviser('wim', defence);
  const add = (name: string) => story.register.add(story.credentialOffer(name, statedBy(name, 'adviser', defence)));
  add('dora');
  story.member('walt', 'dora');
  add('wilma');
  story.member('vera', 'wilma').member('wim', 'wilma');
  story.status('walt', 'suspended');
  story.member('vera', 'dora');
  expect(known(story, 'dora')).toMatchObject({ advises: '', vouchers: [person('vera')] });
  story.member('wilma', 'dora');
  expect(known(story, 'dora')?.advises).toBe(defence);
});

test('an appointment that begins again is confirmed again, unless nobody serves any more', () => {
  const story = world().people();
  const appoint = (name: string, state: 'begun' | 'ended') =>
    story.register.add(story.by('olga', 'appointment', { person: person(name), organisation: defence, state }));
  appoint('walt', 'ended');
  expect(known(story, 'walt')).toMatchObject({ appointed: '', advises: '' });
  appoint('walt', 'begun');
  expect(known(story, 'walt')).toMatchObject({ appointed: defence, advises: '' });
  appoint('vera', 'ended');
  appoint('walt', 'ended');
  appoint('walt', 'begun');
  expect(known(story, 'walt')).toMatchObject({ appointed: defence, advises: defence });
});

test.each(['trial', 'production'] as const)('in a %s, officers begin nobody at an organisation with an anchor: one of them hands over what it signed', (mode) => {
  const story = world().people(mode).withGuild('dora', 'daniel');
  for (const name of ['dora', 'daniel']) {
    expect(known(story, name)).toMatchObject({ appointed: guild, advises: '' });
    expect(waitsForAnchor(story.view, known(story, name) as Person, story.now)).toBe(true);
  }
  expect(refusedAs(story, story.orgKeyOffer('dora', {}, guild))).toBe('not-an-adviser');
  story.anchored('dora');
  expect(story.register.state.proposed.size).toBe(0);
  expect(known(story, 'dora')).toMatchObject({ appointed: guild, advises: guild, vouchers: [] });
  expect(waitsForAnchor(story.view, known(story, 'dora') as Person, story.now)).toBe(false);
  // From here on the adviser who serves confirms the next one.
  expect(waitsForAnchor(story.view, known(story, 'daniel') as Person, story.now)).toBe(false);
  story.member('dora', 'daniel', guild);
  expect(known(story, 'daniel')?.advises).toBe(guild);
}); // prettier-ignore

test('an appointment that begins again where nobody serves takes the anchor again', () => {
  const story = world().people('production').withGuild('dora').anchored('dora');
  const appointment = (state: 'begun' | 'ended') =>
    story.by('olga', 'appointment', { person: person('dora'), organisation: guild, state });
  const signed = story.confirmed(story.anchoredOffer('dora'));
  story.register.add(appointment('ended'));
  expect(known(story, 'dora')).toMatchObject({ appointed: '', advises: '' });
  story.byTwo(appointment('begun'));
  expect(known(story, 'dora')).toMatchObject({ appointed: guild, advises: '' });
  expect(refusedAs(story, signed)).toBe('changed-since-gesture');
  story.anchored('dora');
  expect(known(story, 'dora')?.advises).toBe(guild);
});

test('whom an adviser was to confirm who then left, the anchor confirms, and nothing of that stays', () => {
  const story = world().people('production').withGuild('dora').anchored('dora');
  story.byTwo(story.credentialOffer('daniel', statedBy('daniel', 'adviser', guild)));
  expect(known(story, 'daniel')).toMatchObject({ advises: '', needs: 1 });
  story.register.add(story.by('olga', 'appointment', { person: person('dora'), organisation: guild, state: 'ended' }));
  story.anchored('daniel');
  expect(known(story, 'daniel')).toMatchObject({ advises: guild, vouchers: [], needs: 0 });
});

test('nobody waits for an anchor who is not appointed, or whose organisation has none', () => {
  const story = world().people();
  expect(waitsForAnchor(story.view, known(story, 'alice') as Person, story.now)).toBe(false);
  story.register.add(story.credentialOffer('dora', statedBy('dora', 'adviser', defence)));
  story.status('vera', 'suspended').status('walt', 'suspended');
  expect(waitsForAnchor(story.view, known(story, 'dora') as Person, story.now)).toBe(false);
  expect(story.view.organisation(defence)?.anchor).toBe('');
  expect(story.withGuild().view.organisation(guild)?.anchor).toBe(anchor);
});

test('a membership is confirmed by the organisation, and ends by its word, by a move, and by another role', () => {
  const story = world().people();
  expect(known(story, 'alice')?.memberOf).toBe(defence);
  story.register.add(story.credentialOffer('alice', { organisation: hospital }));
  expect(known(story, 'alice')?.memberOf).toBe(defence);
  story.register.add(story.credentialOffer('alice', { defence: rival }));
  expect(known(story, 'alice')).toMatchObject({ defence: rival, memberOf: '' });
  story.member('una', 'alice', rival);
  expect(known(story, 'alice')?.memberOf).toBe(rival);
  story.register.add(story.membershipOffer('una', 'alice', rival, 'ended'));
  expect(known(story, 'alice')).toMatchObject({ defence: rival, memberOf: '' });
  story.register.add(story.credentialOffer('bob', statedBy('bob', 'adviser', defence)));
  expect(known(story, 'bob')).toMatchObject({ memberOf: '', appointed: '', advises: '' });
});
