import {
  clinic as rivalHospital,
  day,
  defence,
  hospital,
  led,
  person,
  rival,
  said,
  statedByDoctor,
  world,
  type World,
} from '@consilium/testkit/domain';
import { membersNow, officesOf, worksAt } from './offices';
import { viewAt } from './view';

const at = (story: World, id = hospital, seq = story.view.seq) => {
  const found = viewAt(story.register.state, seq).organisation(id);
  if (found === undefined) throw new Error('The organisation is known');
  return found;
};
const personNow = (story: World, name: string) => {
  const found = story.view.person(person(name));
  if (found === undefined) throw new Error('The person is known');
  return found;
};
const offices = (story: World, name: string) => officesOf(at(story), personNow(story, name), story.now);

test('an organisation keeps its people, kind and anchor under another name, and is called what it was before that', () => {
  const story = world().people();
  const before = at(story);
  const { seq } = story.view;
  story.register.add(said.name(story));
  expect(at(story)).toEqual({ ...before, name: 'renamed' });
  expect(at(story, hospital, seq)).toEqual(before);
  expect(worksAt(personNow(story, 'alice'), hospital, story.now)).toBe(true);
});

test('a retired defence organisation has no adviser and no member; given back it begins with nobody', () => {
  const story = world().people();
  const rivals = ['una', 'xavier', 'yara'].map((name) => personNow(story, name));
  const others = ['vera', 'walt', 'alice'].map((name) => personNow(story, name));
  const { seq } = story.view;
  story.register.add(said.status(story, rival));
  expect(at(story, rival).status).toBe('retired');
  expect(personNow(story, 'una')).toMatchObject({ appointed: '', advises: '', status: 'good' });
  for (const name of ['xavier', 'yara']) expect(personNow(story, name)).toMatchObject({ memberOf: '', defence: rival });
  expect(['vera', 'walt', 'alice'].map((name) => personNow(story, name))).toEqual(others);
  story.register.add(said.status(story, rival, 'good'));
  expect([at(story, rival).status, personNow(story, 'una').advises]).toEqual(['good', '']);
  const earlier = viewAt(story.register.state, seq);
  expect(rivals.map(({ id }) => earlier.person(id))).toEqual(rivals);
});

test('retiring a hospital ends its offices, and takes nobody’s place at work', () => {
  const story = led('alice');
  story.register.add(said.status(story));
  expect(at(story).offices).toEqual([]);
  expect(offices(story, 'alice')).toEqual([]);
  expect(worksAt(personNow(story, 'alice'), hospital, story.now)).toBe(true);
});

test('a lead and a Caldicott guardian are held by clinicians who work there, one beside the other', () => {
  const story = led('alice', 'bob');
  story.register.add(said.office(story, 'alice', 'caldicott-guardian'));
  expect([offices(story, 'alice'), offices(story, 'bob'), offices(story, 'carol')]).toEqual([
    ['lead', 'caldicott-guardian'],
    ['lead'],
    [],
  ]);
  story.register.add(said.office(story, 'alice', 'lead', 'ended'));
  expect(offices(story, 'alice')).toEqual(['caldicott-guardian']);
});

test.each([
  ['who went to another hospital', (story: World) => story.register.add(story.credentialOffer('alice', { organisation: rivalHospital }))],
  ['who is suspended', (story: World) => story.status('alice', 'suspended')],
  ['whose registration ran out', (story: World) => {
    story.now += 366 * day;
  }],
] as const)('somebody %s holds no office, and another may be the guardian', (_what, leaves) => {
  const story = led();
  story.register.add(story.credentialOffer('bob', { expires: story.now + 800 * day }));
  story.register.add(said.office(story, 'alice', 'caldicott-guardian'));
  leaves(story);
  expect(offices(story, 'alice')).toEqual([]);
  story.register.add(said.office(story, 'bob', 'caldicott-guardian'));
  expect(at(story).offices).toEqual([{ office: 'caldicott-guardian', person: person('bob') }]);
}); // prettier-ignore

