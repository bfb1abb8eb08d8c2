import { credentialOf, defence, everybody, kid, person, world, type World } from '@consilium/testkit/domain';
import { isAdviceKeyDue, proposalOf, standingOf } from './moment';
import { adviceRules } from '../books';
import type { AdviceAct } from './book';
import { mayAskForAdvice, mayReadAdvice, touchedByAdvice } from './reading';
import { SERVICE } from '../kernel/ids';

const acts = [
  'rotate',
  'dossier',
  'submit',
  'assign',
  'give-back',
  'question',
  'answer',
  'proposal',
  'decision',
  'withdraw',
  'revoke',
] as const;

function open(story: World, name: string): readonly string[] {
  return acts.filter((act) => may(story, name, { act }) === undefined);
}
function may(story: World, name: string, act: AdviceAct): string | undefined {
  return adviceRules.mayAct(story.advice.state, story.view, story.now, person(name), act)?.code;
}

test('each person sees the acts open to them, stage by stage', () => {
  const story = world().people().asked();
  expect(open(story, 'alice')).toEqual(['rotate', 'dossier', 'submit', 'withdraw']);
  expect(open(story, 'vera')).toEqual([]);
  story.advice.add(story.dossierOffer());
  story.advice.add(story.by('alice', 'submit', { dossier: story.advice.state.dossier?.hash }));
  expect(open(story, 'alice')).toEqual(['rotate', 'withdraw']);
  expect(open(story, 'walt')).toEqual(['rotate', 'assign']);
  story.advice.add(story.assignOffer('vera'));
  expect(open(story, 'vera')).toEqual(['rotate', 'give-back', 'question', 'proposal', 'decision']);
  expect(open(story, 'walt')).toEqual(['rotate']);
  story.advice.add(story.inDossier('vera', 'question'));
  expect(open(story, 'alice')).toEqual(['rotate', 'dossier', 'submit', 'answer', 'withdraw']);
  expect(open(story, 'una')).toEqual([]);
});

const readersOf = (story: World) =>
  everybody.filter((one) => mayReadAdvice(story.advice.state, one, story.view, story.now));

function sent(story: World): World {
  story.advice.add(story.dossierOffer());
  story.advice.add(story.by('alice', 'submit', { dossier: story.advice.state.dossier?.hash }));
  return story;
}

test('requester and advisers of the organisation read a request, nobody else (attack 39)', () => {
  expect(readersOf(sent(world().people().asked()))).toEqual([person('alice'), person('vera'), person('walt')]);
});

test('a draft is read by its requester alone, also when it is withdrawn without having been sent', () => {
  const story = world().people().asked();
  story.advice.add(story.dossierOffer());
  expect(readersOf(story)).toEqual([person('alice')]);
  story.advice.add(story.by('alice', 'withdraw', {}));
  expect(readersOf(story)).toEqual([person('alice')]);
});

test('a request that was sent stays readable to the advisers when it is withdrawn', () => {
  const story = sent(world().people().asked());
  expect(story.advice.state.submittedAt).toBe(story.advice.state.at);
  story.advice.add(story.by('alice', 'withdraw', {}));
  expect(readersOf(story)).toEqual([person('alice'), person('vera'), person('walt')]);
});

test('a suspended requester and an adviser who left read nothing any more', () => {
  const story = sent(world().people().asked()).status('alice', 'suspended').status('vera', 'ended');
  expect(readersOf(story)).toEqual([person('walt')]);
});

test('what its adviser gives back waits for one again, from every stage before a decision; what was proposed or asked ends', () => {
  for (const before of ['assigned', 'questioned', 'proposed']) {
    const story = world()
      .people()
      .asked()
      .assigned({ flags: ['face'] });
    if (before === 'questioned') story.advice.add(story.inDossier('vera', 'question'));
    if (before === 'proposed') story.advice.add(story.proposalOffer('vera', { flags: ['face'] }));
    expect(story.advice.state.progress.stage).toBe(before);
    expect(may(story, 'walt', { act: 'give-back' })).toBe('not-assigned');
    expect(may(story, 'alice', { act: 'give-back' })).toBe('not-assigned');
    story.advice.add(story.giveBackOffer('vera', { to: person('walt') }));
    expect(story.advice.state).toMatchObject({ progress: { stage: 'submitted' }, conflicted: [] });
    expect(proposalOf(story.advice.state)).toBeUndefined();
    expect(may(story, 'walt', { act: 'decision' })).toBe('wrong-stage');
    // Handed on is not given: whoever it is handed to takes it, as anybody else may, whoever gave it back too.
    expect(['vera', 'walt'].map((name) => may(story, name, { act: 'assign' }))).toEqual([undefined, undefined]);
    story.advice.add(story.assignOffer('walt'));
    expect(may(story, 'vera', { act: 'give-back' })).toBe('not-assigned');
  }
});

