import { clinic, hospital, led, person, said } from '@consilium/testkit/domain';
import { believed } from './on-call-door';

test('whom the service names as on call is believed only of somebody whom the register has in that team', () => {
  const story = led('alice');
  story.register.add(said.team(story, 'alice', ['alice', 'bob']));
  const [team = ''] = story.view.organisation(hospital)?.teams.map((each) => each.team) ?? [];
  const row = (name: string, of = team) => ({
    team: of,
    person: person(name),
    until: story.now + 60,
    by: person('bob'),
  });
  const of = (...rows: ReturnType<typeof row>[]) =>
    believed(story.view, hospital, story.now, rows).map((each) => each.person);
  expect(of(row('bob'), row('carol'), row('xavier'), row('vera'))).toEqual([person('bob')]);
  expect(of(row('bob', person('another')))).toEqual([]);
  expect(believed(story.view, clinic, story.now, [row('bob')])).toEqual([]);
  expect(believed(story.view, '', story.now, [row('bob')])).toEqual([]);
  expect(believed(story.view, hospital, story.now + 60, [row('bob')])).toEqual([]);
  story.status('bob', 'suspended');
  expect(of(row('bob'))).toEqual([]);
});
