import { preferredCoding } from './accepted-coding';

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['GZIP;Q=1, BR;Q=1', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, gzip;q=0', ''],
  ['br;q=0.000,gzip;q=0.001', 'gzip'],
  ['br;q=0.2, gzip;q=0.8', 'gzip'],
  ['*', 'br'],
  ['*, br;q=0', 'gzip'],
  ['*;q=0', ''],
  ['identity', ''],
  ['identity, br;q=0.5', ''],
  ['identity;q=0, gzip;q=0.1', 'gzip'],
  ['identity;q=0', ''],
  ['brotli', ''],
  ['abr, sgzip', ''],
  ['br;q=2, gzip;q=-1', ''],
  ['br ; q=0.5 , gzip ; q=0.4', 'br'],
  ['', ''],
  ['deflate', ''],
])('%p is answered with %p', (header, coding) => {
  expect(preferredCoding(header)).toBe(coding);
});

test('whoever names no coding is sent the file as it is', () => {
  expect(preferredCoding(undefined)).toBe('');
});
