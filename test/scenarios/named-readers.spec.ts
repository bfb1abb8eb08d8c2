import { eventually } from '@consilium/testkit';
import { clinic, photograph, registered, type Clinic, type Someone } from '@consilium/testkit/people';
import { startSystem } from '@consilium/testkit/system';
import { caseThread, opensCase } from '../attacks/cases';
import { closeDevices, deviceOf } from '../attacks/devices';

let people: Clinic;
let cora: Someone;
let room: string;
let thread: string;

const { consent } = photograph('x');
const forMaking = (named: string[]) => photograph('for-two', { named, consent: { ...consent, scopes: ['capture'] } });

beforeAll(async () => {
  people = await clinic(await startSystem());
  cora = await people.enrol({ ...registered.cora, role: 'clinician', organisation: people.hospital });
  room = await opensCase(people.alice, people.bela, cora);
});
afterEach(closeDevices);

const pictures = async ({ door }: Pick<Someone, 'door'>) =>
  (await door.room(room)).threads.filter(({ picture }) => picture !== undefined);

test('a picture agreed to for making only is refused for everybody inside, before it is sealed', async () => {
  const { named: _, ...everybody } = forMaking([]);
  await expect(people.alice.door.addPicture(room, everybody)).rejects.toMatchObject({ details: { rule: 'R11' } });
});

test('it goes to colleagues who are named: one opens it, another is told that it is there and for whom', async () => {
  const { alice, bela } = people;
  await alice.door.addPicture(room, forMaking([bela.person]));
  await eventually(async () => {
    expect(await pictures(alice)).toHaveLength(1);
  });
  const [mine] = await pictures(alice);
  thread = mine?.thread ?? '';
  expect(mine?.readers.map(({ name }) => name).toSorted()).toEqual([alice.name, bela.name].toSorted());
  await alice.door.say(room, thread, 'For the two of us.', '');

  await eventually(async () => {
    expect((await pictures(bela))[0]?.items.some((item) => item.kind === 'message')).toBe(true);
  });
  const opened = await bela.door.picture(room, thread, 'view');
  expect(await opened.bytes.text()).toContain('for-two');

  const hers = await deviceOf(cora);
  await eventually(async () => {
    expect((await hers.room(room)).forOthers).toHaveLength(1);
  });
  const view = await hers.room(room);
  expect(view.forOthers[0]?.number).toBe(1);
  expect(view.forOthers[0]?.named.toSorted()).toEqual([alice.name, bela.name].toSorted());
  expect(view.threads.map(({ kind }) => kind)).toEqual(['case']);
  expect(view.alarm).toBe('');
  expect(JSON.stringify(view)).not.toContain('For the two of us.');
  await expect(hers.picture(room, thread, 'view')).rejects.toMatchObject({ kind: 'not-found' });
  const listed = (await hers.cases()).find((each) => each.room === room);
  expect([listed?.unread, listed?.lastLine]).toEqual([0, expect.not.stringContaining('For the two of us.')]);
});

test('whoever is let in later does not read it; what is said to everybody goes on', async () => {
  const { alice, hospital } = people;
  const dunstan = await people.enrol({
    ...{ name: 'Dunstan Dewberry', number: '9990004', specialty: 'Dermatology' },
    ...{ role: 'clinician', organisation: hospital },
  });
  await alice.door.invite(room, dunstan.person);
  await alice.door.say(room, await caseThread(alice.door, room), 'Welcome.', '');
  await eventually(async () => {
    expect((await dunstan.door.room(room)).threads[0]?.items.some((item) => item.kind === 'message')).toBe(true);
  });
  expect((await dunstan.door.room(room)).forOthers).toHaveLength(1);
  await expect(dunstan.door.picture(room, thread, 'view')).rejects.toMatchObject({ kind: 'not-found' });
});

test('somebody named who has left the case meanwhile is not left out unsaid: nothing is posted', async () => {
  const { alice } = people;
  await alice.door.remove(room, cora.person);
  await alice.door.addPicture(room, forMaking([cora.person]));
  await eventually(async () => {
    const { uploads } = await alice.door.room(room);
    expect(uploads[0]?.problem).toBe(
      'Somebody you named is not in this case any more. Say again who reads the picture.',
    );
  });
  expect(await pictures(alice)).toHaveLength(1);
});
