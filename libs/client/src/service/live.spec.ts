import { livePath } from '@consilium/contracts';
import { path } from './live';

test('client and service meet at the same live path', () => {
  expect(path).toBe(livePath);
});
