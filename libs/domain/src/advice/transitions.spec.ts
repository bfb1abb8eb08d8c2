import { day, person, T0, world, type World } from '@consilium/testkit/domain';
import { adviceRules } from '../books';
import { registerRows } from '../register/rows';
import { adviceRows, type AdviceEntryType } from './rows';
import { adviceStages, type AdviceStage } from './state';
import { adviceTransitions, stageAt, type Transitions } from './transitions';

const table: Transitions = adviceTransitions;

/** What moves a request and is no entry of it: two words of the register, and time. */
const beside = ['suspension', 'reinstatement', 'expiry'] as const;
type Act = AdviceEntryType | (typeof beside)[number];

/** Written by hand from the story of a request: what may happen at each stage, and where it leads. */
const matrix: Record<AdviceStage, Partial<Record<Act, AdviceStage>>> = {
  draft: { rotate: 'draft', dossier: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { rotate: 'submitted', assign: 'assigned', withdraw: 'withdrawn' },
  assigned: { rotate: 'assigned', assign: 'assigned', 'give-back': 'submitted', question: 'questioned', proposal: 'proposed', decision: 'decided', withdraw: 'withdrawn' },
  questioned: { rotate: 'questioned', assign: 'questioned', 'give-back': 'submitted', dossier: 'questioned', submit: 'assigned', answer: 'assigned', withdraw: 'withdrawn' },
  proposed: { rotate: 'proposed', assign: 'assigned', 'give-back': 'submitted', question: 'questioned', proposal: 'proposed', decision: 'decided', withdraw: 'withdrawn' },
  decided: { rotate: 'decided', revoke: 'revoked', suspension: 'suspended', expiry: 'expired' },
  suspended: { rotate: 'suspended', revoke: 'revoked', reinstatement: 'decided', expiry: 'expired' },
  withdrawn: {},
  revoked: {},
  expired: {},
}; // prettier-ignore

test.each(adviceStages)('at %s, every act leads where the matrix says, and no other is possible', (stage) => {
  expect(table[stage]).toEqual(matrix[stage]);
});

/** Every stage that some row of acts leads to from this one, itself included. */
function reachableFrom(stage: AdviceStage, seen = new Set<AdviceStage>()): ReadonlySet<AdviceStage> {
  if (seen.has(stage)) return seen;
  seen.add(stage);
  for (const next of Object.values(table[stage])) if (next !== undefined) reachableFrom(next, seen);
  return seen;
}

test('every stage is reached from a draft', () => {
  expect(adviceStages.filter((stage) => !reachableFrom('draft').has(stage))).toEqual([]);
});

test('from every stage an end is reached', () => {
  const isEnd = (stage: AdviceStage): boolean => Object.keys(table[stage]).length === 0;
  expect(adviceStages.filter((stage) => ![...reachableFrom(stage)].some(isEnd))).toEqual([]);
});

const acts = [...new Set(adviceStages.flatMap((stage) => Object.keys(table[stage])))];

test('every act of the table is a row or comes from beside the request, and every row is an act of the table', () => {
  const rows = adviceRows.map(({ type }) => type).filter((type) => type !== 'genesis' && type !== 'tick');
  expect(acts.toSorted()).toEqual([...rows, ...beside].toSorted());
});

test.each(adviceRows.map((row) => [row.type, row] as const))(
  'of %s it is said who may, and a sentence says what was done',
  (_type, row) => {
    expect(row.open.length).toBeGreaterThan(0);
    expect(row.line('Dr Ames')).toMatch(row.type === 'tick' ? /^The service \w+/ : /^Dr Ames \w+/);
  },
);

test('no two acts are told in the same sentence', () => {
  expect(new Set(adviceRows.map((row) => row.line('Dr Ames'))).size).toBe(adviceRows.length);
});

test('of what comes from beside, the register says who may: an adviser of the organisation', () => {
  const { open } = registerRows.find(({ type }) => type === 'clearance-status') ?? {};
  expect(open).toEqual(['adviser']);
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
  expect(stageAt(state, joinBy, { used: false })).toBe('decided');
  expect(stageAt(state, joinBy + 1, { used: false })).toBe('expired');
  expect(stageAt(state, joinBy + 1, { used: true })).toBe('decided');
});

test('advice against a share never expires, and is not suspended: it lets nobody in', () => {
  const story = decided({ outcome: 'advised-against' });
  expect(stageAt(story.advice.state, T0 + 900 * day)).toBe('decided');
  story.clearanceStatus('suspended');
  expect(stageAt(story.advice.state, story.now, { view: story.view })).toBe('decided');
});

test('a decision is suspended while the register says so, until it is reinstated or its time is over', () => {
  const story = decided();
  const { state } = story.advice;
  const stage = (at = story.now) => stageAt(state, at, { view: story.view });
  expect(stage()).toBe('decided');
  story.clearanceStatus('suspended');
  expect(stage()).toBe('suspended');
  expect(stage(T0 + 30 * day)).toBe('expired');
  expect(stageAt(state, story.now)).toBe('decided');
  story.clearanceStatus('reinstated');
  expect(stage()).toBe('decided');
});

test('a suspended decision can be ended', () => {
  const story = decided();
  story.clearanceStatus('suspended');
  story.advice.add(story.by('alice', 'revoke', {}));
  expect(story.advice.state.progress.stage).toBe('revoked');
});

test('what was proposed ends by a question, and by a takeover', () => {
  const proposed = (): World => {
    const story = world()
      .people()
      .asked()
      .assigned({ flags: ['face'] });
    story.advice.add(story.proposalOffer('vera', { flags: ['face'] }));
    return story;
  };
  const asked = proposed();
  asked.advice.add(asked.inDossier('vera', 'question'));
  expect(asked.advice.state.progress).not.toHaveProperty('proposal');
  const taken = proposed().status('vera', 'ended');
  taken.advice.add(taken.assignOffer('walt'));
  expect(taken.advice.state.progress).toEqual({
    stage: 'assigned',
    adviser: person('walt'),
    at: taken.advice.state.at,
  });
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
