import type { PersonId, RegisterView } from '@consilium/domain';
import { Stood } from '../../apps/api/src/ledgers/standings';
import type { RegisterNow } from '../../apps/api/src/ledgers/replicas';

const now = 1000;
const person = (id: string, said: object = {}) => ({
  ...{ id, status: 'good', expires: 2000, role: 'clinician', advises: '', statedAt: 500 },
  ...said,
});
const people = [
  person('anna'),
  person('ended', { status: 'ended' }),
  person('late', { expires: now }),
  person('olga', { role: 'officer' }),
  person('formerOfficer', { role: 'officer', expires: 10 }),
  person('adviser', { role: 'adviser', advises: 'guardian' }),
  person('formerAdviser', { role: 'adviser', advises: 'guardian', status: 'suspended' }),
];
const organisations = [
  { id: 'south', name: 'Southside', kind: 'clinical', status: 'good', secret: 1 },
  { id: 'guardian', name: 'Guardian', kind: 'defence', status: 'good' },
  { id: 'gone', name: 'Gone', kind: 'defence', status: 'retired' },
];
const view = {
  person: (id: string) => people.find((each) => each.id === id),
  people: () => people,
  organisation: (id: string) => organisations.find((each) => each.id === id),
  organisations: () => organisations,
  mode: 'trial',
} as unknown as RegisterView;
const proposed = new Map([
  [1, { entry: { type: 'credential' }, body: { person: 'joiner' } }],
  [2, { entry: { type: 'status' }, body: { person: 'anna' } }],
]);
const register = {
  replica: { head: { seq: 4 }, state: { proposed, numbers: new Map([['guardian 77', 'anna']]) } },
  reader: { registerAt: (seq: number) => (seq === 4 ? view : undefined) },
} as unknown as RegisterNow;

const ids = people.map(({ id }) => id as PersonId);
const of =
  (stood: Stood) =>
  <T>(ask: (stood: Stood, id: PersonId) => T): Record<string, T> =>
    Object.fromEntries([...ids, 'nobody' as PersonId].map((id) => [id, ask(stood, id)]));

test('what the register says of people, whatever became of them', () => {
  const stood = new Stood(register, now);
  const each = of(stood);
  expect(each((known, id) => known.of(id))).toEqual({
    anna: { standing: 'active', role: 'clinician' },
    ended: { standing: 'ended', role: 'clinician' },
    late: { standing: 'ended', role: 'clinician' },
    olga: { standing: 'active', role: 'officer' },
    formerOfficer: { standing: 'ended', role: 'officer' },
    adviser: { standing: 'active', role: 'adviser' },
    formerAdviser: { standing: 'ended', role: 'adviser' },
    nobody: undefined,
  });
  expect(each((known, id) => known.standingFor(id))).toEqual({
    ...{ anna: 'good', ended: 'ended', late: 'expired', olga: 'good', formerOfficer: 'expired', adviser: 'good' },
    ...{ formerAdviser: 'suspended', nobody: undefined },
  });
  expect(each((known, id) => known.advises(id))).toMatchObject({ anna: '', adviser: 'guardian', formerAdviser: '' });
  expect(stood.advises('nobody' as PersonId)).toBe('');
  expect(stood.officers()).toEqual(['olga']);
  const asked = [...ids, 'nobody' as PersonId];
  expect(stood.known(asked)).toEqual(new Set(ids));
  expect(stood.activeAmong(asked)).toEqual(new Set(['anna', 'olga', 'adviser']));
  expect(stood.mode()).toBe('trial');
});

test('what is said as late as the register has it, or earlier, stands there; of nobody unknown anything does', () => {
  const said = [499, 500, 501].map((signedAt) => ({ person: 'anna' as PersonId, signedAt }));
  const stood = new Stood(register, now);
  expect(said.map((each) => stood.stated([each]).size)).toEqual([1, 1, 0]);
  expect(stood.stated([{ person: 'nobody' as PersonId, signedAt: 0 }]).size).toBe(0);
});

test('who waits for a second officer is who a credential is proposed for', () => {
  const stood = new Stood(register, now);
  expect(['joiner', 'anna', 'nobody'].map((id) => stood.isProposed(id as PersonId))).toEqual([true, false, false]);
});

test('whose number it is, and what is an organisation that takes people in', () => {
  const stood = new Stood(register, now);
  const states = { role: 'adviser', organisation: 'guardian', staff: '77', register: [] } as never;
  expect(stood.ownerOfNumber(states)).toBe('anna');
  const guardian = { id: 'guardian', name: 'Guardian', kind: 'defence' };
  expect(stood.organisations()).toEqual([guardian, { id: 'south', name: 'Southside', kind: 'clinical' }]);
  expect(stood.defenceOrganisations()).toEqual([guardian]);
  expect(['guardian', 'gone', 'none'].map((id) => stood.organisation(id))).toEqual([guardian, undefined, undefined]);
  expect(['south', 'gone', 'none'].map((id) => stood.nameOfOrganisation(id))).toEqual(['Southside', 'Gone', '']);
});

test('before the register begins nobody is anything', () => {
  const stood = new Stood(undefined, now);
  const anna = 'anna' as PersonId;
  expect([stood.of(anna), stood.person(anna), stood.standingFor(anna), stood.mode()]).toEqual(Array(4).fill(undefined));
  expect([stood.known([anna]).size, stood.activeAmong([anna]).size, stood.isProposed(anna)]).toEqual([0, 0, false]);
  expect([stood.organisations(), stood.officers(), stood.advises(anna)]).toEqual([[], [], '']);
  expect(stood.stated([{ person: anna, signedAt: 0 }]).size).toBe(0);
  expect([stood.organisation('south'), stood.nameOfOrganisation('south')]).toEqual([undefined, '']);
  expect(stood.ownerOfNumber({ role: 'officer', register: [], staff: '', organisation: '' } as never)).toBe(undefined);
});
