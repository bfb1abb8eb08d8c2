import { clinic, day, defence, hospital, kid, person, T0, world } from '@consilium/testkit/domain';
import { advisersOf, isActiveAdviser, newest, newestView, ownerOfKey, valueAt, viewAt } from './view';

test('a history says what it said last at an entry, and nothing before its first word', () => {
  const history = [
    { seq: 2, value: 'a' },
    { seq: 5, value: 'b' },
    { seq: 5, value: 'c' },
  ];
  expect([0, 1, 2, 4, 5, 9].map((seq) => valueAt(history, seq))).toEqual([undefined, undefined, 'a', 'a', 'c', 'c']);
  expect([valueAt([], 3), valueAt(undefined, 3)]).toEqual([undefined, undefined]);
  expect([newest(history), newest([]), newest(undefined)]).toEqual(['c', undefined, undefined]);
});

test('an early view knows the people of then, and no key before its owner joined', () => {
  const { state } = world().people().register;
  expect(
    viewAt(state, 1)
      .people()
      .map(({ id }) => id),
  ).toStrictEqual([person('olga'), person('omar')]);
  expect(newestView(state).people()).toHaveLength(state.people.size);
  expect(ownerOfKey(state, kid('alice'), 0)).toBeUndefined();
  expect(ownerOfKey(state, kid('olga'), 0)).toBe(person('olga'));
});

test('an entry that the register does not have has no view', () => {
  const { state } = world().people().register;
  expect(() => viewAt(state, state.head.seq + 1)).toThrow('The register has no such entry');
  expect(() => viewAt(state, -1)).toThrow('The register has no such entry');
});

test('only an adviser advises, whatever else is said of somebody', () => {
  const { view } = world().people();
  const vera = view.person(person('vera'));
  if (vera === undefined) throw new Error('Vera is an adviser');
  expect(isActiveAdviser(vera, defence, T0)).toBe(true);
  expect(isActiveAdviser({ ...vera, role: 'clinician' }, defence, T0)).toBe(false);
  expect(advisersOf(view, clinic, T0)).toEqual([]);
});

test('an officer may be employed, by an organisation of any kind', () => {
  const story = world().people();
  for (const [name, organisation] of [
    ['dora', hospital],
    ['daniel', defence],
  ] as const) {
    story.register.add(story.credentialOffer(name, { role: 'officer', organisation, defence: '', registration: [] }));
    expect(story.view.person(person(name))).toMatchObject({ role: 'officer', organisation });
  }
});

test('a name spelled otherwise in the professional register stands when it is said why', () => {
  const story = world().people();
  const offer = (why: string) => {
    const { body, ...rest } = story.credentialOffer('dora', { why });
    const [found] = (body as { registration: readonly object[] }).registration;
    return { ...rest, body: { ...(body as object), registration: [{ ...found, name: 'Dora Maiden' }] } };
  };
  expect(story.register.offer(story.confirmed(offer(' ')))).toMatchObject({
    refusal: { code: 'difference-unexplained' },
  });
  story.register.add(offer('Marriage certificate seen'));
  expect(story.view.person(person('dora'))).toMatchObject({ name: 'dora', registration: { name: 'Dora Maiden' } });
});

test('a register without a service key says so', () => {
  const story = world();
  const { facts, ...offer } = story.genesisOffer();
  story.register.add({ ...offer, facts: { joins: facts?.joins ?? [] } });
  expect(story.register.state.serviceKid).toBe('');
});

describe('passkeys', () => {
  const another = (name: string) => ({
    credential: kid(`credential-${name}`),
    cose: kid(`cose-${name}`),
    rpId: 'localhost',
  });

  test('may be changed by somebody whose registration ran out', () => {
    const story = world().people();
    story.now = T0 + 365 * day;
    story.register.add(story.keyChangeOffer('alice'));
    expect(story.view.person(person('alice'))?.keyring).toBe(2);
  });

  test('count as they did only with the same id and the same key; any other is new', () => {
    const story = world().people();
    const listed = () => story.view.person(person('alice'))?.passkeys ?? [];
    const own = listed().map(({ credential, cose, rpId }) => ({ credential, cose, rpId }));
    story.register.add(story.passkeysOffer('alice', { passkeys: [...own, another('spare')] }));
    story.now += 2 * day;
    const changed = [
      { ...another('spare'), cose: kid('cose-new') },
      { ...another('spare'), credential: kid('credential-new') },
    ];
    for (const [index, each] of changed.entries()) {
      const version = 2 * index + 2;
      story.register.add(story.keyChangeTo('alice', [...own, each], `alice${String(version)}`, version));
      expect(listed().map(({ counts }) => counts)).toEqual([0, story.now + day]);
      story.register.add(
        story.keyChangeTo('alice', [...own, another('spare')], `alice${String(version + 1)}`, version + 1),
      );
      story.now += 2 * day;
    }
  });
});
