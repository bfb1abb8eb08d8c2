import { clinic, defence, person, world, type World } from '@consilium/testkit/domain';
import { isAdviceKeyDue, mayAsk, readsAdviceAs, standingOf } from './moment';
import { refusalOf } from '../kernel/refusal';
import type { Person, RegisterView } from '../register/state';

const submitted = (): World => {
  const story = world().people().asked();
  story.advice.add(story.dossierOffer());
  story.advice.add(story.by('alice', 'submit', { dossier: story.advice.state.dossier?.hash }));
  return story;
};

/** The register as it is, but for what it says of one person. */
const saying = (view: RegisterView, name: string, change: Partial<Person>): RegisterView => ({
  ...view,
  person: (id) => {
    const known = view.person(id);
    return known !== undefined && id === person(name) ? { ...known, ...change } : known;
  },
});

test('a requester whose keys officers replaced since asks on once an adviser confirmed them, and reads nothing before', () => {
  const { advice, view, now } = submitted();
  const { begunAt } = advice.state;
  const as = (change: Partial<Person>) =>
    readsAdviceAs(advice.state, person('alice'), saying(view, 'alice', change), now);
  expect(as({ replaced: begunAt })).toBe('requester');
  expect(as({ replaced: begunAt + 1 })).toBe('requester');
  expect(as({ replaced: begunAt, memberOf: '' })).toBe('requester');
  expect(as({ replaced: begunAt + 1, memberOf: '' })).toBeUndefined();
});

test('the adviser who took a request is told from every other, and from who asked', () => {
  const story = submitted();
  expect(story.advice.state.progress).toEqual({ stage: 'submitted', at: story.now });
  story.advice.add(story.assignOffer('vera'));
  const standing = (name: string) => standingOf(story.advice.state, person(name), story.view, story.now);
  expect(['alice', 'vera', 'walt', 'xavier'].map(standing)).toEqual(['requester', 'assigned', 'adviser', 'stranger']);
});

test('keys from before a restore of the request are due, whoever has them', () => {
  const { advice, view } = submitted();
  const { asOf, id } = advice.state;
  const restoredAt = (seq: number): RegisterView => ({ ...view, restored: (ledger) => (ledger === id ? seq : -1) });
  expect(isAdviceKeyDue(advice.state, restoredAt(asOf))).toBe(false);
  expect(isAdviceKeyDue(advice.state, restoredAt(asOf + 1))).toBe(true);
});

test('keys are due also where the organisation or the requester is not in the register any more', () => {
  const { advice, view } = submitted();
  expect(isAdviceKeyDue(advice.state, { ...view, orgKey: () => undefined })).toBe(true);
  expect(isAdviceKeyDue(advice.state, { ...view, person: () => undefined })).toBe(true);
});

test('nobody asks an organisation that the register does not know, or that defends nobody', () => {
  const { view, now } = submitted();
  const code = (organisation: RegisterView['organisation']) =>
    refusalOf(() => {
      mayAsk({ ...view, organisation }, person('alice'), defence, now);
    })?.code;
  expect(code(() => undefined)).toBe('wrong-organisation-kind');
  expect(code(() => view.organisation(clinic))).toBe('wrong-organisation-kind');
  expect(code((id) => view.organisation(id))).toBeUndefined();
});
