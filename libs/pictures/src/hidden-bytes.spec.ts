import { hiddenBytes, latin1 } from '@consilium/testkit/pictures';
import { Problem } from '@consilium/domain';
import { strip } from './inspect';

/** What is left of a file, or the sentence it is refused with. */
async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    return latin1((await strip(bytes)).bytes);
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'bad-input') throw error;
    return error.message;
  }
}

test.each(hiddenBytes)('$name: gone, or refused', async ({ bytes }) => {
  const file = bytes();
  expect(latin1(file)).toContain('CAN');
  expect(await outcome(file)).not.toMatch(/CAN/u);
});
