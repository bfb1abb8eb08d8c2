import { day, person, T0, world, type World } from '@consilium/testkit/domain';
import { adviceRules } from '../books';
import { adviceRows, type AdviceEntryType } from './rows';
import { adviceStages, type AdviceStage } from './state';
import { adviceTransitions, stageAt, type Transitions } from './transitions';

const table: Transitions = adviceTransitions;

/** Written by hand from the story of a request: what may happen at each stage, and where it leads. */
const matrix: Record<AdviceStage, Partial<Record<AdviceEntryType, AdviceStage>>> = {
  draft: { rotate: 'draft', dossier: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { rotate: 'submitted', assign: 'assigned', withdraw: 'withdrawn' },
  assigned: { rotate: 'assigned', assign: 'assigned', question: 'questioned', proposal: 'assigned', decision: 'decided', withdraw: 'withdrawn' },
  questioned: { rotate: 'questioned', assign: 'questioned', dossier: 'questioned', submit: 'assigned', answer: 'assigned', withdraw: 'withdrawn' },
  decided: { rotate: 'decided', revoke: 'revoked' },
  withdrawn: {},
  revoked: {},
  expired: {},
}; // prettier-ignore

const types = adviceRows.map(({ type }) => type).filter((type) => type !== 'tick');

test.each(adviceStages.flatMap((stage) => types.map((type) => [stage, type] as const)))(
  'at %s, %s leads where the matrix says',
  (stage, type) => {
    expect(table[stage][type]).toBe(matrix[stage][type]);
  },
);

test('every stage but the first is reached from another, or by time', () => {
  const reached = new Set(Object.values(table).flatMap((acts) => Object.values(acts)));
  expect(adviceStages.filter((stage) => !reached.has(stage))).toEqual(['expired']);
});

const decided = (change = {}): World => {
  const story = world().people().asked().assigned();
  story.advice.add(story.decisionOffer('vera', change));
  return story;
};

test('a decision expires at member-until, and after join-by only where it is known that nobody joined', () => {
  const { state } = decided().advice;
  const joinBy = T0 + 7 * day;
  const memberUntil = T0 + 30 * day;
  expect(stageAt(state, memberUntil - 1)).toBe('decided');
  expect(stageAt(state, memberUntil)).toBe('expired');
  expect(stageAt(state, joinBy, false)).toBe('decided');
  expect(stageAt(state, joinBy + 1, false)).toBe('expired');
  expect(stageAt(state, joinBy + 1, true)).toBe('decided');
});

test('advice against a share never expires', () => {
  const { state } = decided({ outcome: 'advised-against' }).advice;
  expect(stageAt(state, T0 + 900 * day)).toBe('decided');
});

test('a new dossier after a question goes back to the adviser who asked', () => {
  const story = world().people().asked().assigned();
  story.advice.add(story.inDossier('vera', 'question'));
  expect(story.advice.state.progress).toMatchObject({ stage: 'questioned' });
  story.advice.add(story.dossierOffer());
  story.advice.add(story.by('alice', 'submit', { dossier: story.advice.state.dossier?.hash }));
  expect(story.advice.state.progress).toMatchObject({ stage: 'assigned', adviser: person('vera') });
  expect(story.advice.state.request).toBe(story.advice.kept.at(-1)?.entry.id);
});

test('an answer gives the request back to the adviser', () => {
  const story = world().people().asked().assigned();
  story.advice.add(story.inDossier('vera', 'question'));
  story.advice.add(story.inDossier('alice', 'answer'));
  expect(story.advice.state.progress.stage).toBe('assigned');
  expect(
    adviceRules.mayAct(story.advice.state, story.view, story.now, story.verified().clearance.by, { act: 'decision' }),
  ).toBeUndefined();
});
