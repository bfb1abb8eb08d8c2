import { cornerPictures, pixelFlood, pngOf, smallJpeg } from '@consilium/testkit/pictures';
import { receive, strip } from './inspect';

const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes.slice();
const large = expect.objectContaining({
  kind: 'bad-input',
  message: expect.stringMatching(/larger than it may be/u) as string,
}) as unknown as Error;

test('a small file of very many pixels is not opened, whatever it came as', () => {
  for (const rendition of ['thumb', 'view', 'original'] as const) {
    expect(() => receive(own(pixelFlood()), rendition)).toThrow(/100 megapixels|larger than it may be/u);
  }
});

test('a thumb and a view have bounds of their own, which the original has not', () => {
  const [thumb, view, wide] = [own(pngOf(480, 1)), own(pngOf(2560, 1)), own(pngOf(2561, 1))];
  expect(receive(thumb, 'thumb').bytes).toBe(thumb);
  expect(() => receive(own(pngOf(481, 1)), 'thumb')).toThrow(large);
  expect(() => receive(own(pngOf(1, 481)), 'thumb')).toThrow(large);
  expect(receive(view, 'view').bytes).toBe(view);
  expect(() => receive(wide, 'view')).toThrow(large);
  expect(receive(wide, 'original').bytes).toBe(wide);
});

test('what is no picture is not opened', () => {
  expect(() => receive(own(smallJpeg.subarray(0, 100)), 'thumb')).toThrow(/incomplete/u);
});

test.each(cornerPictures)('no decoder learns how a $name is turned', async ({ make }) => {
  const { bytes } = await strip(make(6));
  const stored = receive(bytes, 'original');
  expect(stored.orientation).toBe(6);
  expect((await strip(stored.bytes)).orientation).toBe(1);
  expect((await strip(stored.bytes)).bytes).toEqual((await strip(make(1))).bytes);
});
