import { ageBands, authorities, type AuthorityFact } from '../words/lists';
import {
  flagOfAuthority,
  followUps,
  isAgreement,
  isAnswered,
  isBandUnder18,
  isOfAdultsAlone,
  isUnder18,
} from './authorities';
import { askedOfAgreement } from './picture-facts';

test('each authority asks what its paragraphs ask (GMC recordings, paras 28–33, 34–35, 47–51), in these answers', () => {
  const asked = authorities.flatMap((authority) =>
    followUps[authority].map(
      ({ ask, answers, takesSeveral }) => `${authority}, ${ask}: ${answers.join('|')}${takesSeveral ? ' …' : ''}`,
    ),
  );
  expect(asked).toEqual([
    'parental-responsibility, who-agreed: mother|father|guardian|local-authority',
    'lacks-capacity, discussed: discussed-with-family|discussed-with-advocate|discussed-with-team …',
    'lacks-capacity, legal-authority: attorney-decides|deputy-decides|nobody-has-authority',
    'has-died, wishes: wishes-allow-it|wishes-not-known',
    'has-died, family: family-agrees|family-not-asked',
    'has-died, coroner: coroner-not-involved|coroner-agrees|coroner-not-asked',
  ]);
});

test.each<readonly [(typeof authorities)[number], readonly AuthorityFact[], boolean]>([
  ['said-yes', [], true],
  ['parental-responsibility', [], false],
  ['parental-responsibility', ['guardian'], true],
  ['parental-responsibility', ['family-agrees'], false],
  ['lacks-capacity', ['discussed-with-advocate'], false],
  ['lacks-capacity', ['attorney-decides'], false],
  ['lacks-capacity', ['discussed-with-advocate', 'deputy-decides'], true],
  ['has-died', ['wishes-allow-it', 'family-not-asked'], false],
  ['has-died', ['wishes-allow-it', 'family-not-asked', 'coroner-agrees'], true],
])('%s with %j is answered: %s', (authority, facts, is) => {
  expect(isAnswered({ authority, facts })).toBe(is);
});

test('by its authority alone a picture is of somebody under 18 in three cases', () => {
  expect(authorities.filter(isUnder18)).toEqual(['young-person', 'parental-responsibility', 'child-understands']);
});

test('by its authority alone a picture is of an adult in two: capacity is judged from 16 on', () => {
  expect(authorities.filter(isOfAdultsAlone)).toEqual(['said-yes', 'signed']);
});

test('16 and 17 are under 18, and 18 is not', () => {
  expect(ageBands.filter(isBandUnder18)).toEqual(['under-1', '1-4', '5-15', '16-17']);
});

test('somebody agreed in five cases; in the others nothing may be called an agreement', () => {
  expect(authorities.filter(isAgreement)).toEqual([
    'said-yes',
    'signed',
    'young-person',
    'parental-responsibility',
    'child-understands',
  ]);
});

test('an authority says of whom the picture shows: a child, somebody without capacity, somebody who has died', () => {
  const flags = authorities.flatMap((authority) => {
    const flag = flagOfAuthority[authority];
    return flag === undefined ? [] : [`${authority}: ${flag}`];
  });
  expect(flags).toEqual([
    'young-person: child',
    'parental-responsibility: child',
    'child-understands: child',
    'lacks-capacity: lacks-capacity',
    'has-died: deceased',
  ]);
});

test('of an agreement it is asked how it came about, and neither what implied consent rests on nor a chaperone', () => {
  const asked = ['no-pressure', 'interpreter', 'interpreter-not-needed', 'leaflet-given', 'noted-in-record'];
  expect(askedOfAgreement).toEqual(asked);
});
