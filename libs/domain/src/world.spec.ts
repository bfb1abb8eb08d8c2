import { caseThread, person, thread, world } from '@consilium/testkit/domain';
import { roomRules } from './books';
import { mayRead } from './room/may';

test('the whole story stands: a case, a request, a decision, an outside colleague, an opinion', () => {
  const story = world().accepted();
  story.assigned();
  story.advice.add(story.decisionOffer('vera'));
  story.room.add(story.messageOffer('xavier', thread('one')));
  story.room.add(story.opinionOffer('xavier', thread('side')));
  expect(story.advice.state.progress.stage).toBe('decided');
  expect(story.room.state.opinions.size).toBe(1);
  expect(
    roomRules.mayAct(story.room.state, story.view, story.now, person('xavier'), { act: 'post', thread: caseThread })
      ?.code,
  ).toBe('not-entitled');
  expect(
    mayRead(story.room.state, { type: 'message', scope: [thread('three')] }, person('xavier'), story.view, story.now),
  ).toBe(false);
});
