import { defence, hash, id16, person, thread, world } from '@consilium/testkit/domain';
import { adviceRules } from '../books';
import { object } from '../kernel/shape';
import { wordsIn } from '../words/tables';
import { adviceBook, type AdviceAct } from './book';
import { adviceEntry, type AnyRow } from './entry';
import { touchedByAdvice } from './reading';
import { adviceRows } from './rows';
import { adviceStages } from './state';
import { adviceTransitions, isUndecided, type Transitions } from './transitions';

test('a request begins as a draft without keys and without anything asked', () => {
  const story = world().people().orgKey();
  const body = { kind: 'advice', nonce: id16('n'), org: defence, room: hash('room'), thread: thread('dossier') };
  story.advice.add(story.by('alice', 'genesis', body));
  expect(story.advice.state).toMatchObject({
    ...{ requester: person('alice'), org: defence, room: hash('room'), thread: thread('dossier') },
    ...{ gen: 0, kc: '', orgGen: 0, request: '', submitted: '', submittedAt: 0, progress: { stage: 'draft' } },
  });
  expect(story.advice.state.dossier).toBeUndefined();
});

test('a draft without a dossier touches its requester and the organisation only', () => {
  expect(touchedByAdvice(world().people().asked().advice.state)).toEqual({
    people: new Set([person('alice')]),
    organisations: new Set([defence]),
    clearances: new Set(),
  });
});

test('a request may be taken back until it is decided or withdrawn', () => {
  expect(adviceStages.filter(isUndecided)).toEqual(['draft', 'submitted', 'assigned', 'questioned', 'proposed']);
});

test('what is no act of a request is refused before anything is written', () => {
  const { advice, view, now } = world().people().asked();
  const act = { act: 'message' } as unknown as AdviceAct;
  expect(adviceRules.mayAct(advice.state, view, now, person('alice'), act)?.code).toBe('unknown-type');
});

test('an entry has the row of its type in the version it names, and none in a version without it', () => {
  expect(adviceRules.row({ type: 'submit', rules: 1 })?.line('Dr Ames')).toBe('Dr Ames sent the request');
  expect(adviceRules.row({ type: 'submit', rules: 0 })).toBeUndefined();
  expect(adviceRules.row({ type: 'message', rules: 1 })).toBeUndefined();
});

test('an act is judged by the newest rules in force that this build knows, even where the request names older ones', () => {
  const remind = adviceEntry({
    ...{ type: 'remind', since: 2, body: object({}), scope: 'room', open: ['requester'], seals: false },
    apply: () => ({}),
    line: (by) => `${by} asked once more`,
  });
  const transitions: Transitions = { ...adviceTransitions, draft: { ...adviceTransitions.draft, remind: 'draft' } };
  const rows: readonly AnyRow[] = [...adviceRows, remind];
  const later = adviceBook({ knows: 2, rows, words: wordsIn, transitions });
  const { advice, view, now } = world().people().asked();
  const code = (rules: number) =>
    later.mayAct(advice.state, { ...view, rules }, now, person('alice'), { act: 'remind' } as unknown as AdviceAct)
      ?.code;
  expect([code(1), code(2)]).toEqual(['unknown-type', undefined]);
});
