import { defence, hash, hospital, id32, joinFor, lostOffer, person, rival, world } from '@consilium/testkit/domain';
import { registerEntryWords } from './entry-words';
import { hasSameKeys } from './join';
import { withoutOffices } from './offices';
import { isByTheSame } from './proposed';
import { registerRows } from './rows';
import type { Organisation, Person, RegisterState } from './state';
import type { LedgerId } from '../kernel/ids';
import { isFromBeforeRestore, isOrgKeyDue, newest, newestView, viewAt, waitsForAnchor } from './view';
import { refusalOf } from '../kernel/refusal';

describe('what officers say to be lost', () => {
  const story = world().people().orgKey();
  const before = story.register.state.head.seq;
  story.register.add(
    lostOffer(story, 'olga', { ledger: id32<LedgerId>('room'), kept: { seq: 5, hash: hash('kept') } }),
  );
  const ofRoom = story.register.state.head.seq;
  story.register.add(lostOffer(story));
  const ofAll = story.register.state.head.seq;
  const { state } = story.register;

  test('is said of one record, and of the register for all, from that entry on', () => {
    const said = (seq: number, ledger: string) => viewAt(state, seq).restored(id32<LedgerId>(ledger));
    expect([before, ofRoom, ofAll].map((seq) => said(seq, 'room'))).toEqual([-1, ofRoom, ofAll]);
    expect([before, ofRoom, ofAll].map((seq) => said(seq, 'another'))).toEqual([-1, -1, ofAll]);
  });

  test('makes keys due that were begun by who did not know of it', () => {
    const view = newestView(state);
    expect(isFromBeforeRestore(view, id32<LedgerId>('room'), { asOf: ofAll - 1 })).toBe(true);
    expect(isFromBeforeRestore(view, id32<LedgerId>('room'), { asOf: ofAll })).toBe(false);
    const key = view.orgKey(defence);
    if (key === undefined) throw new Error('There is a key');
    expect(isOrgKeyDue(view, defence, key, story.now)).toBe(true);
    expect(isOrgKeyDue(view, defence, { ...key, asOf: ofAll }, story.now)).toBe(false);
    expect(isOrgKeyDue(viewAt(state, before), defence, key, story.now)).toBe(false);
  });
});

test('each type of entry is told in words of its own', () => {
  const words = Object.values(registerEntryWords);
  expect(new Set(words).size).toBe(new Set(registerRows.map(({ type }) => type)).size);
  for (const each of words) expect(each).toMatch(/^[a-z][^.]{8,}$/u);
});

test('a view knows the organisations of then', () => {
  const { state } = world().people().register;
  expect(viewAt(state, 0).organisations()).toEqual([]);
  expect(newestView(state).organisations()).toHaveLength(state.organisations.size);
});

test('two statements have the same keys where every key and passkey of them is the same', () => {
  const { join } = joinFor('alice', '');
  const other = joinFor('bob', '').join;
  expect(hasSameKeys(join, { ...join, at: join.at + 1, person: other.person })).toBe(true);
  for (const field of ['signing', 'sealing', 'recovery', 'passkeys'] as const)
    expect([field, hasSameKeys(join, { ...join, [field]: other[field] })]).toEqual([field, false]);
});

describe('an office', () => {
  const { state } = world().people().register;
  const held: Organisation['offices'] = [
    { office: 'lead', person: person('alice') },
    { office: 'lead', person: person('bob') },
  ];
  const at = (id: typeof hospital): Organisation => {
    const organisation = newest(state.organisations.get(id));
    if (organisation === undefined) throw new Error('It is there');
    return { ...organisation, offices: held };
  };
  const organisations: RegisterState['organisations'] = new Map(
    [hospital, rival].map((id) => [id, [{ seq: 1, value: at(id) }]]),
  );
  const left = (...where: readonly [] | readonly [typeof hospital]) =>
    [hospital, rival].map((id) =>
      newest(withoutOffices({ ...state, organisations }, person('alice'), 9, ...where).get(id))?.offices.map(
        (each) => each.person,
      ),
    );

  test('ends for one person, where it is said or everywhere, and for nobody else', () => {
    const [both, bob] = [[person('alice'), person('bob')], [person('bob')]];
    expect(left()).toEqual([bob, bob]);
    expect(left(hospital)).toEqual([bob, both]);
    expect(left(rival)).toEqual([both, bob]);
  });

  test('of nobody who holds one leaves the histories as they were', () => {
    const after = withoutOffices({ ...state, organisations }, person('carol'), 9);
    expect(after.get(hospital)).toBe(organisations.get(hospital));
  });
});

test('an adviser waits for the organisation’s own key where it has one and nobody serves there', () => {
  const story = world().people();
  const vera = story.view.person(person('vera'));
  const organisation = story.view.organisation(defence);
  if (vera === undefined || organisation === undefined) throw new Error('They are there');
  const anchored = { ...story.view, organisation: () => ({ ...organisation, anchor: 'key' }), people: () => [] };
  const waiting: Person = { ...vera, appointed: defence, advises: '' };
  const waits = (view: typeof story.view, change: Partial<Person> = {}) =>
    waitsForAnchor(view, { ...waiting, ...change }, story.now);
  expect(waits(anchored)).toBe(true);
  expect(waits(anchored, { advises: defence })).toBe(false);
  expect(waits(anchored, { appointed: '' })).toBe(false);
  expect(waits({ ...anchored, organisation: () => undefined })).toBe(false);
  expect(waits({ ...anchored, organisation: () => ({ ...organisation, anchor: '' }) })).toBe(false);
  expect(waits({ ...anchored, people: () => story.view.people() })).toBe(false);
});

test('what somebody proposed who was suspended or got other keys since is not confirmed', () => {
  const { register } = world().people('production');
  const olga = newest(register.state.people.get(person('olga')));
  if (olga === undefined) throw new Error('Olga is there');
  const { seq } = register.state.head;
  const code = (at: number, change: Partial<Person>) => {
    const people = new Map(register.state.people);
    people.set(person('olga'), [{ seq: at, value: { ...olga, ...change } }]);
    return refusalOf(() => {
      isByTheSame({ ...register.state, people }, { seq, entry: { by: person('olga') } } as never);
    })?.code;
  };
  expect(code(seq + 1, { status: 'suspended' })).toBe('proposer-stopped');
  expect(code(seq + 1, { replaced: seq + 1 })).toBe('proposer-stopped');
  expect(code(seq + 1, { replaced: seq })).toBeUndefined();
  expect(code(seq + 1, {})).toBeUndefined();
  expect(code(seq, { status: 'suspended' })).toBeUndefined();
});
