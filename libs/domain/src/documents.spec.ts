import { blob, defence, grantsTo, hash, joinFor, jws, objectsOf, person, world } from '@consilium/testkit/domain';
import { recipientsOf } from './advice/entries/rotate';
import { clearanceIn } from './clearance/document';
import { author, grantRefs } from './kernel/entry';
import { compactJws, passkeys, rpId } from './kernel/keys';
import type { Shape } from './kernel/shape';
import { booksOf, registerRules } from './books';
import { join as joinShape } from './register/join';
import { storedObjectIn } from './room/stored-object';
import { wordsIn } from './words/tables';

const { genesis } = registerRules.bodies(1);
const storedObject = storedObjectIn(wordsIn(1));
const clearanceShape = clearanceIn(wordsIn(1));

const isRead = (shape: Shape<unknown>, value: unknown): boolean => {
  try {
    shape.read(value);
    return true;
  } catch {
    return false;
  }
};
const many = <T>(length: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length }, (_, at) => make(at));

describe('a domain name', () => {
  test.each(['localhost', 'rooms.example.org', 'a-b.uk'])('may be %s', (name) => {
    expect(isRead(rpId, name)).toBe(true);
  });
  test.each([
    '',
    'example',
    'x localhost',
    'localhost.',
    'localhost/x',
    'a.org/b',
    '/a.org',
    'A.org',
    'a..org',
    'a.b1',
  ])('is never %j', (name) => {
    expect(isRead(rpId, name)).toBe(false);
  });
  test('is named as what was expected when it is refused', () => {
    expect(() => rpId.read('x y', 'body.rpId')).toThrow('body.rpId is not a domain name');
  });
});

describe('the origin of a register', () => {
  const begun = (origin: string) => isRead(genesis, world().genesisOffer({ origin }).body);

  test.each(['https://rooms.example.org', 'http://localhost:3000'])('may be %s', (origin) => {
    expect(begun(origin)).toBe(true);
  });
  test.each(['rooms.example.org', 'x https://a.org', 'https://a.org/', 'https://a.org:123456', 'https://a.org:'])(
    'is never %j',
    (origin) => {
      expect(begun(origin)).toBe(false);
    },
  );
  test('is named as what was expected when it is refused', () => {
    expect(() => genesis.read(world().genesisOffer({ origin: 'x' }).body)).toThrow('is not an origin');
  });
});

describe('an author', () => {
  test('is a person or the service, and nothing that only ends or begins like one', () => {
    expect(isRead(author, person('alice'))).toBe(true);
    expect(isRead(author, 'service')).toBe(true);
    expect(isRead(author, `x${person('alice')}`)).toBe(false);
    expect(isRead(author, `${person('alice')}x`)).toBe(false);
    expect(isRead(author, 'a service')).toBe(false);
    expect(isRead(author, 'services')).toBe(false);
  });
  test('is named as what was expected when it is refused', () => {
    expect(() => author.read('nobody')).toThrow('is not a person or the service');
  });
});

describe('a signed document inside a body', () => {
  test('is three canonical parts and nothing around them', () => {
    expect(isRead(compactJws, jws)).toBe(true);
    expect(isRead(compactJws, ` ${jws}`)).toBe(false);
    expect(isRead(compactJws, `${jws}A`)).toBe(false);
    expect(isRead(compactJws, `${jws}\n`)).toBe(false);
    expect(isRead(compactJws, `!${jws}`)).toBe(false);
  });
  test('is named as what was expected when it is refused', () => {
    expect(() => compactJws.read('x')).toThrow('is not a signed document');
  });
});

describe('lists have an end, so that nobody can make a record too large to check', () => {
  const [passkey] = joinFor('alice', '').join.passkeys;
  const [stored] = objectsOf('one');

  test('a person has 1 to 20 passkeys', () => {
    expect(
      [0, 1, 20, 21].map((count) =>
        isRead(
          passkeys,
          many(count, () => passkey),
        ),
      ),
    ).toEqual([false, true, true, false]);
    expect(isRead(joinShape, { ...joinFor('alice', '').join, passkeys: [] })).toBe(false);
  });

  test('a stored rendition has 1 to 64 parts', () => {
    const withParts = (count: number) => isRead(storedObject, { ...stored, parts: many(count, () => hash('part')) });
    expect([0, 1, 64, 65].map(withParts)).toEqual([false, true, true, false]);
  });

  test('500 people at most are granted a key at once', () => {
    const recipients = many(501, (index) => person(String(index)));
    expect(isRead(grantRefs, grantsTo(recipients.slice(1)))).toBe(true);
    expect(isRead(grantRefs, grantsTo(recipients))).toBe(false);
    expect(isRead(grantRefs, [{ recipient: person('alice'), blob }])).toBe(true);
  });

  const decided = () => world().people().clearance();
  const isDecided = (change: object) => isRead(clearanceShape, { ...decided(), ...change });

  test('a clearance names 1 to 50 pictures', () => {
    const [thread] = decided().threads;
    expect(isDecided({})).toBe(true);
    expect([0, 1, 50, 51].map((count) => isDecided({ threads: many(count, () => thread) }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('a picture in a clearance has its three renditions, each of 1 to 64 parts', () => {
    const [thread] = decided().threads;
    const objects = thread?.objects ?? [];
    const withObjects = (these: readonly unknown[]) => isDecided({ threads: [{ ...thread, objects: these }] });
    expect([objects.slice(1), objects, [...objects, ...objects.slice(2)]].map(withObjects)).toEqual([
      false,
      true,
      false,
    ]);
    const withParts = (count: number) =>
      withObjects(objects.map((object) => ({ ...object, parts: many(count, () => hash('part')) })));
    expect([0, 1, 64, 65].map(withParts)).toEqual([false, true, true, false]);
  });

  test('a clearance holds the words of the version it names and no later one', () => {
    const purposes = [{ word: 'audit', since: 2 }];
    const { clearance } = booksOf({ knows: 2, words: { purposes } }).advice;
    const audited = { ...decided(), purpose: 'audit' };
    expect([1, 2].map((rules) => isRead(clearance(rules), { ...audited, rules }))).toEqual([false, true]);
    expect([1, 2].map((rules) => isRead(clearance(rules), { ...decided(), rules }))).toEqual([true, true]);
  });

  test('a clearance has at most ten conditions, and each right and flag once', () => {
    expect([0, 10, 11].map((count) => isDecided({ conditions: many(count, () => 'No copies.') }))).toEqual([
      true,
      true,
      false,
    ]);
    expect(isDecided({ rights: [] })).toBe(false);
    expect(isDecided({ rights: ['read', 'read'] })).toBe(false);
    expect(isDecided({ flags: ['face', 'face'] })).toBe(false);
  });
});

test('the keys of a request go to its requester and its organisation, in the order of their ids', () => {
  const parties = { requester: person('alice'), org: defence };
  expect(recipientsOf(parties)).toHaveLength(2);
  expect(recipientsOf(parties)).toEqual([person('alice'), defence].toSorted());
});
