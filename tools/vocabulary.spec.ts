import { secondNames } from './vocabulary.mjs';

const nothing = { 'apps/api/src/pictures/pictures.store.ts': 'export class PicturesStore {}' };

test('a product in which each thing has its one name has no second names', () => {
  expect(secondNames(nothing)).toEqual([]);
});

describe('a second name for a noun is found in', () => {
  test.each([
    ['a folder', 'apps/api/src/images/part-plan.ts', ''],
    ['a file', 'libs/client/src/advice/clearances.ts', ''],
    ['an exported name', 'apps/api/src/pictures/store.ts', 'export class ImagesStore {}'],
    ['a function', 'libs/client/src/sign-in/begin.ts', 'export async function beginLogin() {}'],
    ['an entry type', 'libs/domain/src/room/entries/photo.ts', "export const row = { type: 'photo' };"],
    ['an address', 'libs/contracts/src/endpoints/pictures.ts', "endpoint({ path: 'images/intend' })"],
    ['a table', 'apps/api/src/migrations/tables/pictures.ts', 'CREATE TABLE image_parts (x int)'],
  ])('%s', (_where, file, text) => {
    const found = secondNames({ ...nothing, [file]: text });
    expect(found.filter((each) => each.startsWith(`${file}:`))).not.toEqual([]);
  });
});

test('a folder that is no noun of the glossary is found', () => {
  expect(secondNames({ 'apps/web/src/clinic/page.tsx': '' })).toEqual([
    'apps/web/src/clinic: no noun of the glossary (tools/vocabulary.mjs lists the folders)',
  ]);
});

test('tests, and words that only look alike, are let be', () => {
  expect(secondNames({ 'libs/client/src/rooms/image.spec.ts': 'export const image = 1;' })).toEqual([]);
  expect(secondNames({ 'libs/client/src/rooms/imagination.ts': 'export const authority = 1;' })).toEqual([]);
});
