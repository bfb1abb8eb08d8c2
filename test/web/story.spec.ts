import { expect, test } from '@playwright/test';
import { startWholeSystem, type RunningSystem } from './support';
import { gather } from './story/cast';
import { lockAndReturn, openedHasNothingHidden, otherScreens } from './story/other-screens';
import { everybodyJoins, firstRun } from './story/step-1-2-people';
import { caseAndPictures } from './story/step-3-case';
import { advise, askAndDecide, outsideAnswers, outsideReads } from './story/step-4-5-outside';
import { otherDevices, removeAndClose } from './story/step-6-7-after';

let system: RunningSystem | undefined;

test.afterAll(async () => {
  await system?.stop();
});

test('a second opinion, end to end, by five people at five browsers', async ({ browser }) => {
  system = await startWholeSystem();
  const cast = await gather(browser, system);
  await test.step('1 first run', () => firstRun(cast));
  await test.step('2 everybody joins', () => everybodyJoins(cast));
  await test.step('3 a case, a colleague, three pictures', () => caseAndPictures(cast));
  await test.step('what arrived holds nothing hidden', () => openedHasNothingHidden(cast));
  await test.step('4 two pictures of three: the dossier', () => askAndDecide(cast));
  await test.step('4 the decision', () => advise(cast));
  await test.step('5 Dr X sees exactly what was cleared', () => outsideReads(cast));
  await test.step('5 the opinion', () => outsideAnswers(cast));
  await test.step('screens beside the story', () => otherScreens(cast));
  await test.step('the lock', () => lockAndReturn(cast));
  await test.step('6 removal and closing', () => removeAndClose(cast));
  await test.step('7 other devices', () => otherDevices(cast));
  const seen = [cast.officer, cast.a, cast.b, cast.x, cast.v].flatMap(({ violations }) => violations.all());
  expect(seen).toEqual([]);
});