test('who gave it back for a conflict neither takes it again nor signs as the second of two; another may', () => {
  const story = world()
    .people()
    .asked()
    .assigned({ flags: ['face'] });
  story.advice.add(story.giveBackOffer('vera', { conflict: true }));
  expect(story.advice.state.conflicted).toEqual([person('vera')]);
  expect(may(story, 'vera', { act: 'assign' })).toBe('conflict-declared');
  expect(may(story, 'walt', { act: 'assign' })).toBeUndefined();
  story.advice.add(story.assignOffer('walt'));
  const first = { kid: kid('walt'), credential: credentialOf('walt') };
  story.advice.add(story.proposalOffer('walt', { flags: ['face'] }, { first }));
  expect(may(story, 'vera', { act: 'decision' })).toBe('conflict-declared');
  expect(may(story, 'walt', { act: 'decision' })).toBeUndefined();
});

test('another adviser takes over when the assigned one is no longer active, also with a question open', () => {
  const story = world().people().asked().assigned();
  story.advice.add(story.inDossier('vera', 'question'));
  story.status('vera', 'suspended');
  story.advice.add(story.assignOffer('walt'));
  expect(story.advice.state.progress).toMatchObject({ stage: 'questioned', adviser: person('walt') });
  expect(standingOf(story.advice.state, person('walt'), story.view, story.now)).toBe('assigned');
});

test('advising against a flagged share needs one adviser; letting it pass needs two', () => {
  const story = world()
    .people()
    .asked()
    .assigned({ flags: ['face'] });
  const second = { kid: kid('walt'), credential: credentialOf('walt') };
  expect(story.advice.offer(story.decisionOffer('vera', { flags: ['face'] })).ok).toBe(false);
  expect(story.advice.offer(story.decisionOffer('vera', { flags: ['face'], outcome: 'advised-against' })).ok).toBe(
    true,
  );
  expect(story.advice.offer(story.decisionOffer('vera', { flags: ['face'] }, { second })).ok).toBe(true);
});

test('who may not act any more is a stranger to the request', () => {
  const story = sent(world().people().asked()).status('alice', 'suspended').status('vera', 'ended');
  const standings = ['alice', 'vera', 'walt', 'una'].map((name) =>
    standingOf(story.advice.state, person(name), story.view, story.now),
  );
  expect(standings).toEqual(['stranger', 'stranger', 'adviser', 'stranger']);
});

test('advising against a share needs no more than its adviser: not that its requester still practises there', () => {
  const story = world().people().asked().assigned();
  story.register.add(story.credentialOffer('alice', { role: 'officer', organisation: '', registration: [] }));
  expect(story.advice.offer(story.decisionOffer('vera')).ok).toBe(false);
  expect(story.advice.offer(story.decisionOffer('vera', { outcome: 'advised-against' })).ok).toBe(true);
});

test('whatever is sealed to the organisation waits for its key, and nothing else does', () => {
  const story = world().people().asked().assigned();
  const { state } = story.advice;
  const keyless = { ...story.view, orgKey: () => undefined };
  const waiting = (name: string) =>
    acts.filter(
      (act) => adviceRules.mayAct(state, keyless, story.now, person(name), { act })?.code === 'org-key-missing',
    );
  expect(waiting('vera')).toEqual(['rotate', 'dossier', 'question', 'answer', 'proposal', 'decision']);
  expect(waiting('alice')).toEqual(['rotate', 'dossier', 'question', 'answer', 'proposal', 'decision']);
});

test('what the first of two advisers signed waits for the second, who decides with both signatures', () => {
  const story = world()
    .people()
    .asked()
    .assigned({ flags: ['face'] });
  expect(may(story, 'walt', { act: 'decision' })).toBe('not-assigned');
  const { id } = story.advice.add(story.proposalOffer('vera', { flags: ['face'] }));
  expect(story.advice.state.progress).toMatchObject({ stage: 'proposed', adviser: person('vera') });
  expect(proposalOf(story.advice.state)).toMatchObject({ entry: id, hash: story.verified().hash });
  expect(open(story, 'walt')).toEqual(['rotate', 'decision']);
  expect(open(story, 'vera')).toEqual(['rotate', 'give-back', 'question', 'proposal', 'decision']);
  story.advice.add(story.secondOffer('walt', { flags: ['face'] }));
  expect(story.advice.state.progress).toMatchObject({ stage: 'decided', adviser: person('vera') });
});

test('a proposal is judged whole before it is sent', () => {
  const story = world()
    .people()
    .asked()
    .assigned({ flags: ['face'] });
  const proposal = (flags: 'face' | 'rare'): AdviceAct => ({
    act: 'proposal',
    clearance: story.verified({ flags: [flags] }),
  });
  expect(may(story, 'vera', proposal('face'))).toBeUndefined();
  expect(may(story, 'vera', proposal('rare'))).toBe('decision-differs');
});