test('who came back after working elsewhere holds no office: one officer gives none', () => {
  const story = led('alice');
  story.register.add(story.credentialOffer('alice', { organisation: rivalHospital }));
  story.register.add(story.credentialOffer('alice'));
  expect([offices(story, 'alice'), at(story).offices]).toEqual([[], []]);
});

test('whoever speaks for an organisation says where it is reached: the whole list, each time', () => {
  const story = led('alice');
  story.register.add(said.contacts(story, 'alice'));
  story.register.add(said.contacts(story, 'vera', defence));
  const onCall = [{ kind: 'on-call', reach: '020 7946 0123' }];
  expect([at(story).contacts, at(story, defence).contacts]).toEqual([onCall, onCall]);
  story.register.add(story.by('alice', 'contacts', { organisation: hospital, contacts: [] }));
  expect(at(story).contacts).toEqual([]);
});

test('a team is who is named last by its id, as far as they work there; without anybody it is none', () => {
  const story = led('alice', 'bob');
  const now = () =>
    at(story).teams.map((team) => [team.name, membersNow(story.view, at(story), team, story.now).map(String)]);
  const [alice, bob] = [person('alice'), person('bob')];
  story.register.add(said.team(story, 'alice', ['alice', 'bob']));
  story.register.add(said.team(story, 'bob', ['bob'], 'Night'));
  expect(now()).toEqual([['Dermatology', [alice, bob]], ['Night', [bob]]]); // prettier-ignore
  story.register.add(said.team(story, 'bob', ['bob', 'alice'], 'Skin', 'Dermatology'));
  expect(now()).toEqual([['Skin', [bob, alice]], ['Night', [bob]]]); // prettier-ignore
  story.status('bob', 'suspended');
  expect(now()).toEqual([['Skin', [alice]], ['Night', []]]); // prettier-ignore
  story.register.add(said.team(story, 'alice', [], 'Night'));
  story.register.add(story.credentialOffer('alice', { organisation: rivalHospital }));
  expect(now()).toEqual([['Skin', []]]);
});

test('a hospital that is retired has no team, and none when it is given back', () => {
  const story = led('alice');
  story.register.add(said.team(story, 'alice', ['bob']));
  story.register.add(said.status(story));
  story.register.add(said.status(story, hospital, 'good'));
  expect(at(story).teams).toEqual([]);
});

test('a policy holds from its own entry on, version by version, and takes no office from who has one', () => {
  const story = led('alice');
  const { seq } = story.view;
  story.register.add(said.policy(story, 'alice', 1, ['doctor', 'nurse']));
  story.register.add(said.policy(story, 'alice', 2, ['nurse']));
  expect(at(story).policies.leads).toEqual({
    version: 2,
    professions: ['nurse'],
    capture: '',
    words: 'Who leads here.',
  });
  expect(at(story, hospital, seq).policies.leads).toBeUndefined();
  expect(at(story, hospital, seq + 1).policies.leads).toMatchObject({ version: 1 });
  expect(offices(story, 'alice')).toEqual(['lead']);
  const nurse = {
    ...statedByDoctor('nora'),
    profession: 'nurse',
    register: [{ body: 'NMC', number: '12A3456E' }],
  } as const;
  story.register.add(story.credentialOffer('nora', nurse));
  story.register.add(said.office(story, 'nora'));
  expect(offices(story, 'nora')).toEqual(['lead']);
  // What is said of leads binds no guardian.
  story.register.add(said.office(story, 'bob', 'caldicott-guardian'));
  expect(offices(story, 'bob')).toEqual(['caldicott-guardian']);
});

test('an act about an organisation is confirmed as of the last word about it, and about who is to hold an office', () => {
  const story = led('alice');
  const waiting = story.confirmed(said.office(story, 'bob'));
  story.register.add(said.contacts(story, 'alice'));
  expect(story.register.offer(waiting)).toMatchObject({ ok: false, refusal: { code: 'changed-since-gesture' } });
  const again = story.confirmed(said.office(story, 'bob'));
  story.status('bob', 'suspended').status('bob', 'good');
  expect(story.register.offer(again)).toMatchObject({ ok: false, refusal: { code: 'changed-since-gesture' } });
});
