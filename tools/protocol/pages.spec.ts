import { readFileSync } from 'node:fs';
import path from 'node:path';
import { endpoints } from '@consilium/contracts';
import { object, oneOf, orEmpty, pattern, text, type Shape } from '@consilium/domain';
import { blocksAt, judgedByAll, sourcesOf } from './codes-page';
import { lineOf } from './form';
import { protocolPages } from './pages';
import { formOfSchema } from './schema-form';
import { formOf } from './shape-form';

const folder = path.join(__dirname, '../../docs/protocol');

test.each([...protocolPages()])('docs/protocol/%s is what the tables say: `npm run protocol`', (name, written) => {
  expect(readFileSync(path.join(folder, name), 'utf8')).toBe(written);
});

test('the rule book of rooms has each rule of the guidance, in their order, with where it comes from', () => {
  const rows = readFileSync(path.join(folder, 'rules-room.md'), 'utf8').matchAll(/^\| (R\d+) +\|(.*)\|$/gm);
  const written = [...rows].map(([, id, rest = '']) => {
    const cells = rest.split('|').map((cell) => cell.trim());
    return [id, ...cells];
  });
  expect(written).toEqual(
    judgedByAll.map((rule) => [rule.id, blocksAt(rule).join(' and '), rule.brokenWhere, sourcesOf(rule)]),
  );
});

const said = (shape: Shape<unknown>): string => lineOf(formOf(shape));

test('a key more, another limit or another word of a shape is another form', () => {
  expect(said(object({ name: text(80, 1), 'side?': oneOf(['left', 'right'] as const) }))).toBe(
    '{ name: text 1…80, side?: left | right }',
  );
  expect(said(object({ number: orEmpty(pattern(/^[A-Z0-9]{4}$/, 'a number')) }))).toBe(
    '{ number: text /^[A-Z0-9]{4}$/ or "" }',
  );
});

test('so it is of a schema', () => {
  expect(lineOf(formOfSchema(endpoints.pictures.signParts.input))).toBe(
    '{ intent: b64 16, parts: list 1…64 of { object: b64 16, index: integer 0…63, size: integer 1…8400000, sha256: b64 32 } }',
  );
});