test('a decision is judged whole before it is sent', () => {
  const story = world().people().asked().assigned();
  expect(may(story, 'vera', { act: 'decision', clearance: story.verified() })).toBeUndefined();
  expect(may(story, 'vera', { act: 'decision', clearance: story.verified({ flags: ['rare'] }) })).toBe(
    'decision-differs',
  );
});

test('nothing is sealed to the organisation while an adviser who left holds its key', () => {
  const story = world().people().asked().assigned().status('walt', 'ended');
  expect(may(story, 'vera', { act: 'question' })).toBe('org-key-due');
  expect(may(story, 'vera', { act: 'decision', clearance: story.verified() })).toBe('org-key-due');
  expect(may(story, 'alice', { act: 'rotate' })).toBe('org-key-due');
  expect(may(story, 'alice', { act: 'withdraw' })).toBeUndefined();
  story.orgKey();
  expect(may(story, 'vera', { act: 'question' })).toBeUndefined();
});

test('a decision is revoked by its requester or by any adviser of the organisation', () => {
  for (const name of ['alice', 'vera', 'walt']) {
    const story = world().people().asked().assigned();
    story.advice.add(story.decisionOffer('vera'));
    story.advice.add(story.by(name, 'revoke', {}));
    expect(story.advice.state.progress).toMatchObject({ stage: 'revoked', by: person(name) });
  }
});

test('who may ask is known before anything is written', () => {
  const story = world().people();
  expect(mayAskForAdvice(story.view, story.now, person('alice'), defence)?.code).toBe('org-key-missing');
  story.orgKey();
  expect(mayAskForAdvice(story.view, story.now, person('alice'), defence)).toBeUndefined();
  expect(mayAskForAdvice(story.view, story.now, person('vera'), defence)?.code).toBe(
    'not-of-this-defence-organisation',
  );
});

test('a tick moves time and register and nothing else', () => {
  const story = world().people().asked();
  const before = story.advice.state;
  story.now += 60;
  const entry = story.advice.add({ by: SERVICE, type: 'tick' });
  expect(story.advice.state).toEqual({
    ...before,
    at: entry.at,
    head: { seq: entry.seq, hash: entry.hash },
    register: entry.register,
  });
});

test('a withheld body moves the chain only', () => {
  const story = world().people().asked();
  const before = story.advice.state;
  const entry = story.advice.add({ ...story.dossierOffer(), withheld: true });
  expect(story.advice.state).toEqual({ ...before, head: { seq: entry.seq, hash: entry.hash } });
});

test('a request touches its requester, the colleague asked for, the adviser, the organisation and the clearance', () => {
  const story = world().people().asked().assigned();
  expect(touchedByAdvice(story.advice.state)).toEqual({
    people: new Set(['alice', 'xavier', 'vera'].map(person)),
    organisations: new Set([defence]),
    clearances: new Set(),
  });
  story.advice.add(story.decisionOffer('vera'));
  expect([...touchedByAdvice(story.advice.state).clearances]).toEqual([story.clearance().id]);
});

test('a decision stands ten minutes after it was signed, and a proposal is signed on later than that', () => {
  const alone = world().people().asked().assigned();
  const signedAt = { at: alone.now };
  alone.now += 600;
  alone.advice.add(alone.decisionOffer('vera', signedAt));
  const byTwo = world()
    .people()
    .asked()
    .assigned({ flags: ['face'] });
  const first = { flags: ['face'], at: byTwo.now } as const;
  byTwo.advice.add(byTwo.proposalOffer('vera', first));
  byTwo.now += 3600;
  byTwo.advice.add(byTwo.secondOffer('walt', first));
  expect([alone, byTwo].map(({ advice }) => advice.state.progress.stage)).toEqual(['decided', 'decided']);
});

test('a requester with other keys reads what follows under them, and nobody by the former ones', () => {
  const story = world().people().asked().assigned();
  story.advice.add(story.inDossier('vera', 'question'));
  const { requesterKey } = story.advice.state;
  expect(requesterKey).toBe(kid('alice'));
  story.register.add(story.keyChangeOffer('alice'));
  expect(isAdviceKeyDue(story.advice.state, story.view)).toBe(true);
  const codeOf = (offer: Parameters<World['advice']['offer']>[0]) => {
    const applied = story.advice.offer(offer);
    return applied.ok ? '' : applied.refusal.code;
  };
  expect(codeOf(story.inDossier('alice', 'answer'))).toBe('rotation-due');
  story.advice.add(story.adviceRotateOffer('vera'));
  expect(isAdviceKeyDue(story.advice.state, story.view)).toBe(false);
  expect(codeOf(story.inDossier('alice', 'answer'))).toBe('');
});
