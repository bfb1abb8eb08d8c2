import type { PersonView } from '../../vault/door';
import { askWords } from './asking';
import { asWho, isTeamMeant, readersLine, teamsToAsk, whomOf } from './whom';

const people = ['a', 'b', 'c'].map((person) => ({ person, name: person.toUpperCase() }) as PersonView);
const team = (id: string, members: string[]) => ({ team: id, name: id, members, isMine: true, lapsed: 0 });
const onCall = { team: 'skin', person: 'b', name: 'B', until: 1, by: '' };
const asked = { people: [] as string[], team: '', onCall: '' };
const ids = ({ people: found }: { readonly people: readonly PersonView[] }): string[] =>
  found.map(({ person }) => person);

const teams = teamsToAsk([team('skin', ['me', 'a', 'b']), team('mine', ['me'])], people, [onCall]);

test('a team is asked without oneself, and one of nobody else is none to ask', () => {
  expect(teams.map((each) => [each.team, ids(each), each.onCall?.person])).toEqual([['skin', ['a', 'b'], 'b']]);
});

test('who is on call is nobody who is not asked with the team: not oneself, and nobody outside it', () => {
  const said = ['me', 'c'].map((person) => ({ ...onCall, person }));
  expect(teamsToAsk([team('skin', ['me', 'a', 'b'])], people, said)[0]?.onCall).toBeUndefined();
});

test('of a team all are let in, of its on-call one, beside who is chosen by name; each once', () => {
  expect(ids(whomOf({ ...asked, team: 'skin', people: ['a', 'c'] }, people, teams))).toEqual(['a', 'b', 'c']);
  expect(ids(whomOf({ ...asked, team: 'skin', onCall: 'b' }, people, teams))).toEqual(['b']);
  expect(ids(whomOf({ ...asked, people: ['c'], onCall: 'b' }, people, teams))).toEqual(['c']);
});

test('what changed since it was chosen is said, and nobody else is asked in their place', () => {
  expect(whomOf({ ...asked, team: 'skin', onCall: 'b' }, people, teams).gap).toBe('');
  expect(whomOf({ ...asked, team: 'gone' }, people, teams).gap).toMatch(/not there any more/u);
  expect(whomOf({ ...asked, team: 'skin', onCall: 'a' }, people, teams).gap).toBe(
    'B is on call for skin now. Choose again whom you ask.',
  );
  const nobody = teamsToAsk([team('skin', ['a', 'b'])], people, []);
  expect(whomOf({ ...asked, team: 'skin', onCall: 'b' }, people, nobody).gap).toMatch(/Nobody is on call/u);
});

test('until teams are known, none is said to be gone, and it is not asked', () => {
  expect(whomOf({ ...asked, team: 'skin' }, people, undefined).gap).toMatch(/not known yet/u);
  expect(whomOf({ ...asked, people: ['a'] }, people, undefined)).toMatchObject({ gap: '', people: [{ person: 'a' }] });
});

test('on the button stands the team where all of it is asked, and its on-call by name, beside whom else is', () => {
  const words = (chosen: Partial<typeof asked>): string => {
    const whom = whomOf({ ...asked, ...chosen }, people, teams);
    const names = whom.people.map(({ name }) => name);
    return askWords(names, asWho({ ...asked, ...chosen }, whom));
  };
  expect(words({ team: 'skin' })).toBe('Ask skin: 2 people');
  expect(words({ team: 'skin', onCall: 'b' })).toBe('Ask B, on call for skin');
  expect(words({ team: 'skin', onCall: 'b', people: ['c'] })).toBe('Ask B and C');
});

test('a team is looked for as a person is: by the beginnings of its words, without accents and capitals', () => {
  expect(isTeamMeant({ name: 'Kinderklinik Ödeme' }, ' odem kind')).toBe(true);
  expect(isTeamMeant({ name: 'Dermatology' }, 'matology')).toBe(false);
  expect(isTeamMeant({ name: 'Dermatology' }, '')).toBe(true);
});

test('how many people read it is said where they are several', () => {
  expect(readersLine(whomOf({ ...asked, people: ['a'] }, people, teams))).toBe('');
  expect(readersLine(whomOf({ ...asked, team: 'skin' }, people, teams))).toBe(
    '2 people are let in and can read everything in this case.',
  );
});
